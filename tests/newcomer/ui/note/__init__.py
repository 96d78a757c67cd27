"""A note about each image."""
