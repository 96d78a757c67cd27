"""A detector run in few bytes, so that thresholds and NMS can still be moved when it is read again.

An npz archive without objects. Coordinates are whole sixteenths of a pixel; scores are whole 65535ths and
kept for class indices above 0 from `SCORE_FLOOR` up, each with the regressed box of its class. What lies
below counts as score 0 with the RoI itself as its box: no slider reaches that far down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, read_only
from frcnn_desktop.core.detections import (
    DetectionFilter,
    DetectionRun,
    Detections,
    FeatureGrid,
    Proposals,
    ScoredRois,
)
from frcnn_desktop.core.messages import Message, message_from_json
from frcnn_desktop.core.plain_arrays import read_arrays
from frcnn_desktop.core.plain_json import parse_plain

SCORE_FLOOR = 0.01
_GRID = 16
_FULL = 65535
_MAX_BYTES = 128 * 2**20
_DAMAGE = (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, OSError)


@dataclass(frozen=True, slots=True, eq=False)
class StoredRun:
    """A run as it was kept. N proposals, E entries (a class of a proposal that scored at least the floor).

    `background` N scores of class index 0; `rows` E proposals, `classes` E in 1..K, `scores` E and
    `boxes` E x 4, the regressed box of that class.
    """

    content_key: str
    proposals: Proposals
    background: NDArray[np.float32]
    rows: NDArray[np.int64]
    classes: NDArray[np.int64]
    scores: NDArray[np.float32]
    boxes: BoxArray
    class_names: tuple[str, ...]
    grids: tuple[FeatureGrid, ...]
    seconds: Mapping[str, float]
    device: Message | None

    @property
    def nbytes(self) -> int:
        """About how much memory the run takes."""
        arrays = (self.proposals.boxes, self.proposals.scores, self.background, self.rows, self.classes)
        return sum(array.nbytes for array in (*arrays, self.scores, self.boxes))

    def scored(self) -> ScoredRois:
        """Return the scores of all proposals."""
        return self._dense(np.arange(len(self.proposals)), np.arange(len(self.rows)))

    def candidates(self, settings: DetectionFilter) -> ScoredRois:
        """Return only the proposals that can become detections under `settings`, still ranked.

        Filtering them without a limit on proposals finds the same detections as filtering all; only those
        placed by voting may lie elsewhere, since boxes below the threshold have no vote here.
        """
        limits = np.array([0.0, *(settings.threshold_of(name) for name in self.class_names)], np.float32)
        count = len(self.proposals) if settings.max_proposals is None else settings.max_proposals
        entries = np.flatnonzero((self.scores >= limits[self.classes]) & (self.rows < count))
        return self._dense(np.unique(self.rows[entries]), entries)

    def restored(self, detections: Detections) -> DetectionRun:
        """Return the whole run, with the detections that a filter made of `scored`."""
        return DetectionRun(
            self.content_key, self.proposals, self.scored(), replace(detections, seconds=self.seconds),
            self.grids, self.seconds, self.device,
        )  # fmt: skip

    def _dense(self, rows: NDArray[np.int64], entries: NDArray[np.int64]) -> ScoredRois:
        boxes = self.proposals.boxes[rows]
        columns = len(self.class_names) + 1
        scores = np.zeros((len(rows), columns), np.float32)
        class_boxes = np.repeat(boxes[:, None], columns, axis=1)
        scores[:, 0] = self.background[rows]
        at = np.searchsorted(rows, self.rows[entries]), self.classes[entries]
        scores[at], class_boxes[at] = self.scores[entries], self.boxes[entries]
        return ScoredRois(read_only(boxes), read_only(scores), read_only(class_boxes), self.class_names)


def encode_run(run: DetectionRun) -> bytes:
    """Return the bytes that `decode_run` reads."""
    scored = run.scored
    rows, columns = np.nonzero(scored.scores[:, 1:] >= SCORE_FLOOR)
    classes = columns + 1
    facts = {
        "class_names": scored.class_names,
        "grids": [asdict(grid) for grid in run.grids],
        "seconds": dict(run.seconds),
        "device": run.device and run.device.to_json(),
        "method": run.proposals.method,
    }
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        facts=np.frombuffer(json.dumps(facts).encode(), np.uint8),
        proposals=_whole(run.proposals.boxes),
        ranks=run.proposals.scores.astype(np.float32),
        background=_parts(scored.scores[:, 0]),
        rows=rows.astype(np.uint32),
        classes=classes.astype(np.uint16),
        scores=_parts(scored.scores[rows, classes]),
        boxes=_whole(scored.class_boxes[rows, classes]),
    )
    return buffer.getvalue()


def decode_run(content_key: str, data: bytes) -> StoredRun:
    """Read what `encode_run` wrote. Raises ValueError for anything else."""
    try:
        run = _read(content_key, read_arrays(BytesIO(data), _MAX_BYTES))
    except _DAMAGE as error:
        raise ValueError(f"No stored run: {error}") from error
    _check(run)
    return run


def _read(content_key: str, archive: Mapping[str, NDArray]) -> StoredRun:
    facts: Any = parse_plain(archive["facts"].tobytes(), _MAX_BYTES)
    boxes = read_only(_pixels(archive["proposals"]))
    ranks = read_only(archive["ranks"].astype(np.float32))
    return StoredRun(
        content_key,
        Proposals(boxes, ranks, {"cache": 0.0}, str(facts["method"])),
        _fractions(archive["background"]),
        archive["rows"].astype(np.int64),
        archive["classes"].astype(np.int64),
        _fractions(archive["scores"]),
        _pixels(archive["boxes"]),
        tuple(str(name) for name in facts["class_names"]),
        tuple(FeatureGrid(**grid) for grid in facts["grids"]),
        {str(stage): float(value) for stage, value in facts["seconds"].items()},
        facts["device"] and message_from_json(facts["device"]),
    )


def _check(run: StoredRun) -> None:
    count, entries = len(run.proposals), len(run.rows)
    fits = (
        run.proposals.scores.shape == run.background.shape == (count,)
        and run.rows.shape == run.classes.shape == run.scores.shape == (entries,)
        and len(run.boxes) == entries
        and run.rows.max(initial=-1) < count
        and run.classes.min(initial=1) >= 1
        and run.classes.max(initial=0) <= len(run.class_names)
    )
    if not fits:
        raise ValueError("A stored run whose parts do not belong together.")


def _whole(boxes: BoxArray) -> NDArray[np.unsignedinteger]:
    positions = np.floor(np.maximum(boxes, 0).astype(np.float64) * _GRID + 0.5)
    return positions.astype(np.uint16 if positions.max(initial=0) < 2**16 else np.uint32)


def _pixels(positions: NDArray) -> BoxArray:
    return (positions.astype(np.float64) / _GRID).astype(np.float32).reshape(-1, 4)


def _parts(scores: NDArray[np.float32]) -> NDArray[np.uint16]:
    return np.floor(scores.astype(np.float64) * _FULL + 0.5).astype(np.uint16)


def _fractions(parts: NDArray) -> NDArray[np.float32]:
    return (parts.astype(np.float64) / _FULL).astype(np.float32)
