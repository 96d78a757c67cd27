"""The form of a training run: data, model, recipe, result."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.ui.kit.forms import indent_number
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.training.advanced_form import AdvancedForm
from frcnn_desktop.ui.training.data_form import DataForm
from frcnn_desktop.ui.training.fields import (
    ChoiceField,
    PathField,
    WheelGuard,
    align_labels,
    form_layout,
    section_title,
)
from frcnn_desktop.ui.training.model_form import ModelForm
from frcnn_desktop.workers.training.job import TrainingJob

_MOST_EPOCHS = 1000


class SetupForm(QScrollArea):
    """Signals: `edited()` anything but which data; `out_wanted()` a file for the new model is asked for.

    Parts with signals of their own: `data`, `model`. Setters: `show_job`, `set_out`. Ask `job`.
    """

    edited = Signal()
    out_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Settings of the training"))
        self.data, self.model = DataForm(self), ModelForm(self)
        self._make_recipe_fields()
        self.out = PathField(self.tr("New model"), self)
        self.advanced, self.unfold = AdvancedForm(self), QToolButton(self)
        self._build()
        self._connect()

    @property
    def job(self) -> TrainingJob:
        """What the form says now."""
        job = TrainingJob(data="", out=self.out.path, mode=self.mode.value, epochs=self.epochs.value())
        return self.advanced.apply(self.model.apply(self.data.apply(job)))

    def show_job(self, job: TrainingJob) -> None:
        """Show other settings. Emits nothing."""
        blocked = self.blockSignals(True)
        self.data.show_job(job)
        self.model.show_job(job)
        self.out.set_path(job.out)
        self.mode.set_value(job.mode)
        self.epochs.setValue(job.epochs)
        self.advanced.show_job(job)
        self.blockSignals(blocked)

    def set_out(self, path: str) -> None:
        """Take another file for the new model."""
        self.out.set_path(path)
        self.edited.emit()

    def _make_recipe_fields(self) -> None:
        tr = self.tr
        modes = [(tr("Head only: minutes"), "head"), (tr("Whole network: hours on a CPU"), "full")]
        self.mode = ChoiceField(tr("What is trained"), modes, self)
        self.mode.setToolTip(
            tr("The head learns on features computed once; the whole network learns better and far slower")
        )
        self.epochs = QSpinBox(self)
        self.epochs.setRange(0, _MOST_EPOCHS)
        self.epochs.setSpecialValueText(tr("Usual"))
        self.epochs.setToolTip(tr("How often every image is seen"))
        indent_number(self.epochs)

    def _build(self) -> None:
        tr, content = self.tr, QWidget(self)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(16, 4, 12, 8)
        layout.setSpacing(6)
        recipe, result = form_layout(), form_layout()
        recipe.addRow(tr("Train"), self.mode)
        recipe.addRow(tr("Epochs"), self.epochs)
        result.addRow(tr("Save as"), self.out)
        align_labels((self.data.form, self.model.form, recipe, result))
        parts: tuple[tuple[str, QWidget | QLayout], ...] = (
            (tr("Data"), self.data),
            (tr("Model"), self.model),
            (tr("Recipe"), recipe),
            (tr("Result"), result),
        )
        for title, part in parts:
            layout.addWidget(section_title(title, content))
            layout.addWidget(part) if isinstance(part, QWidget) else layout.addLayout(part)
        self.unfold.setText(tr("Advanced"))
        self.unfold.setCheckable(True)
        self.unfold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        layout.addWidget(self.unfold)
        layout.addWidget(self.advanced)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._on_unfold(False)
        guard = WheelGuard(self)
        for field in (*content.findChildren(QComboBox), *content.findChildren(QAbstractSpinBox)):
            field.installEventFilter(guard)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.out.wanted.connect(self.out_wanted)
        self.unfold.toggled.connect(self._on_unfold)
        self.mode.currentIndexChanged.connect(self.edited)
        self.epochs.valueChanged.connect(self.edited)
        for part in (self.data, self.model, self.out, self.advanced):
            part.edited.connect(self.edited)

    @Slot(bool)
    def _on_unfold(self, on: bool) -> None:
        set_icon(self.unfold, "chevron-down" if on else "chevron-right", "muted")
        self.advanced.setVisible(on)
