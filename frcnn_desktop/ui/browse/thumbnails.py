"""The small pictures of the image list: asked for when they are seen, the most recent ones kept.

A picture counts while its file is the one that was read: one in doubt is asked for anew when it is seen.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from frcnn_desktop.core.file_stamp import Stamp

THUMBNAILS_KEPT = 600


class Thumbnails(QObject):
    """Signals: `wanted(list[Path])` pictures were looked for that are not here: answer with `keep`."""

    wanted = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures: OrderedDict[Path, QPixmap] = OrderedDict()
        self._missed: dict[Path, None] = {}
        self._asked: set[Path] = set()
        self._stamps: dict[Path, Stamp] = {}
        # One question for all rows of a repaint, asked after it: painting must not start work.
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._on_ask)

    def picture(self, path: Path) -> QPixmap | None:
        """Return the picture of an image; None: it is asked for, once."""
        found = self._pictures.get(path)
        if found is not None:
            self._pictures.move_to_end(path)
        if path not in self._asked:
            self._missed[path] = None
            self._ask.start()
        return found

    def stamp(self, path: Path) -> Stamp | None:
        """Return the stamp of the file that a picture shows; None where there is no picture."""
        return self._stamps.get(path)

    def doubt(self) -> None:
        """Files may have been replaced: what is seen from now on is asked for again, once."""
        self._asked.clear()

    def keep(self, path: Path, image: QImage, stamp: Stamp) -> None:
        """Take a picture. Those not looked at for longest make room and are asked for again."""
        self._pictures[path] = QPixmap.fromImage(image)
        self._pictures.move_to_end(path)
        self._stamps[path] = stamp
        self._asked.add(path)
        while len(self._pictures) > THUMBNAILS_KEPT:
            forgotten, _ = self._pictures.popitem(last=False)
            self._asked.discard(forgotten)
            del self._stamps[forgotten]

    def forget_others(self, images: Container[Path]) -> None:
        """Drop the pictures of images that are in the list no more."""
        for path in [path for path in self._pictures if path not in images]:
            del self._pictures[path], self._stamps[path]
        self._missed = {path: None for path in self._missed if path in images}
        self._asked = {path for path in self._asked if path in images}

    @Slot()
    def _on_ask(self) -> None:
        wanted = list(self._missed)
        self._missed.clear()
        self._asked.update(wanted)
        self.wanted.emit(wanted)
