"""Compare the annotations that two people made of the same images, and merge them into a new folder.

Objects are matched one to one, whatever their classes, for the greatest overlap. Figures are over the images
that both have.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from frcnn_desktop.cli.numbers import share

CHOICES = ("a", "b", "both", "neither")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take two folders of annotations, when objects count as one, and whether to merge."""
    parser.add_argument("a", type=Path, metavar="A", help="folder of one annotator")
    parser.add_argument("b", type=Path, metavar="B", help="folder of the other; files pair by their names")
    parser.add_argument("--base", type=Path, help="what both began with: who changed an object is right")
    parser.add_argument("--iou", type=share, default=0.5, help="least overlap of one object (default: 0.5)")
    parser.add_argument(
        "--close", type=share, default=0.75,
        help="overlap from which boxes of one class are no conflict (default: 0.75)",
    )  # fmt: skip
    parser.add_argument("--images", type=int, default=20, help="images to list, those that differ most first")
    parser.add_argument("--merge", type=Path, metavar="C", help="folder to make; it must not be there yet")
    parser.add_argument(
        "--undecided", choices=CHOICES,
        help="what --merge takes for conflicts that were not decided in the window (default: it refuses)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")


def run(args: argparse.Namespace) -> int:
    """Compare, and merge where that is asked for. Loads what reads annotations only now."""
    from frcnn_desktop.cli import compare_run

    return compare_run.run(args)
