"""The walk: one photo through every stage of Fast R-CNN."""
