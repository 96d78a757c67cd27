"""Speed and memory of the window, against the goals: the real one, offscreen, driven by mouse and keys.

Each part runs in processes of its own with user folders of its own, on photos made for it: a start, folders
of 10,000 and 100,000 images, walking with the key D through photos of VOC's size and of 12 megapixels,
gestures among 100 objects and 2,000 proposals, typing into the search field, and a long walk that fills the
caches.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.bench.child_process import run_child
from frcnn_desktop.bench.made_photos import TWELVE_MEGAPIXELS, VOC_SIZE, make_photos
from frcnn_desktop.bench.own_folders import own_folders
from frcnn_desktop.bench.search import figures_of_set, link_photos, make_set
from frcnn_desktop.ui.kit.quick_loading import load_quickly


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: starts, steps of each walk, images of the two folders and of the long walk."""

    starts: int
    steps: int
    folders: tuple[int, int]
    walked: int


FULL = Extent(starts=7, steps=60, folders=(10_000, 100_000), walked=500)
QUICK = Extent(starts=3, steps=20, folders=(10_000, 100_000), walked=100)
PARTS = "start", "folder", "switch", "large", "crowd", "memory"
LARGE_SHARE = 3
"""One step through photos of 12 megapixels for so many through small ones."""
GOALS = {
    "start_to_window_s": 0.5,
    "folder_10k_s": 0.5,
    "folder_100k_s": 3,
    "event_to_paint_p95_ms": 16,
    "switch_p95_ms": 8,
    "switch_detected_p95_ms": 33,
    "switch_12mp_p95_ms": 80,
    "switch_12mp_prefetched_p95_ms": 20,
    "filter_10k_ms": 100,
    "rss_before_model_mb": 180,
    "rss_idle_mb": 800,
    "rss_after_500_mb": 950,
    "memory_growth_percent": 5,
}
"""Every figure, with what it should not exceed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take photos in the place of made ones, and how much to measure."""
    parser.add_argument("--images", type=Path, help="folder of photos, better 500 (default: made ones)")
    parser.add_argument("--quick", action="store_true", help="fewer starts and steps, a walk of 100 images")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")
    parser.add_argument("--child", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--steps", type=int, default=FULL.steps, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Print each figure beside its goal; every part is a process of its own."""
    if args.child:
        # As `gui` does.
        load_quickly()
    if args.child == "start":
        # Before anything else of a bench is imported: the program would not have it.
        from frcnn_desktop.bench.ui_start import measure_start

        return measure_start()
    if args.child:
        from frcnn_desktop.bench.ui_measure import measure

        return measure(args.child, args.images, args.steps)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with own_folders(), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as root:
        figures = _Parts(Path(root), QUICK if args.quick else FULL, args.images).figures()
    for name, goal in GOALS.items():
        print(f"{name:<30}{figures[name]:>10.2f}   goal {goal:g}")
    if args.json:
        print(json.dumps({name: round(figures[name], 3) for name in GOALS}))
    return 0


class _Parts:
    """Makes what each part needs and runs it."""

    def __init__(self, root: Path, extent: Extent, images: Path | None) -> None:
        self._root, self._extent = root, extent
        self._images = images.resolve() if images is not None else self._made("photos", VOC_SIZE)

    def _made(self, name: str, size: tuple[int, int]) -> Path:
        extent = self._extent
        count = extent.walked + 1 if size == VOC_SIZE else 2 * (extent.steps // LARGE_SHARE) + 5
        return make_photos(self._root / name, count, size)[0].parent

    def figures(self) -> dict[str, float]:
        """Return every figure of `GOALS`."""
        large = self._made("large", TWELVE_MEGAPIXELS)
        return {
            **self._start(),
            **self._folders(),
            **self._child("switch", self._images, self._extent.steps),
            **self._child("large", large, self._extent.steps // LARGE_SHARE),
            **self._child("crowd", self._images, self._extent.steps),
            **self._memory(),
        }

    def _child(self, part: str, folder: Path, steps: int, home: str = "") -> dict[str, float]:
        arguments = ["--child", part, "--images", str(folder), "--steps", str(steps)]
        return run_child("ui", arguments, self._root / f"home of {home or part}")

    def _start(self) -> dict[str, float]:
        """Start once to have all files read, then as often as is counted."""
        home = self._root / "home of start"
        runs = [run_child("ui", ["--child", "start"], home) for _ in range(self._extent.starts + 1)]
        return {name: statistics.median(run[name] for run in runs[1:]) for name in runs[0]}

    def _folders(self) -> dict[str, float]:
        fewer, many = self._root / "10k", self._root / "100k"
        make_set(fewer, self._extent.folders[0])
        link_photos(many, self._extent.folders[1])
        filtered = figures_of_set(fewer, self._root / "home of search")["filter_10k_ms"]
        return {
            "folder_10k_s": self._child("folder", fewer, 0, "10k")["folder_s"],
            "folder_100k_s": self._child("folder", many, 0, "100k")["folder_s"],
            "filter_10k_ms": filtered,
        }

    def _memory(self) -> dict[str, float]:
        walked = self._extent.walked
        growth = ["--images", str(self._images), "--count", str(walked), "--json"]
        ratio = run_child("memory", growth, self._root / "home of growth")["growth"]
        return {
            **self._child("memory", self._images, walked),
            "memory_growth_percent": (ratio - 1) * 100,
        }
