"""The questions that need an answer before work goes on, in one place so that tests can answer them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QSpinBox, QWidget

from frcnn_desktop.core.image_kinds import IMAGE_SUFFIXES
from frcnn_desktop.ui.kit.forms import indent_number
from frcnn_desktop.ui.kit.question import Question, short_name
from frcnn_desktop.ui.kit.save_dialog import SaveDialog


class Prompts(QObject):
    """Dialogs over the window. Each method returns None (or an empty list) when the person gives up."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def images(self, start: Path | None) -> list[Path]:
        """Ask for image files, at first in the folder `start`; None: wherever the system begins."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open images"),
            _text(start),
            self.tr("Images ({patterns})").format(patterns=patterns),
        )
        return [Path(name) for name in names]

    def folder(self, title: str, start: Path | None) -> Path | None:
        """Ask for a folder under a title in the user's language."""
        name = QFileDialog.getExistingDirectory(self._window, title, _text(start))
        return Path(name) if name else None

    def annotation_to_open(self, start: Path | None) -> Path | None:
        """Ask for an XML file; whether it belongs to the open image is not looked at."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open annotation"), _text(start), self.tr("Pascal VOC XML (*.xml)")
        )
        return Path(name) if name else None

    def annotation_to_save(self, start: Path | None) -> Path | None:
        """Return where to write it, with its suffix; a file that is there may be replaced."""
        kind = self.tr("Pascal VOC XML (*.xml)")
        return SaveDialog(self._window, self.tr("Save annotation as"), start, kind, ".xml").ask()

    def model(self, start: Path | None) -> Path | None:
        """Ask for a checkpoint, of ours or of torchvision; its content is not looked at."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open model"),
            _text(start),
            self.tr("Checkpoints (*.safetensors);;Checkpoints of torchvision (*.pth)"),
        )
        return Path(name) if name else None

    def model_to_save(self, start: Path | None) -> Path | None:
        """Return where to write it, with its suffix; a file that is there may be replaced."""
        kind = self.tr("Checkpoints (*.safetensors)")
        return SaveDialog(self._window, self.tr("Save the new model as"), start, kind, ".safetensors").ask()

    def keys_to_open(self) -> Path | None:
        """Ask for a file of keyboard shortcuts."""
        kind = self.tr("Keyboard shortcuts (*.json)")
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import keyboard shortcuts"), "", kind)
        return Path(name) if name else None

    def keys_to_save(self) -> Path | None:
        """Return where to write them, with its suffix; a file that is there may be replaced."""
        kind, title = self.tr("Keyboard shortcuts (*.json)"), self.tr("Export keyboard shortcuts")
        return SaveDialog(self._window, title, None, kind, ".json").ask()

    def energy(self) -> int | None:
        """Return how many percent of each layer's sum of squares its decomposition shall keep."""
        dialog = QInputDialog(self._window)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setWindowTitle(self.tr("Decompose layers"))
        dialog.setLabelText(
            self.tr(
                "Each hidden layer becomes two thinner ones (truncated SVD).\n"
                "Percent of a layer's energy to keep; less is faster and less exact:"
            )
        )
        dialog.setIntRange(10, 99)
        dialog.setIntValue(80)
        if (number := dialog.findChild(QSpinBox)) is not None:
            number.setSuffix(" %")
            indent_number(number)
        agreed = dialog.exec()
        dialog.deleteLater()
        return dialog.intValue() if agreed else None

    def data_set(self, start: Path | None, patterns: Sequence[str]) -> Path | None:
        """Return the file of a data set of another annotation format; its folder may be dropped instead."""
        kinds = self.tr("Data sets ({patterns})").format(patterns=" ".join(patterns))
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import data set"), _text(start), kinds)
        return Path(name) if name else None

    def figure_to_save(self, start: Path | None, suffix: str) -> Path | None:
        """Return where to write it, with its suffix; a file that is there may be replaced."""
        kind = f"{suffix[1:].upper()} (*{suffix})"
        return SaveDialog(self._window, self.tr("Save figure as"), start, kind, suffix).ask()

    def search_name(self, text: str) -> str | None:
        """Return the name that a search shall have; its text is proposed."""
        name, agreed = QInputDialog.getText(
            self._window, self.tr("Save search"), self.tr("Name of the search:"), text=text
        )
        return name.strip() or None if agreed else None

    def class_list(self) -> Path | None:
        """Ask for a text file of class names."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a list of class names"),
            "",
            self.tr("Text, one name per line (*.txt)"),
        )
        return Path(name) if name else None

    def renaming_objects(self, old: str, new: str, count: int) -> bool:
        """Ask whether the objects of a class that was renamed get its new name."""
        shown = short_name(old, self._window), short_name(new, self._window)
        box = Question(
            "tags",
            self.tr("Rename class"),
            self.tr("Give the objects of “{old}” the class “{new}”?").format(old=shown[0], new=shown[1]),
            self.tr("Objects of “{old}” in the open image: {count}. Those of other images stay.").format(
                old=shown[0], count=count
            ),
            self._window,
        )
        return box.agreed(self.tr("Rename objects"), self.tr("Keep their class"), suggests_yes=True)

    def stopping_training(self) -> bool:
        """Ask before the program closes while it trains."""
        box = Question(
            "trending-up",
            self.tr("Training is running"),
            self.tr("Stop training and close the program?"),
            self.tr("The state of the run is saved first. Resume goes on from there."),
            self._window,
        )
        return box.agreed(self.tr("Stop and close"), self.tr("Keep training"))

    def moving_to_trash(self, paths: Sequence[Path]) -> bool:
        """Ask before files are moved to the trash."""
        names = "\n".join(short_name(path.name, self._window) for path in paths)
        box = Question(
            "trash-2",
            self.tr("Move to trash"),
            self.tr("Move these files to the trash?"),
            names,
            self._window,
        )
        return box.agreed(self.tr("Move to trash"))


def _text(path: Path | None) -> str:
    return str(path) if path else ""
