"""Choosing which view becomes a picture, and how."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.ui.inside.pictures.files import full_size
from frcnn_desktop.ui.inside.pictures.preview import PicturePreview
from frcnn_desktop.ui.inside.pictures.shelf import PictureGround, PictureSource, PictureStyle
from frcnn_desktop.ui.kit.icons import set_icon

SCALES = (1.0, 2.0, 3.0, 4.0)


class PictureFormat(StrEnum):
    """What kind of file is written; the values are its suffixes."""

    PNG = "png"
    SVG = "svg"
    GIF = "gif"


@runtime_checkable
class AnimatedPicture(Protocol):
    """A source that can also be shown as frames, one after the other."""

    def frames(self) -> list[PictureSource]:
        """Return the frames in the order they are shown."""
        ...


class PictureDialog(QDialog):
    """Signals: `save_wanted()`, `copy_wanted()`. Attributes: `source`, `style_wanted`, `scale`, `format`."""

    save_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, sources: Sequence[PictureSource], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export picture"))
        self._sources = list(sources)
        self.view, self.file_format, self.size_box, self.ground = (QComboBox(self) for _ in range(4))
        self._pixels = QLabel(self)
        self._pixels.setProperty("role", "muted")
        self.preview = PicturePreview(self)
        self.save = QPushButton(self.tr("Save…"), self)
        self.copy = QPushButton(self.tr("Copy to clipboard"), self)
        self._fill()
        self._lay_out()
        for box in (self.view, self.file_format, self.size_box, self.ground):
            box.currentIndexChanged.connect(self._on_changed)
        self.save.clicked.connect(self.save_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self._on_changed()

    @property
    def source(self) -> PictureSource | None:
        """The chosen view; None when there is none to export."""
        index = self.view.currentIndex()
        return self._sources[index] if 0 <= index < len(self._sources) else None

    @property
    def style_wanted(self) -> PictureStyle:
        """The colours that the chosen background asks for."""
        return PictureStyle.of(PictureGround(self.ground.currentData()))

    @property
    def scale(self) -> float:
        """Device pixels per logical pixel of the view."""
        return float(self.size_box.currentData())

    @property
    def format(self) -> PictureFormat:
        """The chosen format; GIF only where the view has frames."""
        return PictureFormat(self.file_format.currentData())

    def _fill(self) -> None:
        for source in self._sources:
            self.view.addItem(source.name)
        for text, kind in (
            (self.tr("PNG image"), PictureFormat.PNG),
            (self.tr("SVG, lines and text stay sharp"), PictureFormat.SVG),
            (self.tr("Animated GIF"), PictureFormat.GIF),
        ):
            self.file_format.addItem(text, kind.value)
        for scale in SCALES:
            self.size_box.addItem(self.tr("{scale} ×").format(scale=f"{scale:g}"), scale)
        self.size_box.setCurrentIndex(1)
        for text, ground in (
            (self.tr("White"), PictureGround.WHITE),
            (self.tr("Transparent, dark text"), PictureGround.TRANSPARENT),
            (self.tr("Transparent, light text"), PictureGround.TRANSPARENT_DARK),
        ):
            self.ground.addItem(text, ground.value)
        set_icon(self.copy, "clipboard-copy")
        set_icon(self.save, "save", "on_accent")
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for text, box in (
            (self.tr("&View"), self.view),
            (self.tr("&Format"), self.file_format),
            (self.tr("&Scale"), self.size_box),
            (self.tr("&Background"), self.ground),
        ):
            form.addRow(text, box)
            box.setMinimumWidth(240)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._pixels, 1)
        for button in (close, self.copy, self.save):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.preview, 1)
        layout.addLayout(form)
        layout.addLayout(buttons)
        self.resize(640, 620)

    @Slot()
    def _on_changed(self) -> None:
        source = self.source
        for button in (self.save, self.copy):
            button.setEnabled(source is not None)
        animated = isinstance(source, AnimatedPicture)
        if not animated and self.format is PictureFormat.GIF:
            self.file_format.setCurrentIndex(0)
        model_row = self.file_format.findData(PictureFormat.GIF.value)
        self.file_format.view().setRowHidden(model_row, not animated)  # type: ignore[attr-defined]
        self.preview.show_picture(self._previewed(), self.style_wanted)
        self._pixels.setText(self._size_text())

    def _previewed(self) -> PictureSource | None:
        source = self.source
        if self.format is PictureFormat.GIF and isinstance(source, AnimatedPicture):
            frames = source.frames()
            return frames[len(frames) // 2] if frames else None
        return source

    def _size_text(self) -> str:
        shown = self._previewed()
        if shown is None:
            return self.tr("Nothing to export: open an image and see inside first.")
        size = full_size(shown) * self.scale
        text = self.tr("{width} × {height} pixels")
        return text.format(width=round(size.width()), height=round(size.height()))
