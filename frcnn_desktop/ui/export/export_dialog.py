"""What goes into an exported VOC data set, and where."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
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
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.formats.registry import FORMATS
from frcnn_desktop.ui.browse.image_entry import ImageState
from frcnn_desktop.ui.kit.forms import indent_number
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.voc.export import ExportOptions

_WIDTH = 560
_LARGEST_SEED = 2**31 - 1


class ExportChoice(IntEnum):
    """Which images are wanted; the rows of the choice."""

    ALL = 0
    SHOWN = 1
    SELECTED = 2


class ExportDialog(QDialog):
    """Asks for an export.

    Signals: `export_wanted()` the button was clicked; `folder_wanted()` another parent folder is asked for;
    `format_changed(str)` the name of the format that was chosen.
    Setters: `set_destination`. Ask `format_name`, `choice`, `options`, `destination`.
    """

    export_wanted = Signal()
    folder_wanted = Signal()
    format_changed = Signal(str)

    def __init__(
        self,
        listed: Sequence[ImageState],
        shown: Sequence[ImageState],
        selected: Sequence[ImageState],
        destination: Path,
        parent: QWidget | None = None,
    ) -> None:
        """The states of all images of the list, of those that its filter shows, and of the selected ones."""
        super().__init__(parent)
        self._states = (tuple(listed), tuple(shown), tuple(selected))
        self.setWindowTitle(self.tr("Export data set"))
        # Its counts are those of the list as it is now.
        self.setModal(True)
        self.format = QComboBox(self)
        self.images, self.share, self.seed = QComboBox(self), QSpinBox(self), QSpinBox(self)
        self.unverified = QCheckBox(self.tr("Also images that nobody has verified"), self)
        self.folder, self.choose = QLineEdit(self), QPushButton(self.tr("Choose…"), self)
        self._summary = QLabel(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = QPushButton(self.tr("Export"), self)
        self._fill()
        self._build()
        self._connect()
        self.set_destination(destination)

    @property
    def format_name(self) -> str:
        """The name of the chosen format in the registry."""
        return str(self.format.currentData())

    @property
    def choice(self) -> ExportChoice:
        """Which images are exported."""
        return ExportChoice(self.images.currentIndex())

    @property
    def options(self) -> ExportOptions:
        """How they are split and which are left out; the share is a fraction 0..1."""
        return ExportOptions(self.share.value() / 100, self.seed.value(), self.unverified.isChecked())

    @property
    def destination(self) -> Path:
        """The folder as typed, with ~ resolved; it need not exist."""
        return Path(self.folder.text().strip()).expanduser()

    def set_destination(self, path: Path) -> None:
        """Show another folder to write."""
        self.folder.setText(str(path))

    def _fill(self) -> None:
        for each in FORMATS:
            self.format.addItem(each.title, each.name)
        self.format.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.format.setAccessibleName(self.tr("Format to write"))
        self.format.setToolTip(
            self.tr("VOC keeps everything. What others cannot hold is shown before it is written")
        )
        listed, shown, selected = (len(states) for states in self._states)
        self.images.addItem(self.tr("All images in the list ({count})").format(count=listed))
        self.images.addItem(self.tr("Images that the filter shows ({count})").format(count=shown))
        self.images.addItem(self.tr("Images selected in the list ({count})").format(count=selected))
        if selected > 1:
            self.images.setCurrentIndex(ExportChoice.SELECTED)
        elif shown < listed:
            self.images.setCurrentIndex(ExportChoice.SHOWN)
        self.images.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.images.setAccessibleName(self.tr("Images to export"))
        self.share.setRange(0, 100)
        self.share.setValue(20)
        self.share.setSuffix(" %")
        self.share.setToolTip(self.tr("How many of the images go into the val split; the others are train"))
        self.seed.setRange(0, _LARGEST_SEED)
        self.share.setAccessibleName(self.tr("Share of the validation images"))
        self.seed.setAccessibleName(self.tr("Seed"))
        self.seed.setToolTip(self.tr("The same seed divides the same images the same way"))
        for number in (self.share, self.seed):
            indent_number(number)
        self.folder.setAccessibleName(self.tr("Folder to write"))
        self.export.setProperty("role", "primary")
        self.export.setDefault(True)
        wrap(self._summary)
        self._summary.setProperty("role", "muted")
        # Room for two lines from the start: the buttons must not jump when the sentence grows.
        self._summary.setMinimumHeight(2 * self._summary.fontMetrics().lineSpacing())

    def _build(self) -> None:
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.choose)
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        seed = QLabel(self.tr("Seed"), self)
        seed.setBuddy(self.seed)
        for widget in (self.share, seed, self.seed):
            numbers.addWidget(widget)
        numbers.insertSpacing(1, 16)
        numbers.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.tr("Images"), self.images)
        form.addRow("", self.unverified)
        form.addRow(self.tr("Share of val"), numbers)
        form.addRow(self.tr("New folder"), folder)
        self._buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(self._summary)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(_WIDTH)

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._on_format)
        self.images.currentIndexChanged.connect(self._show_summary)
        self.unverified.toggled.connect(self._show_summary)
        self.share.valueChanged.connect(self._show_summary)
        self.folder.textChanged.connect(self._show_summary)
        self.choose.clicked.connect(self.folder_wanted)
        self.export.clicked.connect(self.export_wanted)
        self._buttons.rejected.connect(self.reject)

    @Slot()
    def _on_format(self) -> None:
        self.format_changed.emit(self.format_name)

    @Slot()
    def _show_summary(self) -> None:
        states = self._states[self.images.currentIndex()]
        count = states.count(ImageState.VERIFIED)
        if self.unverified.isChecked():
            count += states.count(ImageState.LABELLED)
        taken = not self.folder.text().strip() or self.destination.exists()
        self.export.setEnabled(bool(count) and not taken)
        self._summary.setText(self._summary_text(count, len(states), taken))

    def _summary_text(self, count: int, total: int, taken: bool) -> str:
        if not count:
            return self.tr("None of these images is verified. Verify them, or include the others.")
        if taken:
            return self.tr("That folder is there already. Give a new one; nothing is overwritten.")
        val = min(count, int(count * self.share.value() / 100 + 0.5))
        return self.tr("{count} of {total} images: about {train} train and {val} val.").format(
            count=count, total=total, train=count - val, val=val
        )
