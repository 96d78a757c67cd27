"""Learning while labelling: saves, refits and suggestions off the GUI thread."""
