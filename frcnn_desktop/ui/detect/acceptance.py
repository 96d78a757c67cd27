"""Detections that have become objects of the open image."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.detect.detection_rows import DetectionKey, detection_box, detection_key
from frcnn_desktop.ui.detect.offer import Offer
from frcnn_desktop.ui.document.origins import Origins
from frcnn_desktop.ui.document.session import DocumentSession

SAME_OBJECT_IOU = 0.5
"""A detection that overlaps an object of its class this much is taken to be that object (VOC's match)."""

LEARNT = "learnt on"
"""Stands before the name of the model whose head was refitted while labelling."""


class Acceptance:
    """Makes objects of detections, and knows which were made of which as long as the image is open."""

    def __init__(self, session: DocumentSession, origins: Origins) -> None:
        self._session, self._origins = session, origins
        self._keys: dict[int, DetectionKey] = {}

    @property
    def keys(self) -> set[DetectionKey]:
        """The detections whose objects are there now; an object that was undone does not count."""
        return {self._keys[item.id] for item in self._session.objects if item.id in self._keys}

    def forget(self) -> None:
        """Another image is open."""
        self._keys.clear()

    def mark(self, object_id: int, key: DetectionKey) -> None:
        """Say that an object was made of a detection by somebody else."""
        self._keys[object_id] = key

    def free_rows(self, shown: Detections) -> NDArray[np.intp]:
        """Return the rows that are no object yet: none of their class overlaps them by `SAME_OBJECT_IOU`."""
        free = np.ones(len(shown), dtype=bool)
        for name in {item.name for item in self._session.objects}:
            boxes = as_box_array([item.box for item in self._session.objects if item.name == name])
            same = np.array([other == name for other in shown.class_names], np.bool_)
            free &= ~(same & (pairwise_iou(shown.boxes, boxes).max(axis=1) >= SAME_OBJECT_IOU))
        return np.flatnonzero(free)

    def add(
        self,
        shown: Detections,
        rows: Sequence[int],
        model: str,
        offered: Offer | None = None,
        *,
        text: str,
        verifies: bool,
    ) -> None:
        """Make objects of these rows, and mark the image verified, as one undoable command called `text`.

        `model` is what names the model that found them; with `offered` the rows are its rows.
        """
        objects = [ObjectAnnotation(shown.class_names[row], detection_box(shown, row)) for row in rows]
        none = frozenset[int]()
        suggested, snapped = (none, none) if offered is None else (offered.suggested, offered.snapped)
        for item, row in zip(objects, rows, strict=True):
            self.mark(item.id, detection_key(shown, row))
            maker = f"{LEARNT} {model}" if row in suggested else model
            self._origins.accept(item, maker, float(shown.scores[row]), snapped=row in snapped)
        self._session.add_objects(objects, text, verifies=verifies)
