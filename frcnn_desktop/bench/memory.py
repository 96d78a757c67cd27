"""How much memory the program takes after a walk through many images.

The real window, offscreen, is walked with the key D through a folder, each image until its detections are on
screen. The caches are made so small that they are full by the 50th image; what grows after that is a leak.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from frcnn_desktop.bench.own_folders import own_folders
from frcnn_desktop.ui.kit.quick_loading import load_quickly


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a folder of photos and how many to walk through."""
    parser.add_argument("--images", type=Path, required=True, help="folder of photos, at least --count")
    parser.add_argument("--count", type=int, default=500, help="images to walk through (default 500)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")


def run(args: argparse.Namespace) -> int:
    """Walk an offscreen window with user folders of its own and print the memory in use."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with own_folders():
        load_quickly()
        from frcnn_desktop.bench.memory_session import measure_memory

        figures = measure_memory(args.images, args.count)
    for name, value in figures.items():
        print(f"{name:<24} {value:>10.1f}")
    if args.json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    return 0
