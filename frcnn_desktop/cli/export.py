"""Export images and their annotations as a new VOC data set, with seeded train and val lists."""

from __future__ import annotations

import argparse
from pathlib import Path

from frcnn_desktop.cli.numbers import share


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take images, a folder to make, and how they are divided."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folders of images, or images")
    parser.add_argument("--out", type=Path, required=True, help="folder to make; it must not be there yet")
    parser.add_argument(
        "--annotations", type=Path, help="folder of the XML, where it is not beside the images"
    )
    parser.add_argument(
        "--val-share", type=share, default=0.2, help="part of the images in val (default: 0.2)"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="divides the same images the same way (default: 0)"
    )
    parser.add_argument("--all", action="store_true", help="also images that nobody has marked verified")
    parser.add_argument("--recursive", action="store_true", help="enter subfolders")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")


def run(args: argparse.Namespace) -> int:
    """Export and say what was left out. Loads what writes data sets only now."""
    from frcnn_desktop.cli import export_run

    return export_run.run(args)
