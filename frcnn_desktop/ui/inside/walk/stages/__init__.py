"""One file for each stage of the walk."""
