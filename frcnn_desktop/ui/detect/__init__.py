"""Detections on the open image and in the whole folder, and the layers that show them."""
