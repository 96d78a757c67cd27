"""Detection: the engine, requests and answers, the store of runs, whole folders, scoring of single boxes."""
