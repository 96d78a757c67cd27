"""Progress on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

from frcnn_desktop.distributed.ranks import Ranks

_T = TypeVar("_T")


@contextmanager
def with_progress(items: Sequence[_T], what: str, ranks: Ranks) -> Iterator[Iterable[_T]]:
    """Give the items, and show how far the first process is with them; the others are silent.

    Until the context ends, what is printed appears above the bar.
    """
    columns = Progress.get_default_columns()
    with Progress(*columns, console=Console(file=sys.stderr), disable=not ranks.first) as progress:
        yield progress.track(items, description=what)


@contextmanager
def counting_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many are done and in all; the bar is gone at the end."""
    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
