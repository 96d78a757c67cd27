"""Supervision of the training process."""
