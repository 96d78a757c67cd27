"""Where the time goes: stages, and R-CNN's way beside Fast R-CNN's."""
