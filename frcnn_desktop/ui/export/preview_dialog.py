"""What a conversion will write and what is lost by it, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.counted import counted
from frcnn_desktop.formats.kinds import Effect
from frcnn_desktop.formats.output import ImageFiles
from frcnn_desktop.formats.planning import Plan
from frcnn_desktop.formats.registry import format_named
from frcnn_desktop.ui.export.image_files_choice import ImageFilesChoice
from frcnn_desktop.ui.export.loss_tree import LossTree
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.plain_text import wrap

_WIDTH, _HEIGHT = 640, 460


class PreviewDialog(QDialog):
    """Shows a plan and asks whether to write it.

    Signals: `write_wanted()` the button was clicked; `folder_wanted()` another parent folder is asked for;
    `format_wanted(str)` it is to be read as another format; `images_wanted()` its images are elsewhere;
    `unlabelled_chosen(bool)` images without an annotation are to be taken as such without objects, or not.
    Setters: `set_destination`, `offer_answers`. Ask `destination`, `files`.
    """

    write_wanted = Signal()
    folder_wanted = Signal()
    format_wanted = Signal(str)
    images_wanted = Signal()
    unlabelled_chosen = Signal(bool)

    def __init__(
        self,
        planned: Plan,
        destination: Path,
        formats: Sequence[str] = (),
        files: ImageFiles = ImageFiles.LINK,
        parent: QWidget | None = None,
    ) -> None:
        """`formats` are the names of those that it could be of, where it is not certain."""
        super().__init__(parent)
        self.setWindowTitle(
            self.tr("{source} to {target}").format(source=planned.source.title, target=planned.target.title)
        )
        self.formats, self.image_files = QComboBox(self), ImageFilesChoice(files, self)
        self.folder, self.choose = QLineEdit(self), QPushButton(self.tr("Choose…"), self)
        self.write = QPushButton(self.tr("Write"), self)
        self.images = QPushButton(self.tr("The images are elsewhere…"), self)
        self.unlabelled = QCheckBox(self.tr("Images without an annotation have no objects"), self)
        self.losses = LossTree(self.tr("What is lost"), self)
        self._headline, self._frames, self._problem = QLabel(self), QLabel(self), QLabel(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._codes = {kind.code for kind in planned.counts}
        self._fill(planned, formats)
        self._build(several=len(formats) > 1)
        self._connect()
        self.set_destination(destination)

    @property
    def destination(self) -> Path:
        """The folder as typed, with ~ resolved; it need not exist."""
        return Path(self.folder.text().strip()).expanduser()

    @property
    def files(self) -> ImageFiles:
        """What becomes of the image files."""
        return self.image_files.choice

    def set_destination(self, path: Path) -> None:
        """Show another folder to write."""
        self.folder.setText(str(path))

    def offer_answers(self, unlabelled: bool) -> None:
        """Let a person say what the data set does not, where something was missed.

        `unlabelled` is what was said before.
        """
        self.images.setVisible(bool(self._codes & {"image-absent", "size-unknown"}))
        self.unlabelled.setChecked(unlabelled)
        self.unlabelled.setVisible(unlabelled or "unannotated" in self._codes)

    def _fill(self, planned: Plan, formats: Sequence[str]) -> None:
        data = planned.data
        text = ", ".join(
            (
                counted(len(data.images), self.tr("{count} image"), self.tr("{count} images")),
                counted(data.object_count, self.tr("{count} object"), self.tr("{count} objects")),
                counted(len(data.classes), self.tr("{count} class"), self.tr("{count} classes")),
            )
        )
        if splits := [f"{name} {count}" for name, count in data.splits.items() if name]:
            text += "  ·  " + ", ".join(splits)
        self._headline.setText(text)
        self._headline.setProperty("role", "title")
        wrap(self._headline)
        frames = (in_language(each.box_message) for each in (planned.source, planned.target))
        self._frames.setText("\n".join(dict.fromkeys(frames)))
        self._frames.setProperty("role", "muted")
        wrap(self._frames)
        for kind in planned.counts:
            self.losses.add(kind.effect, kind.message)
        for note in data.notes:
            self.losses.add(Effect.NOTED, note)
        self.losses.setVisible(self.losses.topLevelItemCount() > 0)
        for name in formats:
            self.formats.addItem(format_named(name).title, name)
        self.formats.setCurrentIndex(max(0, self.formats.findData(planned.source.name)))
        self.formats.setAccessibleName(self.tr("Format to read it as"))
        self.folder.setAccessibleName(self.tr("Folder to write"))
        self.write.setProperty("role", "primary")
        self.write.setDefault(True)
        self.write.setFocus()
        self._problem.setProperty("role", "muted")
        wrap(self._problem)

    def _build(self, several: bool) -> None:
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.choose)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        if several:
            form.addRow(self.tr("Read as"), self.formats)
        self.formats.setVisible(several)
        form.addRow(self.tr("Image files"), self.image_files)
        form.addRow(self.tr("New folder"), folder)
        self._buttons.addButton(self.write, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._headline)
        layout.addWidget(self._frames)
        layout.addWidget(self.losses, 1)
        answers = QHBoxLayout()
        answers.addWidget(self.unlabelled)
        answers.addStretch(1)
        answers.addWidget(self.images)
        layout.addLayout(answers)
        self.images.hide()
        self.unlabelled.hide()
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addWidget(self._buttons)
        self.resize(_WIDTH, _HEIGHT if self.losses.topLevelItemCount() else self.sizeHint().height())

    def _connect(self) -> None:
        self.formats.activated.connect(self._on_format)
        self.folder.textChanged.connect(self._show_problem)
        self.choose.clicked.connect(self.folder_wanted)
        self.images.clicked.connect(self.images_wanted)
        self.unlabelled.clicked.connect(self.unlabelled_chosen)
        self.write.clicked.connect(self.write_wanted)
        self._buttons.rejected.connect(self.reject)

    @Slot()
    def _on_format(self) -> None:
        self.format_wanted.emit(str(self.formats.currentData()))

    @Slot()
    def _show_problem(self) -> None:
        taken = not self.folder.text().strip() or self.destination.exists()
        self.write.setEnabled(not taken)
        text = self.tr("That folder is there already. Give a new one; nothing is overwritten.")
        self._problem.setText(text if taken else "")
