"""The Training page: choosing a run, watching it, and what became of it. Setters in, signals out."""
