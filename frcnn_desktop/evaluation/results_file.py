"""Results of many images in one file: npz, read without pickle, written atomically."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.atomic_file import replacing
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_arrays import read_arrays
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.evaluation.image_result import ImageResult, ResultsOrigin

FORMAT = "frcnn-desktop results 2"
_OLD_FORMAT = "frcnn-desktop results 1"
"""Which told images apart by the size of their files."""
_MAX_BYTES = 384 * 2**20
"""Of the arrays: 100,000 images with 100 detections each take less."""


def write_results(path: Path, origin: ResultsOrigin, results: Sequence[ImageResult]) -> None:
    """Write results; a file that is there stays whole until the new one is. Raises DatasetError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            np.savez_compressed(file, allow_pickle=False, **_arrays(origin, results))
    except OSError as error:
        raise DatasetError(
            Message("evaluation.results_not_written", path=path, reason=reason_of(error))
        ) from error


def read_results(path: Path) -> tuple[ResultsOrigin, tuple[ImageResult, ...]]:
    """Read what `write_results` wrote. Raises DatasetError when it is missing, damaged or something else."""
    try:
        with path.open("rb") as file:
            return _results(read_arrays(file, _MAX_BYTES))
    except OSError as error:
        raise DatasetError(
            Message("evaluation.results_not_read", path=path, reason=reason_of(error))
        ) from error
    except (ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
        raise DatasetError(Message("evaluation.results_damaged", path=path)) from error


def _arrays(origin: ResultsOrigin, results: Sequence[ImageResult]) -> dict[str, NDArray]:
    def joined(parts: list[NDArray], empty: NDArray) -> NDArray:
        return np.concatenate([empty, *parts]).astype(empty.dtype)

    return {
        "about": np.array(json.dumps({"format": FORMAT, **asdict(origin)})),
        "image_ids": np.array([each.image_id for each in results], np.str_),
        "truth_keys": np.array([each.truth_key for each in results], np.str_),
        "seconds": np.array([each.seconds for each in results], np.float64),
        "content_keys": np.array([each.content_key for each in results], np.str_),
        "detection_counts": np.array([len(each.scores) for each in results], np.int64),
        "object_counts": np.array([len(each.best_overlaps) for each in results], np.int64),
        "boxes": joined([each.boxes for each in results], np.zeros((0, 4), np.float32)),
        "scores": joined([each.scores for each in results], np.zeros(0, np.float32)),
        "class_indices": joined([each.class_indices for each in results], np.zeros(0, np.int32)),
        "best_overlaps": joined([each.best_overlaps for each in results], np.zeros(0, np.float32)),
    }


def _results(arrays: dict[str, NDArray]) -> tuple[ResultsOrigin, tuple[ImageResult, ...]]:
    about: Any = parse_plain(str(arrays["about"]), _MAX_BYTES)
    if about["format"] not in (FORMAT, _OLD_FORMAT):
        raise ValueError("another format")
    if about["format"] == _OLD_FORMAT:
        arrays["content_keys"] = np.full(len(arrays["image_ids"]), "")
    origin = ResultsOrigin(tuple(about["class_names"]), str(about["model_key"]), str(about["settings"]))
    classes = arrays["class_indices"].astype(np.int64)
    if np.any((classes < 1) | (classes > len(origin.class_names))):
        raise ValueError("class indices out of range")
    boxes = as_box_array(arrays["boxes"])
    split = _cuts(arrays["detection_counts"], len(boxes), len(arrays["scores"]), len(classes))
    object_split = _cuts(arrays["object_counts"], len(arrays["best_overlaps"]))
    columns = zip(
        map(str, arrays["image_ids"]),
        np.split(boxes, split),
        np.split(arrays["scores"].astype(np.float32), split),
        np.split(classes, split),
        np.split(arrays["best_overlaps"].astype(np.float32), object_split),
        map(str, arrays["truth_keys"]),
        map(float, arrays["seconds"]),
        map(str, arrays["content_keys"]),
        strict=True,
    )
    return origin, tuple(ImageResult(*row) for row in columns) if len(arrays["image_ids"]) else ()


def _cuts(counts: NDArray, *lengths: int) -> NDArray[np.int64]:
    """Return where rows of one image end and the next begin. Raises ValueError when lengths disagree."""
    if np.any(counts < 0) or any(int(counts.sum()) != length for length in lengths):
        raise ValueError("lengths disagree")
    return np.cumsum(counts)[:-1]
