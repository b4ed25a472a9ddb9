"""Lines → paragraphs in reading order; what stands on the page and is no part of the text."""
