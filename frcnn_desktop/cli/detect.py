"""Detect objects in images; write VOC XML or JSON lines into an output folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from frcnn_desktop.cli.image_jobs import add_input_arguments
from frcnn_desktop.cli.numbers import share
from frcnn_desktop.cli.terminal import announce


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take images or folders, a folder to write into, a model, a device and thresholds."""
    add_input_arguments(parser)
    parser.add_argument("--out", type=Path, required=True, help="folder for the XML; subfolders are mirrored")
    parser.add_argument("--model", type=Path, help="a checkpoint (default: the bundled one)")
    parser.add_argument(
        "--proposals", type=Path, metavar="DIR", help="what `proposals --out DIR` has made before"
    )
    parser.add_argument("--score", type=share, default=0.5, help="lowest score that is kept (default: 0.5)")
    parser.add_argument(
        "--nms", type=share, default=0.3, help="IoU above which boxes of a class are one (default: 0.3)"
    )
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, mps, xpu (default: auto)")
    parser.add_argument("--overwrite", action="store_true", help="replace results that are already there")
    parser.add_argument(
        "--json", action="store_true", help="write OUT/detections.jsonl with scores and times, and no XML"
    )


def run(args: argparse.Namespace) -> int:
    """Detect and write. Loads torch only now, which is said on stderr."""
    # Loading torch and the model takes seconds: nobody is left to wonder.
    announce("loading")
    from frcnn_desktop.cli import detect_run

    return detect_run.run(args)
