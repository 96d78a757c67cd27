"""The folder: which images there are, which is open, which is next, and saving before one is left."""
