"""Class names. Index 0 is background, so the name of class index k is `names[k - 1]`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from frcnn_desktop.core.messages import Message

VOC_CLASS_NAMES: tuple[str, ...] = (
    "aeroplane",
    "bicycle",
    "bird",
    "boat",
    "bottle",
    "bus",
    "car",
    "cat",
    "chair",
    "cow",
    "diningtable",
    "dog",
    "horse",
    "motorbike",
    "person",
    "pottedplant",
    "sheep",
    "sofa",
    "train",
    "tvmonitor",
)


def similar_names(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of class names that differ by case or blanks only: most are one class, misspelt."""
    groups: dict[str, set[str]] = {}
    for name in names:
        groups.setdefault(_bare(name), set()).add(name)
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()) if len(group) > 1)


def similar_names_message(names: Iterable[str]) -> Message:
    """Say that classes with such names are taken for different ones."""
    return Message("dataset.similar_names", names=", ".join(repr(name) for name in names))


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFC", name).casefold().split())
