"""The form of a training run: data, model, recipe, result."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QFrame,
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
from frcnn_desktop.ui.training.fields import (
    ChoiceField,
    Choices,
    PathField,
    WheelGuard,
    align_labels,
    form_layout,
    section_title,
)
from frcnn_desktop.workers.training.job import TrainingJob

_SHARE = "share"
_FILE = "file"
_MOST_EPOCHS = 1000


class SetupForm(QScrollArea):
    """Signals: `edited()` anything but the data; `data_edited()` folder or split; `data_wanted()`,
    `checkpoint_wanted()`, `classes_wanted()`, `out_wanted()` a file is asked for.

    Setters: `show_job`, `set_splits`, `set_checkpoints`, `set_data`, `set_out`, `set_classes`.
    Ask `job`.
    """

    edited = Signal()
    data_edited = Signal()
    data_wanted = Signal()
    checkpoint_wanted = Signal()
    classes_wanted = Signal()
    out_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._annotations = ""
        self._make_data_fields()
        self._make_model_fields()
        self.out = PathField(self.tr("New model"), self)
        self.advanced, self.unfold = AdvancedForm(self), QToolButton(self)
        self._build()
        self._connect()
        self._on_model()
        self._on_validation()

    @property
    def job(self) -> TrainingJob:
        """What the form says now."""
        validation = self.validation.value
        chosen = TrainingJob(
            data=self.data.path,
            annotations=self._annotations,
            out=self.out.path,
            split=self.split.value,
            validation=str(self.share.value() / 100) if validation == _SHARE else validation,
            init=self.init.value,
            preset=self.preset.value,
            mode=self.mode.value,
            classes=self.classes.value,
            keep_classes=self.keep.isChecked() and self.keep.isEnabled(),
            epochs=self.epochs.value(),
        )
        return self.advanced.apply(chosen)

    def show_job(self, job: TrainingJob) -> None:
        """Show other settings. Emits nothing."""
        blocked = self.blockSignals(True)
        self.set_data(job.data, job.annotations)
        self.out.set_path(job.out)
        self.set_splits([job.split] if job.split else [], job.split)
        try:
            self.share.setValue(max(1, round(100 * float(job.validation))))
            self.validation.set_value(_SHARE)
        except ValueError:
            self.validation.set_value(job.validation)
        for field, value in (
            (self.init, job.init), (self.preset, job.preset), (self.mode, job.mode),
            (self.classes, job.classes),
        ):  # fmt: skip
            field.set_value(value)
        self.set_classes(job.classes)
        self.keep.setChecked(job.keep_classes)
        self.epochs.setValue(job.epochs)
        self.advanced.show_job(job)
        self.blockSignals(blocked)

    def set_data(self, folder: str, annotations: str = "") -> None:
        """Show another data set; `annotations` is where its XML files are, "" for the usual places."""
        self.data.set_path(folder)
        self._annotations = annotations

    def set_splits(self, names: Sequence[str], current: str) -> None:
        """Offer the splits of the data set. Emits nothing."""
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

    def set_checkpoints(self, choices: Choices, current: str | None = None) -> None:
        """Offer models to start from, ImageNet weights ("") and a file among them."""
        self.init.set_choices([*choices, (self.tr("Another file…"), _FILE)])
        if current is not None:
            self.init.set_value(current)
        self._on_model()

    def add_checkpoint(self, name: str, path: str) -> None:
        """Offer one more model to start from, and choose it."""
        if self.init.findData(path) < 0:
            self.init.insertItem(self.init.count() - 1, name, path)
        self.init.set_value(path)
        self._on_model()

    def set_out(self, path: str) -> None:
        self.out.set_path(path)
        self.edited.emit()

    def set_classes(self, path: str) -> None:
        """Take the class list from a file; "" takes the classes of the data."""
        names = [(self.tr("Those in the data"), "")]
        if path:
            names.append((path.replace("\\", "/").rsplit("/", 1)[-1], path))
        self.classes.set_choices([*names, (self.tr("From a file…"), _FILE)])
        blocked = self.classes.blockSignals(True)
        self.classes.set_value(path)
        self.classes.blockSignals(blocked)

    def _make_data_fields(self) -> None:
        tr = self.tr
        self.data = PathField(tr("Folder of the data set"), self)
        self.split = ChoiceField(tr("Split"), (), self)
        self.validation = ChoiceField(tr("Validation"), (), self)
        self.validation.setToolTip(tr("Held-out images: they tell how good the model is"))
        self.share = QSpinBox(self)
        self.share.setRange(1, 90)
        self.share.setValue(10)
        self.share.setSuffix(" %")
        self.share.setAccessibleName(tr("Share of the validation images"))
        self.classes = ChoiceField(tr("Classes"), (), self)
        self.keep = QCheckBox(tr("Keep the model's other classes"), self)
        self.keep.setToolTip(
            tr("Classes without objects here stay, but fade: what is not annotated is background")
        )
        self.set_splits([], "")
        self.set_classes("")

    def _make_model_fields(self) -> None:
        tr = self.tr
        self.init = ChoiceField(tr("Start from"), (), self)
        presets = [(tr("compact (made for CPUs)"), "compact"), (tr("vgg16 (the paper's)"), "vgg16")]
        self.preset = ChoiceField(tr("Network"), presets, self)
        modes = [(tr("Head only: minutes"), "head"), (tr("Whole network: hours on a CPU"), "full")]
        self.mode = ChoiceField(tr("What is trained"), modes, self)
        self.mode.setToolTip(
            tr("The head learns on features computed once; the whole network learns better and far slower")
        )
        self.epochs = QSpinBox(self)
        self.epochs.setRange(0, _MOST_EPOCHS)
        self.epochs.setSpecialValueText(tr("Usual"))
        self.epochs.setToolTip(tr("How often every image is seen"))
        for number in (self.share, self.epochs):
            indent_number(number)

    def _build(self) -> None:
        tr, content = self.tr, QWidget(self)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(16, 4, 12, 8)
        layout.setSpacing(6)
        data, self._model, recipe = form_layout(), form_layout(), form_layout()
        data.addRow(tr("Folder"), self.data)
        data.addRow(tr("Split"), self.split)
        data.addRow(tr("Validation"), self.validation)
        data.addRow(tr("Share"), self.share)
        data.addRow(tr("Classes"), self.classes)
        self._data_form = data
        self._model.addRow(tr("Start from"), self.init)
        self._model.addRow(tr("Network"), self.preset)
        self._model.addRow(self.keep)
        recipe.addRow(tr("Train"), self.mode)
        recipe.addRow(tr("Epochs"), self.epochs)
        result = form_layout()
        result.addRow(tr("Save as"), self.out)
        align_labels((data, self._model, recipe, result))
        for title, form in (
            (tr("Data"), data), (tr("Model"), self._model), (tr("Recipe"), recipe), (tr("Result"), result),
        ):  # fmt: skip
            layout.addWidget(section_title(title, content))
            layout.addLayout(form)
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
        self.data.edited.connect(self._on_data_path)
        self.split.currentIndexChanged.connect(self.data_edited)
        self.data.wanted.connect(self.data_wanted)
        self.out.wanted.connect(self.out_wanted)
        self.init.activated.connect(self._on_init)
        self.classes.activated.connect(self._on_classes)
        self.validation.currentIndexChanged.connect(self._on_validation)
        self.unfold.toggled.connect(self._on_unfold)
        for field in (self.validation, self.init, self.preset, self.mode, self.classes):
            field.currentIndexChanged.connect(self.edited)
        for number in (self.share, self.epochs):
            number.valueChanged.connect(self.edited)
        self.keep.toggled.connect(self.edited)
        self.out.edited.connect(self.edited)
        self.advanced.edited.connect(self.edited)

    @Slot()
    def _on_data_path(self) -> None:
        self._annotations = ""
        self.data_edited.emit()

    @Slot()
    def _on_validation(self) -> None:
        self._data_form.setRowVisible(self.share, self.validation.value == _SHARE)

    @Slot()
    def _on_init(self) -> None:
        if self.init.value == _FILE:
            self.checkpoint_wanted.emit()
        self._on_model()

    @Slot()
    def _on_classes(self) -> None:
        if self.classes.value == _FILE:
            self.classes_wanted.emit()

    @Slot()
    def _on_model(self) -> None:
        from_scratch = not self.init.value
        self._model.setRowVisible(self.preset, from_scratch)
        self._model.setRowVisible(self.keep, not from_scratch)
        self.keep.setEnabled(not from_scratch)

    @Slot(bool)
    def _on_unfold(self, on: bool) -> None:
        set_icon(self.unfold, "chevron-down" if on else "chevron-right", "muted")
        self.advanced.setVisible(on)
