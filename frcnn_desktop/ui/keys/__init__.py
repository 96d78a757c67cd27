"""Changing which keys run which command; schemes of other programs (ADR 29)."""
