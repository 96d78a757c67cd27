"""The log: what the program says of itself on stderr, off until it is asked for."""

from __future__ import annotations

import logging
import os
import sys

from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.printable import printable

VARIABLE = "FRCNN_DESKTOP_LOG"
"""Environment variable that stands for `--log`, also for child processes."""
LEVELS = ("debug", "info", "warning", "error")
_FORMAT = "%(asctime)s.%(msecs)03d %(levelname).1s %(threadName)s %(area)s: %(message)s"
_PACKAGE = "frcnn_desktop"


def start_log(wanted: str) -> None:
    """Log to stderr as `LEVEL` or `LEVEL:AREA[,AREA]` says, e.g. `debug:workers.detect`.

    An area is a package or module below `frcnn_desktop`. Raises FrcnnError for an unknown level. Children
    that this process starts log alike.
    """
    level, _, areas = wanted.partition(":")
    if level not in LEVELS:
        raise FrcnnError(Message("option.log", known=", ".join(LEVELS), value=level))
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine(_FORMAT, "%H:%M:%S"))
    handler.addFilter(_short_name)
    root = logging.getLogger(_PACKAGE)
    root.addHandler(handler)
    root.propagate = False
    for area in areas.split(",") if areas else ("",):
        name = f"{_PACKAGE}.{area}" if area else _PACKAGE
        logging.getLogger(name).setLevel(level.upper())
    os.environ[VARIABLE] = wanted


class _OneLine(logging.Formatter):
    """Keeps names from files from steering the terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return printable(super().formatMessage(record))


def _short_name(record: logging.LogRecord) -> bool:
    record.area = record.name.removeprefix(f"{_PACKAGE}.")
    return True
