"""List the classes of a data set, or change them in every annotation file of it.

A change is made in all files or in none, and only the names change in them. `--undo` takes the last one back.
The data set's own list, classes.txt, is changed with the files where there is one.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a data set, the changes of its classes, and whether to write them."""
    parser.add_argument("folder", type=Path, help="images with XML beside them, a devkit or a VOCdevkit")
    parser.add_argument("--annotations", type=Path, help="folder of the XML files, if they are elsewhere")
    parser.add_argument(
        "--rename", action="append", default=[], metavar="OLD=NEW",
        help="give a class another name; one that is taken merges both",
    )  # fmt: skip
    parser.add_argument(
        "--delete", action="append", default=[], metavar="NAME", help="delete the objects of a class"
    )
    parser.add_argument(
        "--merge-twins", action="store_true", help="merge names that differ by case or blanks alone"
    )
    parser.add_argument(
        "--order", metavar="NAMES",
        help="write classes.txt in this order, all other classes behind: names separated by commas, or a "
        "file of them",
    )  # fmt: skip
    parser.add_argument("--list", action="store_true", help="list the classes (also without any change)")
    parser.add_argument("--undo", action="store_true", help="take the last change of this data set back")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")


def run(args: argparse.Namespace) -> int:
    """Return 1 where a file was left alone. Loads what reads annotations only now."""
    from frcnn_desktop.cli import classes_run

    return classes_run.run(args)
