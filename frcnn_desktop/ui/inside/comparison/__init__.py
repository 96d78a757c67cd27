"""R-CNN's way beside Fast R-CNN's, in time."""
