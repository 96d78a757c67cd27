"""Decompose the fully connected layers of a model, so that judging RoIs costs less (truncated SVD)."""

from __future__ import annotations

import argparse
from pathlib import Path

from frcnn_desktop.cli.terminal import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
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
    from frcnn_desktop.core.errors import CheckpointError
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.host.resources import resource_path
    from frcnn_desktop.inference.compression import compress_checkpoint
    from frcnn_desktop.inference.predictor import BUNDLED_MODEL

    wanted: tuple[int, ...] | float
    if args.ranks is not None:
        parts = args.ranks.split(",")
        if not all(part.strip().isdecimal() for part in parts):
            raise CheckpointError(Message("option.ranks", value=repr(args.ranks)))
        wanted = tuple(int(part) for part in parts)
    else:
        wanted = args.energy
    for line in compress_checkpoint(args.model or resource_path(*BUNDLED_MODEL), args.out, wanted):
        say(str(line))
    return 0
