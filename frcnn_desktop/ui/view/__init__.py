"""Zoom, theme, panels and what the status bar says of the photo."""
