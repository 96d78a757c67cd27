"""Finding the files that belong to the installation."""

from __future__ import annotations

import sys
from pathlib import Path

from frcnn_desktop.core.errors import ResourceError
from frcnn_desktop.core.messages import Message

BUNDLED_MODEL = ("models", "compact-voc0712.safetensors")
"""The parts of the path of the model that the program starts with."""


def resources_root() -> Path:
    """Return the resources folder: of a frozen application, of an installed wheel, or of a checkout."""
    package = Path(__file__).resolve().parents[1]
    candidates = [package / "resources", package.parent / "resources"]
    if bundle := getattr(sys, "_MEIPASS", None):
        candidates.insert(0, Path(bundle) / "resources")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise ResourceError(Message("resource.folder_missing"))


def resource_path(*parts: str) -> Path:
    """Return the path of one resource, e.g. `resource_path("icons", "open.svg")`.

    Raises ResourceError when it is not part of this installation.
    """
    path = resources_root().joinpath(*parts)
    if not path.exists():
        raise ResourceError(Message("resource.file_missing", name="/".join(parts)))
    return path
