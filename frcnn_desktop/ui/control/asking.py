"""The questions that need an answer before work goes on, in one place so that tests can answer them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from frcnn_desktop.core.images import IMAGE_SUFFIXES


class Asking(QObject):
    """Dialogs over the window. Each method returns None (or an empty list) when the person gives up."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def images(self, start: Path | None) -> list[Path]:
        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open images"),
            _text(start),
            self.tr("Images ({patterns})").format(patterns=patterns),
        )
        return [Path(name) for name in names]

    def folder(self, title: str, start: Path | None) -> Path | None:
        name = QFileDialog.getExistingDirectory(self._window, title, _text(start))
        return Path(name) if name else None

    def annotation_to_open(self, start: Path | None) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open annotation"), _text(start), self.tr("Pascal VOC XML (*.xml)")
        )
        return Path(name) if name else None

    def annotation_to_save(self, start: Path | None) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save annotation as"), _text(start), self.tr("Pascal VOC XML (*.xml)")
        )
        return Path(name) if name else None

    def model(self, start: Path | None) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open model"), _text(start), self.tr("Checkpoints (*.safetensors)")
        )
        return Path(name) if name else None

    def moving_to_trash(self, paths: Sequence[Path]) -> bool:
        """Ask before files are moved to the trash."""
        names = "\n".join(path.name for path in paths)
        button = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            self.tr("Move to trash"),
            self.tr("Move these files to the trash?\n\n{names}").format(names=names),
            button.Yes | button.Cancel,
            button.Cancel,
        )
        return answer == button.Yes


def _text(path: Path | None) -> str:
    return str(path) if path else ""
