"""Who made the boxes of the open image in this run of the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.provenance import Maker, ObjectOrigin, Origin, Place, place_of


class Origins:
    """By the id of the object. What was read and not accepted or snapped here is not known here."""

    def __init__(self) -> None:
        self._read: dict[int, Place] = {}
        self._accepted: dict[int, tuple[str, Box, Origin]] = {}
        self._snapped: set[int] = set()

    def open(self, objects: Iterable[ObjectAnnotation]) -> None:
        """Another image is open, with these objects in its file."""
        self._read = {item.id: place_of(item.name, item.box) for item in objects}
        self._accepted.clear()
        self._snapped.clear()

    def accept(self, item: ObjectAnnotation, model: str, score: float, *, snapped: bool = False) -> None:
        """An object was a detection or a suggestion of a model."""
        self._accepted[item.id] = item.name, item.box, Origin(Maker.ACCEPTED, snapped, model, score)

    def snap(self, ids: Iterable[int]) -> None:
        """Objects were tightened by box regression."""
        self._snapped.update(ids)

    def of(self, item: ObjectAnnotation) -> ObjectOrigin:
        """Return what is known of an object as it is now."""
        before, snapped = self._read.get(item.id), item.id in self._snapped
        if item.id in self._accepted:
            name, box, origin = self._accepted[item.id]
            changed = place_of(name, box) != place_of(item.name, item.box) and not snapped
            maker = Maker.CORRECTED if changed or name != item.name else Maker.ACCEPTED
            return ObjectOrigin(item, replace(origin, maker=maker, snapped=origin.snapped or snapped), before)
        if before is not None:
            return ObjectOrigin(item, None, before)
        return ObjectOrigin(item, Origin(Maker.HAND, snapped))
