"""Data sets in and out: writing the images of the list, importing those of other formats."""
