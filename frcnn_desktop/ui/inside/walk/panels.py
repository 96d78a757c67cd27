"""The stages beside each other, or one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.inside.pictures.files import PanelPicture
from frcnn_desktop.ui.inside.pictures.shelf import TEXT_PIXELS, PictureSource, PictureStyle, picture_font
from frcnn_desktop.ui.inside.walk.legend import (
    Entry,
    draw_legend,
    legend_height,
    legend_width,
)
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget, draw_photo
from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.state import Walk

WIDTH, PANEL_WIDTH = 760, 420
_TALLEST = 900
_TITLE, _GAP = 26, 6
_ROOM_FOR_LARGE_MARKS = 200
_ON_A_SLIDE, _LARGEST = 1280, 2.0
"""Wider pictures are shrunk to this width on a slide: text and lines are drawn larger, so much at most."""


class StagePanel:
    """Photo and stage, nothing else; `walk_now` is asked whenever it is drawn. `ratio` makes lines and names
    larger than those of a picture that is shown at its own size."""

    def __init__(
        self, stage: AnyStage, walk_now: Callable[[], Walk], width: float, ratio: float = 1.0
    ) -> None:
        self.stage = stage
        self._walk_now, self._width, self._ratio = walk_now, width, ratio

    @property
    def name(self) -> str:
        """The title of the stage."""
        return self.stage.title

    def size(self) -> QSizeF:
        """Return the photo's size at the panel's width, less where it is tall; empty without an image."""
        walk = self._walk_now()
        if walk.image is None:
            return QSizeF()
        scale = min(self._width / walk.image.width, _TALLEST / walk.image.height)
        return QSizeF(round(walk.image.width * scale), round(walk.image.height * scale))

    def paint(self, painter: QPainter, style: PictureStyle) -> None:  # noqa: ARG002
        """Draw photo and stage as vectors; the colours are the stage's own, whatever the paper."""
        walk, size = self._walk_now(), self.size()
        if walk.image is None:
            return
        width, height = int(size.width()), int(size.height())
        frame = Frame(width / walk.image.width, 0, 0, width, height, self._ratio)
        target = PaintTarget(painter, frame, vector=True)
        painter.save()
        draw_photo(target, walk.image)
        self.stage.draw(target, walk)
        painter.restore()


class NamedPanel:
    """A stage under its number and name, over what its marks mean. All panels of a picture have the same
    `room` for legends, which are `small` times as large as one alone."""

    def __init__(
        self, panel: StagePanel, ratio: float, legend: Sequence[Entry], room: float, small: float
    ) -> None:
        self._panel, self._ratio = panel, ratio
        self._legend, self._room, self._small = legend, room, small

    @property
    def name(self) -> str:
        """The number of the stage, from 1, and its title."""
        return f"{STAGES.index(self._panel.stage) + 1}  {self._panel.name}"

    def size(self) -> QSizeF:
        """Return the size of title, photo and the room for legends."""
        photo = self._panel.size()
        below = _GAP * self._ratio + self._room if self._room else 0
        return QSizeF(photo.width(), _TITLE * self._ratio + photo.height() + below)

    def paint(self, painter: QPainter, style: PictureStyle) -> None:
        """Draw title, photo and legend from top to bottom."""
        photo, ratio = self._panel.size(), self._ratio
        painter.setFont(picture_font((TEXT_PIXELS + 1) * ratio, bold=True))
        painter.setPen(style.ink)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, photo.width(), _TITLE * ratio), flags, self.name)
        painter.save()
        painter.translate(0, _TITLE * ratio)
        self._panel.paint(painter, style)
        painter.translate(0, photo.height() + _GAP * ratio)
        painter.scale(self._small, self._small)
        draw_legend(painter, self._legend, 0, 0, photo.width() / self._small, style)
        painter.restore()


def panels_of(walk_now: Callable[[], Walk], width: float, ratio: float) -> list[PictureSource]:
    """Return a panel for each stage that has something to draw, all of one size.

    Class names stand beside their boxes, so the legends leave them out.
    """
    walk = walk_now()
    shown = [stage for stage in STAGES if stage.ready(walk)]
    if not shown:
        return []
    photo = StagePanel(shown[0], walk_now, width).size()
    # Names of boxes must leave some of a small photo to be seen.
    marks = min(max(min(photo.width(), photo.height()) / _ROOM_FOR_LARGE_MARKS, 1.0), ratio)
    panels = [StagePanel(stage, walk_now, width, marks) for stage in shown]
    legends = [[entry for entry in panel.stage.legend_of(walk) if not entry.is_class] for panel in panels]
    # One mark with its words must fit below a photo.
    widest = max((legend_width(legend) for legend in legends), default=0.0)
    small = min(ratio, photo.width() / widest) if widest else ratio
    room = max(legend_height(legend, photo.width() / small) * small for legend in legends)
    return [
        NamedPanel(panel, ratio, legend, room, small) for panel, legend in zip(panels, legends, strict=True)
    ]


class WalkPicture:
    """All stages that can be drawn, in rows of `columns`."""

    def __init__(self, name: str, columns: int, walk_now: Callable[[], Walk]) -> None:
        self.name = name
        self._columns, self._walk_now = columns, walk_now

    def frames(self) -> list[PictureSource]:
        """Return the stages one by one, to be shown one after the other."""
        return panels_of(self._walk_now, WIDTH, 1.25)

    def size(self) -> QSizeF:
        """Return the size of all rows; empty while no stage can be drawn."""
        return self._all().size()

    def paint(self, painter: QPainter, style: PictureStyle) -> None:
        """Draw all stages that are ready, with legends at one size."""
        self._all().paint(painter, style)

    def _all(self) -> PanelPicture:
        ratio = min(max(self._columns * PANEL_WIDTH / _ON_A_SLIDE, 1.0), _LARGEST)
        panels = panels_of(self._walk_now, PANEL_WIDTH, ratio)
        return PanelPicture(self.name, panels, self._columns)
