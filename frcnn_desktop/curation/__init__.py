"""Whole data sets put in order: classes changed in every file, annotators compared. No Qt, no torch."""
