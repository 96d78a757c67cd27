"""Objects: drawing, naming, flags, the class list, and problems of an annotation."""
