"""The RoI inspector: one box from projection to score."""
