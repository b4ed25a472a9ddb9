"""A page of a PDF: its characters, its strokes, which way it is read, and whether its text can be believed."""
