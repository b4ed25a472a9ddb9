"""What happens to a printed page on its way through an office and a scanner: ink, paper, glass."""
