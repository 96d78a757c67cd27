"""Learning while labelling: each save teaches, and the next images come with suggestions.

Suggestions, keys, heads, the order of images, review (ADR 21).
"""
