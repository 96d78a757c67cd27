"""What a detector can do beside detecting."""

from __future__ import annotations

from enum import Flag, auto


class Ability(Flag):
    """Told by the engine itself. Whoever needs one that is missing asks for nothing, or says so."""

    NOTHING = 0
    ENCODE = auto()
    """Hands out encoded images: its feature maps can be shown"""
    INSPECT = auto()
    """Can be followed with one box from projection to NMS"""
    COMPARE = auto()
    """Can run R-CNN's way too"""
    LEARN = auto()
    """Hands out its network, so that a head can be refitted"""
