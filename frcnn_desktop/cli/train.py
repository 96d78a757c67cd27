"""Train on a VOC data set, or a folder of images with XML, and write a checkpoint."""

from __future__ import annotations

import argparse

from frcnn_desktop.cli.terminal import announce
from frcnn_desktop.cli.train_options import add_arguments

__all__ = ["add_arguments", "run"]


def run(args: argparse.Namespace) -> int:
    """Train. Loads torch only now, which is said on stderr unless events are printed."""
    if args.events != "json":
        announce("loading")
    # Takes seconds, before the token is there: until then a supervisor that is gone ends the process.
    from frcnn_desktop.cli import train_run

    return train_run.run(args)
