"""Whether libraries that only some people install are there."""

from __future__ import annotations

from importlib.util import find_spec

from frcnn_desktop.core.errors import MissingPackageError
from frcnn_desktop.core.messages import Message


def require_matplotlib() -> None:
    """Raise MissingPackageError when nothing can be drawn on this installation."""
    if find_spec("matplotlib") is None:
        raise MissingPackageError(Message("package.plots"))
