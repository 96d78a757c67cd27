"""How long training takes from the window: a few labelled photos, the Training page with its own settings.

to_model_in_use: from the click on "Start training" to the new model being loaded, which is taken into use by
a click as soon as that is offered. prepared: from the first click until proposals and features are there and
the first step begins. trained: until the run has ended.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from pathlib import Path

from frcnn_desktop.bench.made_photos import VOC_SIZE, make_photos
from frcnn_desktop.bench.own_folders import own_folders

COUNT = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a folder of labelled photos and how often to train."""
    text = f"folder of labelled photos, all of which are learnt (default: {COUNT} made ones)"
    parser.add_argument("--images", type=Path, help=text)
    parser.add_argument("--runs", type=int, default=3, help="how often to train (default 3)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Train in an offscreen window with user folders of its own and print the medians in seconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if args.child:
        from frcnn_desktop.bench.training_session import measure

        print(json.dumps(measure(args.images)))
        return 0
    from frcnn_desktop.bench.child_process import run_child

    with own_folders(), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as root:
        images = args.images or make_photos(Path(root) / "photos", COUNT, VOC_SIZE, COUNT)[0].parent
        child = ["--child", "--images", str(images.resolve())]
        runs = [run_child("training", child, Path(root) / f"home {number}") for number in range(args.runs)]
    figures = {name: statistics.median(each[name] for each in runs) for name in runs[0]}
    for name, value in figures.items():
        print(f"{name:<24} {value:>10.2f}")
    if args.json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    return 0
