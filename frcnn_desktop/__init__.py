"""Annotate and train on Pascal VOC boxes with Fast R-CNN at hand."""

__version__ = "0.1.0"
