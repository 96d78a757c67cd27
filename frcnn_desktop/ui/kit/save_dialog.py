"""Asking where a file is to be saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from frcnn_desktop.ui.kit.question import Question, short_name


class SaveDialog(QFileDialog):
    """Asks for a file name, puts its suffix on, and only then whether a file may be replaced.

    Qt's own question, and the system's, speak of the name without the suffix: that is another file, or none.
    """

    def __init__(self, parent: QWidget, title: str, start: Path | None, kind: str, suffix: str) -> None:
        """`kind` is what such files are called, with their pattern; `suffix` is as in ".xml". `start`: the
        file that is suggested, or the folder."""
        super().__init__(parent, title, "", kind)
        self._suffix = suffix
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setOption(QFileDialog.Option.DontConfirmOverwrite)
        if start is not None:
            folder = start.is_dir()
            self.setDirectory(str(start if folder else start.parent))
            self.selectFile("" if folder else start.name)

    def ask(self) -> Path | None:
        """Return the file to write, None when the person gives up. Ends the dialog."""
        path = None
        while path is None and self.exec():
            wanted = with_suffix(Path(self.selectedFiles()[0]), self._suffix)
            path = wanted if not wanted.exists() or self._may_replace(wanted) else None
        self.deleteLater()
        return path

    def _may_replace(self, path: Path) -> bool:
        box = Question(
            "save",
            self.tr("Replace file"),
            self.tr("{name} is there already.").format(name=short_name(path.name, self)),
            self.tr("What it holds now would be lost."),
            self,
        )
        return box.agreed(self.tr("Replace"), self.tr("Choose another name"))


def with_suffix(path: Path, suffix: str) -> Path:
    """Return the path with its suffix; whatever else stands behind a dot belongs to the name."""
    return path if path.suffix.lower() == suffix.lower() else path.with_name(path.name + suffix)
