"""Turn a data set of one annotation format into a new one of another, and say what that loses.

What is lost, changed or left out is counted before anything is written, and listed afterwards.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from frcnn_desktop.cli.numbers import share
from frcnn_desktop.formats.registry import FORMATS

NAMES = tuple(each.name for each in FORMATS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a data set and its format, the format to write, and what becomes of the images."""
    parser.add_argument(
        "source", type=Path, metavar="SRC", help="its folder, COCO's JSON or YOLO's data.yaml"
    )
    parser.add_argument("--to", choices=NAMES, required=True, help="format to write")
    parser.add_argument("--out", type=Path, help="folder to make; it must not be there yet")
    parser.add_argument(
        "--from", dest="source_format", choices=NAMES, help="format of SRC, if it is in doubt"
    )
    parser.add_argument(
        "--images-folder", type=Path, help="where the images are, if not where the format puts them"
    )
    parser.add_argument(
        "--images", choices=("copy", "link", "none"), default="copy",
        help="copy image files, give them a second name (hard link) where the disk can, or leave them "
        "(default: copy)",
    )  # fmt: skip
    parser.add_argument(
        "--classes",
        help="class names, separated by commas, or a file of them: these alone and in this order; they also "
        "name the numbers of a YOLO set without a list (default: the data set's own list)",
    )
    parser.add_argument(
        "--unlabelled", action="store_true", help="images without an annotation are images without objects"
    )
    parser.add_argument(
        "--val-share", type=share, default=0.0, help="part of the images in val, if there are no splits"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="divides the same images the same way (default: 0)"
    )
    parser.add_argument("--dry-run", action="store_true", help="tell what would be lost, and write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")


def run(args: argparse.Namespace) -> int:
    """Preview the conversion or write it. Loads the formats only now."""
    from frcnn_desktop.cli import convert_run

    return convert_run.run(args)
