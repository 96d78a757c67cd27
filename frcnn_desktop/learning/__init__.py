"""Learning while labelling: a head refitted on each save, and what of its suggestions pays to be shown."""
