"""The running half of `compress`."""

from __future__ import annotations

import argparse

from frcnn_desktop.cli.terminal import say
from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.host.resources import BUNDLED_MODEL, resource_path
from frcnn_desktop.inference.compression import compress_checkpoint


def run(args: argparse.Namespace) -> int:
    """Write the decomposed checkpoint and tell what each layer was and is. Raises CheckpointError."""
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
