"""One file for each annotation format that is read and written."""
