"""What a person can answer before edits would be lost."""

from __future__ import annotations

from enum import StrEnum


class UnsavedChoice(StrEnum):
    """What to do with edits; CANCEL stays on the image."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"
