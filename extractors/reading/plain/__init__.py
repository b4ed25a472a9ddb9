"""Text files: lines with numbers instead of boxes."""
