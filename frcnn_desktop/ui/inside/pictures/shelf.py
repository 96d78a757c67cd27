"""Views that can be put on paper or on a slide, and where they are kept.

A view that wants to be exported makes one small object, a `PictureSource`, and adds it to the `PictureShelf`;
the export dialog offers all of them. Pictures are drawn by painters, never grabbed from the screen, so that
they hold no chrome and are as sharp as the file wants.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter

TEXT_PIXELS = 13
"""Height of text in a picture at scale 1; `picture_font` makes fonts of it."""


class PictureGround(StrEnum):
    """What lies behind a picture: white paper, nothing, or nothing with light text for dark slides."""

    WHITE = "white"
    TRANSPARENT = "transparent"
    TRANSPARENT_DARK = "transparent_dark"


@dataclass(frozen=True, slots=True)
class PictureStyle:
    """Colours of a picture: `paper` behind everything (None: transparent), `ink` for text, `muted` for
    secondary text, `line` for frames and grids, `accent` for what stands out."""

    paper: QColor | None
    ink: QColor
    muted: QColor
    line: QColor
    accent: QColor

    @staticmethod
    def of(ground: PictureGround) -> PictureStyle:
        """Return the colours for a ground; transparent pictures have no paper."""
        if ground is PictureGround.TRANSPARENT_DARK:
            names = ("#f2f4f7", "#b6bdc7", "#68707b", "#82b0ff")
        else:
            names = ("#14171b", "#555d68", "#aab1bb", "#1d56c2")
        paper = QColor("white") if ground is PictureGround.WHITE else None
        ink, muted, line, accent = (QColor(name) for name in names)
        return PictureStyle(paper, ink, muted, line, accent)


class PictureSource(Protocol):
    """One view that can be exported.

    `paint` draws on 0..width by 0..height as told by `size`, in logical pixels; scale and background are the
    caller's. It may draw with any pen, brush, text (`picture_font`) or image, but must not rely on the size
    of a device pixel: the painter may write SVG.
    """

    @property
    def name(self) -> str:
        """What the view is called, in the user's language; file names are made of it."""
        ...

    def size(self) -> QSizeF:
        """Return the size at scale 1 in logical pixels; an empty size: there is nothing to draw now."""
        ...

    def paint(self, painter: QPainter, style: PictureStyle) -> None:
        """Draw the view from (0, 0) in the colours of `style`."""


class PictureShelf(QObject):
    """The views that can be exported now.

    Signals: `changed()` when a source was added or removed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: list[PictureSource] = []

    def add(self, source: PictureSource) -> None:
        """Offer a view; adding it again changes nothing."""
        if source not in self._sources:
            self._sources.append(source)
            self.changed.emit()

    def remove(self, source: PictureSource) -> None:
        """Offer a view no more."""
        if source in self._sources:
            self._sources.remove(source)
            self.changed.emit()

    def available(self) -> list[PictureSource]:
        """Return the views that have something to draw, in the order in which they were added."""
        return [source for source in self._sources if not source.size().isEmpty()]


def picture_font(pixels: float = TEXT_PIXELS, *, bold: bool = False) -> QFont:
    """Return a font measured in pixels: points would differ between a screen, an image and an SVG file."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(max(1, round(pixels)))
    font.setBold(bold)
    return font
