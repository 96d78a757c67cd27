"""Searches of the same photos side by side: time, recall, overlap, boxes in common."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.images import load_image
from frcnn_desktop.evaluation.ground_truth import GroundTruth, ground_truth_of
from frcnn_desktop.evaluation.recall import mabo, proposal_recall
from frcnn_desktop.proposals import selective_search, warm_up
from frcnn_desktop.proposals.modes import OPENCV_MODE
from frcnn_desktop.proposals.opencv import opencv_boxes
from frcnn_desktop.proposals.quiet_opencv import cv2
from frcnn_desktop.voc.devkit import VocDataset
from frcnn_desktop.voc.files import read_annotation

COUNTS = (300, 1000, 2000)
OVERLAPS = (0.5, 0.7, 0.8)
SHUFFLES = 5
OPENCV_ORDER = "opencv's"
"""The row of OpenCV's boxes in the order that it returns them, which prefers small ones."""
_TWO_THREADS_STEP = 10


@dataclass(slots=True)
class SearchRuns:
    """What one search gave, one entry for each photo: seconds and boxes in the order to be judged."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    boxes: list[BoxArray] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the table. `recall[N][iou]` and `mabo[N]` are of the first N boxes, shares of 1."""

    cpu_ms: float
    time_ratio: float
    wall_ratio: float
    boxes: float
    recall: Mapping[int, Mapping[float, float]]
    mabo: Mapping[int, float]
    identical_fraction: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows, "opencv" first. `two_threads`: how many times as fast two threads are as one (wall time)."""

    photos: int
    objects: int
    searches: Mapping[str, Figures]
    two_threads: Mapping[str, float]


def compare_searches(dataset: VocDataset, ids: Sequence[str], modes: Sequence[str]) -> Comparison:
    """Search every photo with OpenCV and with each of our modes in turn."""
    names = dataset.class_names(ids)
    truth = [ground_truth_of(read_annotation(dataset.annotation_path(each)), names) for each in ids]
    runs = {name: SearchRuns() for name in (OPENCV_MODE, *modes)}
    gains: dict[str, list[float]] = {name: [] for name in modes}
    with one_thread_each():
        for position, image_id in enumerate(ids):
            rgb = load_image(dataset.image_path(image_id)).rgb
            timed(runs[OPENCV_MODE], lambda rgb=rgb: as_box_array(opencv_boxes(rgb)))
            for mode in modes:
                timed(
                    runs[mode], lambda rgb=rgb, mode=mode: selective_search(rgb, mode=mode, threads=1).boxes
                )
                if position % _TWO_THREADS_STEP == 0:
                    gains[mode].append(_two_threads(rgb, mode))
    figures = _figures(runs, truth)
    objects = int(sum((~each.difficult).sum() for each in truth))
    return Comparison(len(ids), objects, figures, {m: statistics.median(gains[m]) for m in modes})


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Take OpenCV's own threads away, and have our kernels compiled before anything is measured."""
    warm_up()
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(threads)


def timed(runs: SearchRuns, search: Callable[[], BoxArray]) -> None:
    """Run a search and book its boxes and seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    boxes = search()
    runs.cpu.append(time.process_time() - cpu)
    runs.wall.append(time.perf_counter() - wall)
    runs.boxes.append(boxes)


def _two_threads(rgb: NDArray[np.uint8], mode: str) -> float:
    """Return wall time with one thread over wall time with two, each the best of three turns."""
    turns: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(3):
        for threads, seconds in turns.items():
            started = time.perf_counter()
            selective_search(rgb, mode=mode, threads=threads)
            seconds.append(time.perf_counter() - started)
    return min(turns[1]) / min(turns[2])


def _figures(runs: Mapping[str, SearchRuns], truth: Sequence[GroundTruth]) -> dict[str, Figures]:
    reference = runs[OPENCV_MODE]
    found = {}
    for name, each in {**runs, OPENCV_ORDER: reference}.items():
        orders = _shuffled(each.boxes) if name == OPENCV_MODE else [each.boxes]
        judged = {count: [_judge(order, truth, count) for order in orders] for count in COUNTS}
        found[name] = Figures(
            cpu_ms=1000 * statistics.fmean(each.cpu),
            time_ratio=sum(reference.cpu) / sum(each.cpu),
            wall_ratio=sum(reference.wall) / sum(each.wall),
            boxes=statistics.fmean(map(len, each.boxes)),
            recall={
                count: {iou: float(np.mean([row[0][i] for row in rows])) for i, iou in enumerate(OVERLAPS)}
                for count, rows in judged.items()
            },
            mabo={count: float(np.mean([row[1] for row in rows])) for count, rows in judged.items()},
            identical_fraction=statistics.fmean(map(_identical, reference.boxes, each.boxes)),
        )
    return found


def _shuffled(boxes: Sequence[BoxArray]) -> list[list[BoxArray]]:
    random = np.random.default_rng(0)
    return [[random.permutation(each) for each in boxes] for _ in range(SHUFFLES)]


def _judge(
    boxes: Sequence[BoxArray], truth: Sequence[GroundTruth], count: int
) -> tuple[NDArray[np.float64], float]:
    """Return (recall at each of OVERLAPS, MABO) of the first `count` boxes of each photo."""
    first = [each[:count] for each in boxes]
    return proposal_recall(truth, first, OVERLAPS), mabo(truth, first)


def _identical(reference: BoxArray, boxes: BoxArray) -> float:
    """Return the share of the reference's boxes that are among the others."""
    wanted = set(map(tuple, reference.tolist()))
    return len(wanted & set(map(tuple, boxes.tolist()))) / len(wanted)
