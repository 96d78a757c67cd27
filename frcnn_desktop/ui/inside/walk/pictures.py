"""The stage that is shown as a picture, with its words or alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from frcnn_desktop.ui.inside.pictures.shelf import PictureStyle, picture_font
from frcnn_desktop.ui.inside.walk.legend import Entry, draw_legend, legend_height
from frcnn_desktop.ui.inside.walk.panels import WIDTH, StagePanel
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.state import Walk

translate = QCoreApplication.translate
_TITLE, _GAP, _NUMBERS = 28, 8, 11
_LINES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class StagePicture:
    """The stage that is shown, with its name, legend and numbers."""

    def __init__(self, stage_now: Callable[[], AnyStage], walk_now: Callable[[], Walk]) -> None:
        self._stage_now, self._walk_now = stage_now, walk_now

    @property
    def name(self) -> str:
        """The title of the stage that is shown."""
        return self._stage_now().title

    def size(self) -> QSizeF:
        """Return the size with title, legend and numbers; empty while the stage is not ready."""
        photo = self._panel().size()
        if photo.isEmpty() or not self._stage_now().ready(self._walk_now()):
            return QSizeF()
        legend = legend_height(self._legend(), photo.width())
        below = _GAP + legend if legend else 0
        return QSizeF(photo.width(), _TITLE + photo.height() + below + _GAP + self._numbers_height())

    def paint(self, painter: QPainter, style: PictureStyle) -> None:
        """Draw title, photo, legend and numbers from top to bottom."""
        panel = self._panel()
        photo = panel.size()
        left_top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.setFont(picture_font(17, bold=True))
        painter.setPen(style.ink)
        painter.drawText(QRectF(0, 0, photo.width(), _TITLE), left_top, self.name)
        painter.save()
        painter.translate(0, _TITLE)
        panel.paint(painter, style)
        painter.restore()
        y = _TITLE + photo.height() + _GAP
        if entries := self._legend():
            draw_legend(painter, entries, 0, y, photo.width(), style)
            y += legend_height(entries, photo.width()) + _GAP
        painter.setFont(picture_font(_NUMBERS))
        painter.setPen(style.muted)
        area = QRectF(0, y, photo.width(), self._numbers_height())
        painter.drawText(area, int(_LINES), self._numbers())

    def _panel(self) -> StagePanel:
        return StagePanel(self._stage_now(), self._walk_now, WIDTH)

    def _legend(self) -> list[Entry]:
        return self._stage_now().legend_of(self._walk_now())

    def _numbers(self) -> str:
        return self._stage_now().facts_of(self._walk_now())

    def _numbers_height(self) -> float:
        metrics = QFontMetricsF(picture_font(_NUMBERS))
        room = QRectF(0, 0, self._panel().size().width(), 400)
        return metrics.boundingRect(room, int(_LINES), self._numbers()).height() + 2


class StagePhotoPicture:
    """The stage that is shown, photo alone, for a slide that has its own words."""

    def __init__(self, stage_now: Callable[[], AnyStage], walk_now: Callable[[], Walk]) -> None:
        self._stage_now, self._walk_now = stage_now, walk_now

    @property
    def name(self) -> str:
        """The title of the stage that is shown, and that the words are left out."""
        return translate("StagePicture", "{stage}, photo alone").format(stage=self._stage_now().title)

    def size(self) -> QSizeF:
        """Return the size of the photo; empty while the stage is not ready."""
        shown = self._stage_now().ready(self._walk_now())
        return self._panel().size() if shown else QSizeF()

    def paint(self, painter: QPainter, style: PictureStyle) -> None:
        """Draw photo and stage, nothing else."""
        self._panel().paint(painter, style)

    def _panel(self) -> StagePanel:
        return StagePanel(self._stage_now(), self._walk_now, WIDTH)
