"""The part of the training form about the model that is begun with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from frcnn_desktop.ui.training.fields import FILE, ChoiceField, Choices, form_layout
from frcnn_desktop.workers.training.job import TrainingJob


class ModelForm(QWidget):
    """Signals: `edited()`; `checkpoint_wanted()` a file is asked for.

    Setters: `show_job`, `set_checkpoints`, `add_checkpoint`. Ask `apply(job)`.
    """

    edited = Signal()
    checkpoint_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.init = ChoiceField(tr("Start from"), (), self)
        presets = [(tr("compact (made for CPUs)"), "compact"), (tr("vgg16 (the paper's)"), "vgg16")]
        self.preset = ChoiceField(tr("Network"), presets, self)
        self.keep = QCheckBox(tr("Keep the model's other classes"), self)
        self.keep.setToolTip(
            tr("Classes without objects here stay, but fade: what is not annotated is background")
        )
        self.form = form_layout()
        self.form.addRow(tr("Start from"), self.init)
        self.form.addRow(tr("Network"), self.preset)
        self.form.addRow(self.keep)
        self.setLayout(self.form)
        self.init.activated.connect(self._on_activated)
        for field in (self.init, self.preset):
            field.currentIndexChanged.connect(self.edited)
        self.keep.toggled.connect(self.edited)
        self._show_what_counts()

    def apply(self, job: TrainingJob) -> TrainingJob:
        """Return a job that begins with this model."""
        keeps = self.keep.isChecked() and self.keep.isEnabled()
        return replace(job, init=self.init.value, preset=self.preset.value, keep_classes=keeps)

    def show_job(self, job: TrainingJob) -> None:
        """Show the model of a job. Emits nothing."""
        blocked = self.blockSignals(True)
        self.init.set_value(job.init)
        self.preset.set_value(job.preset)
        self.keep.setChecked(job.keep_classes)
        self.blockSignals(blocked)

    def set_checkpoints(self, choices: Choices, current: str | None = None) -> None:
        """Offer models to start from, ImageNet weights ("") and a file among them."""
        self.init.set_choices([*choices, (self.tr("Another file…"), FILE)])
        if current is not None:
            self.init.set_value(current)
        self._show_what_counts()

    def add_checkpoint(self, name: str, path: str) -> None:
        """Offer one more model to start from, and choose it."""
        if self.init.findData(path) < 0:
            self.init.insertItem(self.init.count() - 1, name, path)
        self.init.set_value(path)
        self._show_what_counts()

    def _show_what_counts(self) -> None:
        """Hide what does not matter: a network that is begun anew has no classes, another keeps its kind."""
        from_scratch = not self.init.value
        self.form.setRowVisible(self.preset, from_scratch)
        self.form.setRowVisible(self.keep, not from_scratch)
        self.keep.setEnabled(not from_scratch)

    @Slot()
    def _on_activated(self) -> None:
        if self.init.value == FILE:
            self.checkpoint_wanted.emit()
        self._show_what_counts()
