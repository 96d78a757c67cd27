"""Changing which keys run which command."""
