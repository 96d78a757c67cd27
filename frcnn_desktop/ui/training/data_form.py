"""The part of the training form about data: folder, split, held-out images, classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSpinBox, QWidget

from frcnn_desktop.ui.kit.forms import indent_number
from frcnn_desktop.ui.training.fields import FILE, ChoiceField, PathField, form_layout
from frcnn_desktop.workers.training.job import TrainingJob

_SHARE = "share"


class DataForm(QWidget):
    """Signals: `chosen()` another folder or split; `edited()` anything else; `folder_wanted()`,
    `classes_wanted()` a file is asked for.

    Setters: `show_job`, `set_folder`, `set_splits`, `set_classes`. Ask `apply(job)`.
    """

    chosen = Signal()
    edited = Signal()
    folder_wanted = Signal()
    classes_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self._annotations = ""
        self.folder = PathField(tr("Folder of the data set"), self)
        self.split = ChoiceField(tr("Split"), (), self)
        self.validation = ChoiceField(tr("Validation"), (), self)
        self.validation.setToolTip(tr("Held-out images: they tell how good the model is"))
        self.share = QSpinBox(self)
        self.share.setRange(1, 90)
        self.share.setValue(10)
        self.share.setSuffix(" %")
        self.share.setAccessibleName(tr("Share of the validation images"))
        indent_number(self.share)
        self.classes = ChoiceField(tr("Classes"), (), self)
        self.set_splits([], "")
        self.set_classes("")
        self.form = form_layout()
        self.form.addRow(tr("Folder"), self.folder)
        self.form.addRow(tr("Split"), self.split)
        self.form.addRow(tr("Validation"), self.validation)
        self.form.addRow(tr("Share"), self.share)
        self.form.addRow(tr("Classes"), self.classes)
        self.setLayout(self.form)
        self._connect()
        self._on_validation()

    def apply(self, job: TrainingJob) -> TrainingJob:
        """Return a job with this data."""
        validation = self.validation.value
        return replace(
            job,
            data=self.folder.path,
            annotations=self._annotations,
            split=self.split.value,
            validation=str(self.share.value() / 100) if validation == _SHARE else validation,
            classes=self.classes.value,
        )

    def show_job(self, job: TrainingJob) -> None:
        """Show the data of a job. Emits nothing."""
        blocked = self.blockSignals(True)
        self.set_folder(job.data, job.annotations)
        self.set_splits([job.split] if job.split else [], job.split)
        try:
            self.share.setValue(max(1, round(100 * float(job.validation))))
            self.validation.set_value(_SHARE)
        except ValueError:
            self.validation.set_value(job.validation)
        self.set_classes(job.classes)
        self.blockSignals(blocked)

    def set_folder(self, folder: str, annotations: str = "") -> None:
        """Show another data set; `annotations` is where its XML files are, "" for the usual places."""
        self.folder.set_path(folder)
        self._annotations = annotations

    def set_splits(self, names: Sequence[str], current: str) -> None:
        """Offer the splits of the data set. Does not count as a choice."""
        everything = {"all": self.tr("All annotated images")}
        self.split.set_choices([(everything.get(name, name), name) for name in names])
        blocked = self.split.blockSignals(True)
        self.split.set_value(current)
        self.split.blockSignals(blocked)
        self.split.setEnabled(len(names) > 1)
        others = [name for name in names if name not in (current, "all")]
        text = self.tr("Split {name}")
        self.validation.set_choices(
            [
                (self.tr("A part of these images"), _SHARE),
                *((text.format(name=name), name) for name in others),
                (self.tr("None"), ""),
            ]
        )

    def set_classes(self, path: str) -> None:
        """Take the class list from a file; "" takes the classes of the data."""
        names = [(self.tr("Those in the data"), "")]
        if path:
            names.append((path.replace("\\", "/").rsplit("/", 1)[-1], path))
        self.classes.set_choices([*names, (self.tr("From a file…"), FILE)])
        blocked = self.classes.blockSignals(True)
        self.classes.set_value(path)
        self.classes.blockSignals(blocked)

    def _connect(self) -> None:
        self.folder.edited.connect(self._on_folder)
        self.folder.wanted.connect(self.folder_wanted)
        self.split.currentIndexChanged.connect(self.chosen)
        self.classes.activated.connect(self._on_classes)
        self.validation.currentIndexChanged.connect(self._on_validation)
        for field in (self.validation, self.classes):
            field.currentIndexChanged.connect(self.edited)
        self.share.valueChanged.connect(self.edited)

    @Slot()
    def _on_folder(self) -> None:
        self._annotations = ""
        self.chosen.emit()

    @Slot()
    def _on_validation(self) -> None:
        self.form.setRowVisible(self.share, self.validation.value == _SHARE)

    @Slot()
    def _on_classes(self) -> None:
        if self.classes.value == FILE:
            self.classes_wanted.emit()
