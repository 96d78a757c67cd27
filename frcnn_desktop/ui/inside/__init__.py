"""Seeing inside: every stage of Fast R-CNN on the photo, one RoI in detail, and pictures of both."""
