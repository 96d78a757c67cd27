"""The detector at hand: the meter of the box that is dragged, why something was found, picking proposals."""
