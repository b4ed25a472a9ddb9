"""Tables: ruled or aligned, with merged cells, joined over pages, with their captions."""
