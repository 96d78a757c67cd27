"""Shortcuts, licences, diagnostics, crash reports, and what the program is."""
