"""Zoom, tone and looks of the view (ADR 30), theme, panels and what the status bar says of the photo."""
