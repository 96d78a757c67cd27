"""Fetch a detector that torchvision publishes; its path is printed, for `--model`."""

from __future__ import annotations

import argparse

from frcnn_desktop.host.published_models import PUBLISHED_MODELS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the name of a published model."""
    parser.add_argument(
        "name",
        metavar="NAME",
        choices=[model.name for model in PUBLISHED_MODELS],
        help="; ".join(f"{model.name} ({model.megabytes} MB)" for model in PUBLISHED_MODELS),
    )


def run(args: argparse.Namespace) -> int:
    """Download and print the path. Loads the progress bar only now."""
    from frcnn_desktop.cli import download_run

    return download_run.run(args)
