"""Annotate and train on Pascal VOC boxes with Fast R-CNN built in."""

__version__ = "0.1.0"
