"""Progress on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

from frcnn_desktop.core.ranks import Ranks

_T = TypeVar("_T")


def with_progress(items: Sequence[_T], what: str, ranks: Ranks) -> Iterable[_T]:
    """Show how far the first process is; the others are silent."""
    from rich.console import Console
    from rich.progress import track

    return track(items, what, console=Console(file=sys.stderr)) if ranks.first else items
