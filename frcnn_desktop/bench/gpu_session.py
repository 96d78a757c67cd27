"""One model on the CPU and on an accelerator, side by side, on the same photos and proposals."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from frcnn_desktop.bench.gpu_learning import Photo, learning_figures
from frcnn_desktop.bench.transfer_counter import TransferCounter
from frcnn_desktop.core.boxes import pairwise_iou
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.inference.device import wait_for
from frcnn_desktop.inference.network import Network

AGREES_TO = 1e-3
"""Largest difference of a class probability in single precision."""
HALF_AGREES_TO = 0.02
"""The same in half precision, which is what the program runs: a CPU's own half precision differs by 0.004."""
LOSSES_AGREE_TO = 0.1
"""Largest difference of a training step's loss, as a share: CUDA trains in bfloat16."""
_ROUNDS = 5
_SHOWN = DetectionFilter(score_threshold=0.5)
_SAME_BOX = 0.9
_T = TypeVar("_T")


@dataclass(slots=True)
class Agreement:
    """How far an accelerator's answers are from the CPU's: the largest difference of a class probability,
    that of a likely class's box in pixels, and how many of the CPU's detections were found again."""

    score: float = 0.0
    box: float = 0.0
    detections: int = 0
    found_again: int = 0

    def add(self, theirs: ScoredRois, ours: ScoredRois) -> None:
        """Take in one photo; not-a-number counts as infinitely far."""
        likely = theirs.scores[:, 1:] >= _SHOWN.score_threshold
        boxes = np.abs(ours.class_boxes[:, 1:] - theirs.class_boxes[:, 1:])[likely]
        self.score = max(self.score, _largest(np.abs(ours.scores - theirs.scores)))
        self.box = max(self.box, _largest(boxes))
        expected, found = filter_detections(theirs, _SHOWN), filter_detections(ours, _SHOWN)
        self.detections += len(expected)
        self.found_again += _found_again(expected, found)


@dataclass(slots=True)
class GpuReport:
    """Everything that `bench gpu` tells. Times are medians in milliseconds, sizes are bytes;
    `training_losses` is the largest difference of a loss, as a share."""

    device: str
    photos: int
    single: Agreement
    half: Agreement
    cpu_ms: dict[str, float] = field(default_factory=dict)
    device_ms: dict[str, float] = field(default_factory=dict)
    transfers: dict[str, int] = field(default_factory=dict)
    transferred: dict[str, int] = field(default_factory=dict)
    memory: int | None = None
    training_memory: int | None = None
    training_losses: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether the accelerator answers and learns as the CPU does."""
        answers = self.single.score <= AGREES_TO and self.half.score <= HALF_AGREES_TO
        return answers and self.training_losses <= LOSSES_AGREE_TO

    @property
    def speed_up(self) -> float:
        """How many times the CPU's time a detection takes there, proposals not counted."""
        return self.cpu_ms["detection"] / self.device_ms["detection"]

    def to_dict(self) -> dict[str, Any]:
        """Return all figures as plain values, with the two that are derived from them."""
        return {**asdict(self), "passed": self.passed, "speed_up": self.speed_up}


def agreement(model: FastRcnn, device: torch.device, photos: Sequence[Photo], *, precise: bool) -> Agreement:
    """Compare answers in single (`precise`) or half precision with the CPU's."""
    cpu, other = Network(model, torch.device("cpu")), Network(model, device, precise=precise)
    found = Agreement()
    with _whole_mantissa(precise):
        for rgb, boxes in photos:
            expected = cpu.score_encoded(cpu.encode(rgb), boxes)
            found.add(expected, other.score_encoded(other.encode(rgb), boxes))
    return found


def measure(model: FastRcnn, device: torch.device, name: str, photos: Sequence[Photo]) -> GpuReport:
    """Return what is known of a device after some seconds of work on both sides."""
    report = GpuReport(
        name,
        len(photos),
        agreement(model, device, photos, precise=True),
        agreement(model, device, photos, precise=False),
    )
    gc.collect()
    network = Network(model, device)
    report.device_ms = stage_times(network, photos)
    rgb, boxes = photos[0]
    with TransferCounter() as counter:
        filter_detections(network.score_encoded(network.encode(rgb), boxes), _SHOWN)
    report.transfers, report.transferred = dict(counter.counts), dict(counter.nbytes)
    report.memory = _most_memory(device)
    cpu = torch.device("cpu")
    report.cpu_ms = stage_times(Network(model, cpu), photos)
    there, here = learning_figures(model, device, photos), learning_figures(model, cpu, photos)
    report.training_memory, report.training_losses = _most_memory(device), there.differs_from(here)
    for times, learnt in ((report.device_ms, there), (report.cpu_ms, here)):
        times.update(training_step=learnt.training_step_ms, refit=learnt.refit_ms)
    return report


def stage_times(network: Network, photos: Sequence[Photo]) -> dict[str, float]:
    """Return the median milliseconds of each stage, warm; each waits for the device to end."""
    times: dict[str, list[float]] = {}

    def timed(stage: str, work: Callable[[], _T]) -> _T:
        started = time.perf_counter()
        result = work()
        wait_for(network.device)
        times.setdefault(stage, []).append((time.perf_counter() - started) * 1000)
        return result

    for rgb, boxes in photos:
        # Every size of image has kernels of its own to choose.
        network.score_encoded(network.encode(rgb), boxes)
        for _ in range(_ROUNDS):
            encoded = timed("backbone", lambda rgb=rgb: network.encode(rgb))
            scored = timed("roi_head", lambda e=encoded, b=boxes: network.score_encoded(e, b))
            timed("one_box", lambda e=encoded, b=boxes: network.score_encoded(e, b[:1]))
            timed("nms", lambda s=scored: filter_detections(s, _SHOWN))
    medians = {stage: statistics.median(values) for stage, values in times.items()}
    return {**medians, "detection": medians["backbone"] + medians["roi_head"] + medians["nms"]}


@contextmanager
def _whole_mantissa(precise: bool) -> Iterator[None]:
    """Let no convolution round to ten bits behind one's back, as CUDA's do by default (TF32)."""
    before = torch.backends.cudnn.allow_tf32
    torch.backends.cudnn.allow_tf32 = before and not precise
    try:
        yield
    finally:
        torch.backends.cudnn.allow_tf32 = before


def _most_memory(device: torch.device) -> int | None:
    module = getattr(torch, device.type)
    for name in ("max_memory_allocated", "current_allocated_memory"):
        if device.type != "cpu" and hasattr(module, name):
            return int(getattr(module, name)())
    return None


def _found_again(expected: Detections, found: Detections) -> int:
    overlaps = pairwise_iou(expected.boxes, found.boxes)
    same = expected.class_indices[:, None] == found.class_indices[None]
    return int(((overlaps >= _SAME_BOX) & same).any(axis=1).sum()) if len(found) else 0


def _largest(differences: NDArray[np.float32]) -> float:
    return float(np.nan_to_num(differences, nan=np.inf).max(initial=0.0))
