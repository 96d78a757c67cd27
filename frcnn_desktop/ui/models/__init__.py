"""Qt item models behind the lists of the window."""
