"""Work that runs once: exports, downloads, data set summaries, recovery, diagnostics."""
