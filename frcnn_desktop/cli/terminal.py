"""The one place that writes to the terminal: names from files never steer it."""

from __future__ import annotations

import sys
from typing import TextIO

from frcnn_desktop.core.printable import printable
from frcnn_desktop.distributed.ranks import Ranks


def say(*lines: str, to: TextIO | None = None) -> None:
    """Write lines to standard output, or to another stream, at once."""
    stream = sys.stdout if to is None else to
    if stream is None:
        # A window that was started without a terminal on Windows has no streams.
        return
    text = "".join(f"{printable(line)}\n" for line in lines)
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def warn(*lines: str) -> None:
    """Write lines to standard error."""
    if sys.stderr is not None:
        say(*lines, to=sys.stderr)


def announce(what: str) -> None:
    """Say on standard error what is about to take seconds; of several processes the first one does."""
    if Ranks.from_environment().first:
        warn(f"{what}…")
