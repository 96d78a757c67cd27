"""The open image, its annotation, what is selected, and the only way to change any of it: undo commands."""
