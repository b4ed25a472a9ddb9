"""The shell around the library: one verb a file."""
