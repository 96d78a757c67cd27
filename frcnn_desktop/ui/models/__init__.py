"""Which model detects, on which device: opening, downloading, decomposing."""
