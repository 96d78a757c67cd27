"""The settings of a recipe that most people leave alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QSpinBox, QWidget

from frcnn_desktop.ui.kit.forms import indent_number
from frcnn_desktop.ui.training.fields import ChoiceField, form_layout
from frcnn_desktop.workers.training.job import TrainingJob

_LARGEST_SEED = 2**31 - 1


class AdvancedForm(QWidget):
    """Signals: `edited()`. Setters: `show_job`. Ask `apply(job)`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.learning_rate = QDoubleSpinBox(self)
        self.learning_rate.setDecimals(5)
        self.learning_rate.setRange(0, 1)
        self.learning_rate.setSingleStep(0.001)
        self.learning_rate.setToolTip(tr("The highest learning rate of the run; lower it when losses jump"))
        self.batch = self._number(64, tr("Images in a step; fewer need less memory"))
        self.rois = self._number(512, tr("RoIs sampled from each image; fewer need less memory"))
        self.difficult = ChoiceField(
            tr("Difficult objects"),
            [(tr("Usual"), ""), (tr("Leave out"), "ignore"), (tr("Learn like the others"), "learn")],
            self,
        )
        self.seed = QSpinBox(self)
        self.seed.setRange(0, _LARGEST_SEED)
        self.seed.setToolTip(tr("The same seed and data give the same validation part and the same run"))
        self.tensorboard = QCheckBox(tr("TensorBoard log beside the model"), self)
        self.learning_rate.setSpecialValueText(tr("Usual"))
        form = form_layout()
        form.addRow(tr("Learning rate"), self.learning_rate)
        form.addRow(tr("Images in a step"), self.batch)
        form.addRow(tr("RoIs of an image"), self.rois)
        form.addRow(tr("Difficult objects"), self.difficult)
        form.addRow(tr("Seed"), self.seed)
        form.addRow(self.tensorboard)
        self.setLayout(form)
        for field in (self.learning_rate, self.batch, self.rois, self.seed):
            field.valueChanged.connect(self.edited)
            indent_number(field)
        self.difficult.currentIndexChanged.connect(self.edited)
        self.tensorboard.toggled.connect(self.edited)

    def apply(self, job: TrainingJob) -> TrainingJob:
        """Return a job with these settings."""
        wanted = self.tensorboard.isChecked() and job.out
        return replace(
            job,
            learning_rate=round(self.learning_rate.value(), 5),
            batch=self.batch.value(),
            rois=self.rois.value(),
            difficult=self.difficult.value,
            seed=self.seed.value(),
            tensorboard=str(Path(job.out).with_suffix(".tensorboard")) if wanted else "",
        )

    def show_job(self, job: TrainingJob) -> None:
        """Fill the fields with the settings of a job."""
        self.learning_rate.setValue(job.learning_rate)
        self.batch.setValue(job.batch)
        self.rois.setValue(job.rois)
        self.difficult.set_value(job.difficult)
        self.seed.setValue(job.seed)
        self.tensorboard.setChecked(bool(job.tensorboard))

    def _number(self, largest: int, tip: str) -> QSpinBox:
        field = QSpinBox(self)
        field.setRange(0, largest)
        field.setSpecialValueText(self.tr("Usual"))
        field.setToolTip(tip)
        return field
