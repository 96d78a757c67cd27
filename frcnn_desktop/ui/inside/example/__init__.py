"""The worked example: RoI pooling of a small map by hand."""
