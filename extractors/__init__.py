"""Chinese government documents (公文) to mentions and one linked graph, with a page and a box behind everything."""
