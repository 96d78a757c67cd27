"""Looks and small widgets that know nothing of images, boxes or models."""
