"""Models around a training run: those to start from, the new one, and the one to go back to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.detections import ModelInfo
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.models.model_control import ModelControl
from frcnn_desktop.ui.training.page import TrainingPage
from frcnn_desktop.workers.training.job import BUNDLED


class TrainingModels(QObject):
    """Uses a trained model in the window and takes that back."""

    def __init__(self, context: Context, page: TrainingPage) -> None:
        super().__init__(context.shell)
        self._page, self._models, self._settings = page, ModelControl.of(context), context.settings
        self._trained: Path | None = None
        self._used_before: list[Path | None] = []
        page.card.use_wanted.connect(self.use)
        page.card.roll_back_wanted.connect(self.roll_back)
        context.services.inference.model_loaded.connect(self._on_loaded)
        self.offer_checkpoints()

    def set_trained(self, path: Path | None) -> None:
        """Say which model a run has made, so that it can be used."""
        self._trained = path
        self._show()

    def offer_checkpoints(self) -> None:
        """List the models that training can start from, the one in use first."""
        tr, current = self.tr, self._settings.model
        bundled = tr("Bundled model")
        choices = [(tr("{name} (in use)").format(name=self._name(current)), str(current or BUNDLED))]
        if current is not None:
            choices.append((bundled, BUNDLED))
        recent = (path for path in self._settings.recent_models if path != current and path.is_file())
        choices.extend((path.stem, str(path)) for path in recent)
        self._page.form.model.set_checkpoints([*choices, (tr("ImageNet weights"), "")])

    @Slot()
    def use(self) -> None:
        """Detect with the new model from now on."""
        if self._trained is not None:
            self._used_before.append(self._settings.model)
            self._models.load(self._trained)

    @Slot()
    def roll_back(self) -> None:
        """Detect with the model before again."""
        if self._used_before:
            self._models.load(self._used_before.pop())

    @Slot(object)
    def _on_loaded(self, info: ModelInfo) -> None:  # noqa: ARG002
        self.offer_checkpoints()
        self._show()

    def _show(self) -> None:
        in_use = self._trained is not None and self._settings.model == self._trained
        before = self._name(self._used_before[-1]) if in_use and self._used_before else None
        self._page.card.offer(use=self._trained is not None and not in_use, roll_back_to=before)

    def _name(self, path: Path | None) -> str:
        return path.stem if path is not None else self.tr("Bundled model")
