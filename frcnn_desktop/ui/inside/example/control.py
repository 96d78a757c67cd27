"""The worked example: what a person changes, and what the detector's own code says to it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from frcnn_desktop.explain.pooling_conventions import Region
from frcnn_desktop.explain.walk_stages import ExampleAnswer
from frcnn_desktop.ui.inside.example.picture import ExamplePicture, ShownExample
from frcnn_desktop.ui.inside.example.state import (
    Example,
    Preset,
    crop_around,
    first_example,
    preset_values,
)
from frcnn_desktop.ui.inside.example.text import ExampleWords
from frcnn_desktop.ui.inside.example.window import ExampleWindow
from frcnn_desktop.ui.inside.pictures.shelf import PictureShelf
from frcnn_desktop.ui.inside.walk.control import WalkControl
from frcnn_desktop.ui.inside.walk.views import Missing, followed_roi
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.workers.base.jobs import RequestFailed
from frcnn_desktop.workers.inside.messages import ExampleReady
from frcnn_desktop.workers.inside.stages import InsideStages


class ExampleControl(QObject):
    """One example, kept while the program runs; every change of it is computed anew off the GUI thread.

    Signals: `export_wanted()`.
    """

    export_wanted = Signal()

    def __init__(
        self,
        owner: QWidget,
        walk: WalkControl,
        stages: InsideStages,
        shelf: PictureShelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._owner, self._walk, self._stages = owner, walk, stages
        self._example: Example | None = None
        self._answer: ExampleAnswer | None = None
        self._asked = 0
        self.words = ExampleWords(self)
        self.picture = ExamplePicture(self.tr("Worked example of RoI pooling"), self._shown_now, self.words)
        self.window: ExampleWindow | None = None
        stages.example_ready.connect(self._on_answer)
        stages.failed.connect(self._on_failed)
        walk.data.changed.connect(self._on_walk)
        shelf.add(self.picture)

    @property
    def example(self) -> Example | None:
        """The example; None before the window was first opened."""
        return self._example

    @property
    def answer(self) -> ExampleAnswer | None:
        """What detector and torchvision say to the example as it is now; None while that is computed."""
        return self._answer

    @Slot()
    def open_window(self) -> None:
        """Show the window, in front."""
        if self.window is None:
            self.window = ExampleWindow(self.picture, self._owner)
            self.window.size_picked.connect(self._on_size)
            self.window.region_picked.connect(self._on_region)
            self.window.bins_picked.connect(self._on_bins)
            self.window.preset_picked.connect(self._on_preset)
            self.window.reset_wanted.connect(self._on_reset)
            self.window.export_wanted.connect(self.export_wanted)
            self.window.view.value_typed.connect(self._on_value)
        self._on_walk()
        self._take(self._example or first_example())
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _take(self, example: Example) -> None:
        self._example, self._answer = example, None
        self._asked = self._stages.example(example.values, example.region, example.bins)
        self._show()

    def _show(self) -> None:
        shown = self._shown_now()
        if self.window is not None and shown is not None:
            self.window.show_example(shown)

    def _shown_now(self) -> ShownExample | None:
        if self._example is None:
            return None
        run = self._walk.walk.run
        return ShownExample(self._example, self._answer, "" if run is None else run.grids[0].pooling)

    @Slot(int, int)
    def _on_size(self, columns: int, rows: int) -> None:
        if self._example is not None:
            self._take(self._example.with_size(columns, rows))

    @Slot(tuple)
    def _on_region(self, region: Region) -> None:
        if self._example is not None:
            self._take(self._example.with_region(region))

    @Slot(int)
    def _on_bins(self, bins: int) -> None:
        if self._example is not None:
            self._take(self._example.with_bins(bins))

    @Slot(int, int, float)
    def _on_value(self, row: int, column: int, value: float) -> None:
        if self._example is not None and float(self._example.values[row, column]) != value:
            self._take(self._example.with_value(row, column, value))

    @Slot(str)
    def _on_preset(self, name: str) -> None:
        preset, example = Preset(name), self._example
        if example is None:
            return
        if preset is Preset.IMAGE:
            self._take_from_image()
        elif preset is Preset.EDITED:
            self._take(replace(example, preset=preset))
        else:
            values = preset_values(preset, example.columns, example.rows)
            self._take(replace(example, values=values, preset=preset))

    def _take_from_image(self) -> None:
        roi = followed_roi(self._walk.walk)
        if not isinstance(roi, Missing) and self._example is not None:
            values, region = crop_around(roi.map.values(), roi.region())
            example = Example(values, region, self._example.bins, Preset.IMAGE)
            self._take(example.with_region(region))

    @Slot()
    def _on_reset(self) -> None:
        self._take(first_example())

    @Slot()
    def _on_walk(self) -> None:
        if self.window is not None:
            self.window.offer_image(not isinstance(followed_roi(self._walk.walk), Missing))

    @Slot(object)
    def _on_answer(self, message: ExampleReady) -> None:
        if message.request_id == self._asked:
            self._answer = message.answer
            self._show()

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        if message.request_id == self._asked and self.window is not None:
            self.window.setToolTip(in_language(message.message))
