"""Time from start to window and to the first detection, and how long the GUI thread does not answer.

Each run is a fresh process that opens the real window offscreen, is given a photo as soon as the window is
painted, and is clicked and typed at all the while. "cold" has empty user folders (no compiled kernels, no
cached proposals) and, where the system lets us, an empty page cache; "warm" is the run after it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from frcnn_desktop.bench.child_process import run_child
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.ui.kit.quick_loading import load_quickly

DROP_CACHES = Path("/proc/sys/vm/drop_caches")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a photo and how many runs of each kind."""
    parser.add_argument("--image", type=Path, help="photo to drop (default: a sample)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each kind (default 3)")
    parser.add_argument("--json", action="store_true", help="print the medians as JSON on the last line")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Print the medians of cold and warm starts, each in a process of its own."""
    image = (args.image or resource_path("samples", "chelsea.jpg")).resolve()
    if args.child:
        load_quickly()
        from frcnn_desktop.bench.start_child import measure

        return measure(image)
    results: dict[str, list[dict[str, float]]] = {"cold": [], "warm": []}
    for _ in range(args.runs):
        with tempfile.TemporaryDirectory() as home:
            results["cold"].append(_one_run(image, Path(home), cold=True))
            results["warm"].append(_one_run(image, Path(home), cold=False))
    medians = {kind: _medians(runs) for kind, runs in results.items()}
    width = max(len(name) for name in medians["cold"])
    print(f"{'median of ' + str(args.runs):<{width}}  {'cold':>10}  {'warm':>10}")
    for name in medians["cold"]:
        print(f"{name:<{width}}  {medians['cold'][name]:>10}  {medians['warm'][name]:>10}")
    if args.json:
        print(json.dumps(medians))
    return 0


def _one_run(image: Path, home: Path, *, cold: bool) -> dict[str, float]:
    if cold:
        _drop_page_cache()
    return run_child("start", ["--child", "--image", str(image)], home)


def _drop_page_cache() -> None:
    try:
        os.sync()
        DROP_CACHES.write_text("3")
    except OSError:
        print("(the page cache could not be emptied: cold means empty user folders only)", file=sys.stderr)


def _medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0]}
