"""Learning while labelling: each save teaches, and the next images come with suggestions."""
