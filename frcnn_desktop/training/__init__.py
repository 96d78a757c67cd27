"""The trainer: data, RoI sampling, targets, losses, head training on stored features. Yields events."""
