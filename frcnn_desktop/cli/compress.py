"""Decompose the fully connected layers of a model, so that judging RoIs costs less (truncated SVD)."""

from __future__ import annotations

import argparse
from pathlib import Path

from frcnn_desktop.cli.terminal import announce


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a checkpoint, a file to write, and either ranks or a share of energy."""
    parser.add_argument(
        "--model", type=Path, help="a checkpoint (default: the bundled one); it stays as it is"
    )
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint to write, .safetensors")
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument(
        "--ranks", help="rank of each hidden layer, separated by commas; 0 keeps one whole, e.g. 1024,256"
    )
    how.add_argument("--energy", type=float, help="share of each layer's sum of squares to keep, e.g. 0.9")


def run(args: argparse.Namespace) -> int:
    """Write the decomposed checkpoint. Loads torch only now, which is said on stderr."""
    announce("loading")
    from frcnn_desktop.cli import compress_run

    return compress_run.run(args)
