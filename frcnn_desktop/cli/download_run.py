"""The running half of `download`."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

from frcnn_desktop.cli.terminal import say
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.host.download import download
from frcnn_desktop.host.published_models import PUBLISHED_MODELS


def run(args: argparse.Namespace) -> int:
    """Download a model, unless it is there, and print its path."""
    model = next(model for model in PUBLISHED_MODELS if model.name == args.name)
    path = model.path
    if not path.exists():
        columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(file=sys.stderr)) as progress:
            task = progress.add_task(model.title, total=model.megabytes * 10**6)

            def report(done: int, total: int) -> None:
                progress.update(task, completed=done, total=total or None)

            download(model.url, path, model.sha256_prefix, report, CancelToken())
    say(str(path))
    return 0
