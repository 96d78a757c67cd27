"""How See inside answers: the real window, offscreen, driven by mouse and keys.

inspector: from a mouse move to the RoI inspector repainted with that box or a later one. stage_change: from a
stage's key to the canvas painted with that stage for the first time; it then fades in.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from frcnn_desktop.bench.own_folders import own_folders


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a folder of photos and how long to drag."""
    parser.add_argument("--images", type=Path, required=True, help="folder of photos; the first is opened")
    parser.add_argument("--seconds", type=float, default=20, help="how long to drag (default 20)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")


def run(args: argparse.Namespace) -> int:
    """Drive an offscreen window with user folders of its own and print its answer times."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with own_folders():
        from frcnn_desktop.bench.inside_session import measure_inside

        figures = measure_inside(args.images, args.seconds)
    for name, value in figures.items():
        print(f"{name:<24} {value:>10.2f}")
    if args.json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    return 0
