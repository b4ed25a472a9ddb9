"""Uploads: a folder watched, each file taken in when it is whole, the archive grown by it."""
