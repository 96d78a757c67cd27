"""The panels around the canvas. They speak through typed signals and are told through setters."""
