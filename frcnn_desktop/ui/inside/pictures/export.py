"""Exporting views: the dialog, the files, the clipboard, and what became of it."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.inside.pictures.dialog import AnimatedPicture, PictureDialog, PictureFormat
from frcnn_desktop.ui.inside.pictures.files import (
    copy_picture,
    png_bytes,
    render_image,
    svg_bytes,
    write_file,
)
from frcnn_desktop.ui.inside.pictures.shelf import PictureShelf, PictureSource, PictureStyle
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.save_dialog import SaveDialog
from frcnn_desktop.workers.inside.animation import GifService

_GIF_PIXELS = 900.0
"""The longest side of an animation: larger ones grow to tens of megabytes."""


class PictureExport(QObject):
    """Signals: `status_message(str)` a sentence for the status bar."""

    status_message = Signal(str)

    def __init__(
        self, window: QWidget, session: DocumentSession, shelf: PictureShelf, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._shelf = window, session, shelf
        self.gifs = GifService(self)
        self.dialog: PictureDialog | None = None
        self._folder: Path | None = None
        self._waiting: list[PictureSource] = []
        self._frames: list[NDArray[np.uint8]] = []
        self._path = Path()
        self._painter = QTimer(self, interval=0)
        self._painter.timeout.connect(self._on_next_frame)
        self.gifs.progress.connect(self._on_progress)
        self.gifs.written.connect(self._on_written)
        self.gifs.failed.connect(self._on_failed)

    @Slot()
    def open_dialog(self) -> None:
        """Ask which view becomes a picture."""
        self.open_for(None)

    def open_for(self, first: PictureSource | None) -> None:
        """Ask how a view becomes a picture; None: which one, too."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
        sources = self._shelf.available()
        self.dialog = PictureDialog(sources, self._window)
        if first is not None and first in sources:
            self.dialog.view.setCurrentIndex(sources.index(first))
        self.dialog.save_wanted.connect(self._on_save)
        self.dialog.copy_wanted.connect(self._on_copy)
        self.dialog.show()

    def save(self, path: Path) -> bool:
        """Write what the dialog says to a file; a sentence tells what became of it."""
        dialog = self.dialog
        if dialog is None or dialog.source is None:
            return False
        source, style, scale = dialog.source, dialog.style_wanted, dialog.scale
        try:
            if dialog.format is PictureFormat.GIF and isinstance(source, AnimatedPicture):
                self._begin_frames(source, path)
                return True
            make = svg_bytes if dialog.format is PictureFormat.SVG else png_bytes
            write_file(path, make(source, style, scale))
        except FrcnnError as error:
            self.status_message.emit(in_language(error.message))
            return False
        self._on_written(path)
        return True

    def _begin_frames(self, source: AnimatedPicture, path: Path) -> None:
        if self.gifs.busy or self._waiting:
            self.status_message.emit(self.tr("An animation is being written. Wait for it."))
            return
        self._waiting, self._frames, self._path = source.frames(), [], path
        self.status_message.emit(self.tr("Writing {name}…").format(name=path.name))
        self._painter.start()

    @Slot()
    def _on_next_frame(self) -> None:
        """Paint one frame, then let the window breathe."""
        dialog = self.dialog
        if dialog is not None and self._waiting:
            frame = self._waiting.pop(0)
            self._frames.append(frame_pixels(frame, dialog.style_wanted, dialog.scale))
        if not self._waiting:
            self._painter.stop()
            frames, self._frames = tuple(self._frames), []
            self.gifs.write(frames, self._path)

    @Slot()
    def _on_save(self) -> None:
        dialog = self.dialog
        if dialog is None or dialog.source is None:
            return
        suffix = f".{dialog.format.value}"
        filters = {
            PictureFormat.PNG: self.tr("PNG image (*.png)"),
            PictureFormat.SVG: self.tr("SVG image (*.svg)"),
            PictureFormat.GIF: self.tr("Animated GIF (*.gif)"),
        }
        start = self._start_folder() / f"{self._stem(dialog.source)}{suffix}"
        path = SaveDialog(dialog, self.tr("Save picture"), start, filters[dialog.format], suffix).ask()
        if path is not None:
            self._folder = path.parent
            if self.save(path):
                dialog.accept()

    @Slot()
    def _on_copy(self) -> None:
        if self.dialog is None or self.dialog.source is None:
            return
        try:
            copy_picture(self.dialog.source, self.dialog.style_wanted, self.dialog.scale)
        except FrcnnError as error:
            self.status_message.emit(in_language(error.message))
        else:
            self.status_message.emit(self.tr("Copied to the clipboard."))

    def _start_folder(self) -> Path:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return self._folder or Path(pictures or Path.home())

    def _stem(self, source: PictureSource) -> str:
        """Return a file name of the image and the view, safe on every system."""
        image = self._session.image
        parts = (image.path.stem if image else "", source.name)
        return "-".join(re.sub(r"[^\w.]+", "-", part).strip("-").lower() for part in parts if part)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        text = self.tr("Writing the animation: {done} of {total} pictures")
        self.status_message.emit(text.format(done=done, total=total))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self.status_message.emit(in_language(message))

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self.status_message.emit(self.tr("Saved {name}.").format(name=path.name))


def frame_pixels(frame: PictureSource, style: PictureStyle, scale: float) -> NDArray[np.uint8]:
    """Return a frame as H x W x 3 pixels; a GIF knows no half transparency, so paper is white."""
    size = frame.size()
    fits = min(scale, _GIF_PIXELS / max(size.width(), size.height(), 1.0))
    image = render_image(frame, style, fits)
    flat = QImage(image.size(), QImage.Format.Format_RGB888)
    flat.fill("white")
    _draw_over(flat, image)
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    pixels = rows[:, : 3 * flat.width()].reshape(flat.height(), flat.width(), 3).copy()
    pixels.setflags(write=False)
    return pixels


def _draw_over(target: QImage, image: QImage) -> None:
    painter = QPainter(target)
    painter.drawImage(0, 0, image)
    painter.end()
