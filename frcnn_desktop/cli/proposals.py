"""Search images for proposals, on any machine, and keep them for `detect --proposals DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

from frcnn_desktop.cli.image_jobs import add_input_arguments
from frcnn_desktop.proposals.modes import MODE_NAMES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take images, a folder to write into and a mode of the search."""
    add_input_arguments(parser)
    parser.add_argument("--out", type=Path, required=True, help="folder for one small file for each image")
    parser.add_argument(
        "--mode",
        choices=MODE_NAMES,
        default="fast",
        help="as the model wants it (default: fast, as the bundled one does)",
    )
    parser.add_argument("--overwrite", action="store_true", help="search again what is already there")


def run(args: argparse.Namespace) -> int:
    """Search this shard's images. Returns 1 where any image failed, else 0."""
    from frcnn_desktop.cli import proposals_run

    return proposals_run.run(args)
