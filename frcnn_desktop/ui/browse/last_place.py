"""Where a person was when the program was closed, as the settings keep it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.ui.canvas.zoom_place import ZoomMode, ZoomPlace

MOST_PATHS = 2_000
"""Of files that were opened one by one; where there were more, nothing is opened again."""
_MODES = {str(mode): mode for mode in ZoomMode}


@dataclass(frozen=True, slots=True)
class LastPlace:
    """`opened` are the files and folders that were asked for; `image` was shown, at `zoom`; None: none."""

    opened: tuple[Path, ...]
    image: Path | None = None
    zoom: ZoomPlace | None = None

    def plain(self) -> dict[str, object]:
        """Return it as values of JSON."""
        if len(self.opened) > MOST_PATHS:
            return {}
        zoom = self.zoom
        return {
            "opened": [str(path) for path in self.opened],
            "image": "" if self.image is None else str(self.image),
            "zoom": [] if zoom is None else [str(zoom.mode), zoom.zoom, zoom.x, zoom.y],
        }


def read_place(plain: Mapping[str, object]) -> LastPlace | None:
    """Return what the settings hold; None where that is no place. Never raises."""
    opened = plain.get("opened")
    texts = opened[:MOST_PATHS] if isinstance(opened, list) else []
    paths = tuple(path for text in texts if (path := _path(text)) is not None)
    return LastPlace(paths, _path(plain.get("image")), _zoom(plain.get("zoom"))) if paths else None


def _path(value: object) -> Path | None:
    if not isinstance(value, str) or "\0" in value:
        return None
    path = Path(value)
    return path if path.is_absolute() else None


def _zoom(value: object) -> ZoomPlace | None:
    if not isinstance(value, list) or len(value) != 4 or value[0] not in _MODES:
        return None
    numbers = [float(each) for each in value[1:] if isinstance(each, int | float) and math.isfinite(each)]
    if len(numbers) != 3 or numbers[0] <= 0:
        return None
    return ZoomPlace(_MODES[value[0]], *numbers)
