"""Time of each stage of a detection, medians over photos, nothing taken from a cache.

"whole" is a detection as the program runs it, proposals and backbone at the same time; the stages are
measured one at a time, with all threads. RoI counts are made up from the photo's own proposals.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from frcnn_desktop.bench.kernels import wait_for_kernels
from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.image_kinds import is_image_name
from frcnn_desktop.core.images import load_image
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.proposals import selective_search

ROI_COUNTS = (1, 1000, 2000)
_T = TypeVar("_T")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take photos, a model and a device."""
    parser.add_argument("--images", type=Path, help="folder of photos (default: the samples)")
    parser.add_argument("--limit", type=int, default=20, help="photos to measure (default 20)")
    parser.add_argument("--model", type=Path, help="checkpoint (default: the bundled model)")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--json", action="store_true", help="print the medians as JSON on the last line")


def run(args: argparse.Namespace) -> int:
    """Print the medians of all stages, in milliseconds and in times of the backbone."""
    from frcnn_desktop.inference import Predictor

    folder = args.images or resource_path("samples")
    paths = [path for path in sorted(folder.iterdir()) if is_image_name(path.name)][: args.limit]
    predictor = Predictor.load(args.model, args.device)
    wait_for_kernels()
    clock = _Clock()

    for path in paths:
        rgb = load_image(path).rgb
        proposals = clock.timed("proposals", lambda rgb=rgb: selective_search(rgb))
        encoded = clock.timed("backbone", lambda rgb=rgb: predictor.encode(rgb))
        for count in ROI_COUNTS:
            boxes = _exactly(proposals.boxes, count)
            clock.timed(f"roi_head_{count}", lambda e=encoded, b=boxes: predictor.score(e, b))
        scored = predictor.score(encoded, proposals.boxes)
        clock.timed("nms", lambda s=scored: predictor.filter(s, DetectionFilter()))
        clock.timed("whole", lambda rgb=rgb: predictor.detect(rgb))
    medians = {name: round(statistics.median(values), 2) for name, values in clock.times.items()}
    print(f"medians of {len(paths)} photos on {predictor.info.device}, milliseconds")
    for name, value in medians.items():
        print(f"  {name:<14} {value:>9.2f}   {value / medians['backbone']:>6.2f} backbones")
    if args.json:
        print(json.dumps(medians))
    return 0


class _Clock:
    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}

    def timed(self, name: str, work: Callable[[], _T]) -> _T:
        started = time.perf_counter()
        result = work()
        self.times.setdefault(name, []).append((time.perf_counter() - started) * 1000)
        return result


def _exactly(boxes: BoxArray, count: int) -> BoxArray:
    """Return `count` boxes, the first ones again where there are too few."""
    return np.ascontiguousarray(np.resize(boxes, (count, 4)), dtype=np.float32)
