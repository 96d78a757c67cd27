"""Pictures as files and on the clipboard: PNG at any scale, SVG, rows of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QRect,
    QRectF,
    QSaveFile,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.ui.inside.pictures.shelf import PictureSource, PictureStyle

MARGIN = 12
"""Logical pixels around a picture."""
LARGEST_SIDE = 24_000
"""Device pixels; beyond that Qt's painters lose precision and memory runs out."""
_SVG_DPI = 96
_GAP = 14


class PictureWriteError(FrcnnError):
    """A picture could not be written; the text says why."""


def full_size(source: PictureSource) -> QSizeF:
    """Return the size of a picture with its margin, in logical pixels."""
    return source.size() + QSizeF(2 * MARGIN, 2 * MARGIN)


def render_image(source: PictureSource, style: PictureStyle, scale: float) -> QImage:
    """Draw a picture `scale` times as large. Raises PictureWriteError when it would be too large."""
    size = full_size(source) * scale
    if max(size.width(), size.height()) > LARGEST_SIDE:
        raise PictureWriteError(Message("picture.too_large", limit=LARGEST_SIDE))
    image = QImage(size.toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent if style.paper is None else style.paper)
    painter = QPainter(image)
    painter.scale(scale, scale)
    _paint(painter, source, style)
    painter.end()
    return image


def png_bytes(source: PictureSource, style: PictureStyle, scale: float) -> bytes:
    """Return a picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(render_image(source, style, scale))
    return bytes(buffer.data().data())


def svg_bytes(source: PictureSource, style: PictureStyle, scale: float = 1.0) -> bytes:
    """Return a picture as an SVG file; `scale` is only the size it is shown at first."""
    size, data = full_size(source), QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(source.name)
    generator.setResolution(_SVG_DPI)
    generator.setSize((size * scale).toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    if style.paper is not None:
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), style.paper)
    _paint(painter, source, style)
    painter.end()
    buffer.close()
    return bytes(data.data())


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or nothing. Raises PictureWriteError."""
    file = QSaveFile(str(path))
    written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data) and file.commit()
    if not written:
        raise PictureWriteError(
            Message("file.not_written", name=path.name, reason=verbatim(file.errorString()))
        )


def copy_picture(source: PictureSource, style: PictureStyle, scale: float) -> None:
    """Put a picture on the clipboard."""
    QGuiApplication.clipboard().setImage(render_image(source, style, scale))


class PanelPicture:
    """Pictures in rows of `columns`: one source made of many."""

    def __init__(self, name: str, panels: Sequence[PictureSource], columns: int) -> None:
        self.name = name
        self._panels = tuple(panels)
        self._columns = max(1, min(columns, len(self._panels) or 1))

    def size(self) -> QSizeF:
        """Return the size of all rows, each cell as large as the largest picture; empty without any."""
        if not self._panels:
            return QSizeF()
        width, height = self._cell()
        rows = -(-len(self._panels) // self._columns)
        return QSizeF(self._columns * (width + _GAP) - _GAP, rows * (height + _GAP) - _GAP)

    def paint(self, painter: QPainter, style: PictureStyle) -> None:
        """Draw row by row, each picture at the top left of its cell."""
        width, height = self._cell()
        for index, panel in enumerate(self._panels):
            row, column = divmod(index, self._columns)
            painter.save()
            painter.translate(column * (width + _GAP), row * (height + _GAP))
            panel.paint(painter, style)
            painter.restore()

    def _cell(self) -> tuple[float, float]:
        sizes = [panel.size() for panel in self._panels]
        return max(size.width() for size in sizes), max(size.height() for size in sizes)


def fitted(size: QSizeF, room: QRect) -> QRectF:
    """Return where a picture goes so that it fills a place as far as it keeps its shape."""
    scaled = size.scaled(QSizeF(room.size()), Qt.AspectRatioMode.KeepAspectRatio)
    x = room.x() + (room.width() - scaled.width()) / 2
    return QRectF(x, room.y() + (room.height() - scaled.height()) / 2, scaled.width(), scaled.height())


def _paint(painter: QPainter, source: PictureSource, style: PictureStyle) -> None:
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.translate(MARGIN, MARGIN)
    source.paint(painter, style)
