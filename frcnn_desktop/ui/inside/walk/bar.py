"""The bar under the photo while one sees inside: the place in the walk, and what there is to know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from frcnn_desktop.ui.inside.walk.options import WalkOptions
from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.ui.inside.walk.slider import StageSlider
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.kit.elided_label import ElidedLabel
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.plain_text import wrap

PLAY_MS = 2600
"""How long each stage is shown while the walk plays: long enough to read its sentence."""


class WalkBar(QFrame):
    """Slider, buttons, sentence and numbers.

    Signals: `stage_picked(Stage)`, `close_wanted()`; those of `options`. Setters: `show_stage(stage, walk)`.
    """

    stage_picked = Signal(object)
    close_wanted = Signal()

    def __init__(self, buttons: Sequence[QAction], parent: QWidget | None = None) -> None:
        """`buttons` are commands offered before the one that closes the bar."""
        super().__init__(parent)
        self.slider = StageSlider(self)
        self.slider.setAccessibleName(self.tr("Stage"))
        self.slider.set_names([stage.title for stage in STAGES])
        self.options = WalkOptions(self)
        self._sentence, self._facts = QLabel(self), ElidedLabel(self)
        self.timer = QTimer(self)
        self.timer.setInterval(PLAY_MS)
        self.timer.timeout.connect(self._on_tick)
        self._back = self._button("chevron-left", self.tr("Previous stage"))
        self._next = self._button("chevron-right", self.tr("Next stage"))
        self.play = self._button("play", self.tr("Play the walk from here"))
        self.play.setCheckable(True)
        self.close_button = self._button("x", self.tr("Leave See inside"))
        self.close_button.setText(self.tr("Close"))
        self.close_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._lay_out(buttons)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self.play.toggled.connect(self._on_play)
        self.close_button.clicked.connect(self.close_wanted)
        self.slider.valueChanged.connect(self._on_place)

    def set_leave_key(self, key: str) -> None:
        """Name in the tooltip the key that leaves, "" for none."""
        tip = self.tr("Leave See inside")
        self.close_button.setToolTip(f"{tip} ({key})" if key else tip)

    @property
    def sentence(self) -> str:
        """What is said of the stage that is shown."""
        return self._sentence.text()

    @property
    def facts(self) -> str:
        """The numbers of this image at the stage that is shown, or why there are none."""
        return self._facts.text()

    def show_stage(self, stage: AnyStage, walk: Walk) -> None:
        """Say where the walk is. Emits nothing."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(STAGES.index(stage))
        there = walk.image is not None
        for widget in (self.slider, self.play):
            widget.setEnabled(there)
        self._back.setEnabled(there and stage is not STAGES[0])
        self._next.setEnabled(there and stage is not STAGES[-1])
        if not there:
            self.play.setChecked(False)
        self.slider.setAccessibleDescription(stage.title)
        self._sentence.setText(stage.sentence if there else "")
        self._facts.setText(stage.facts_of(walk))
        self.options.show_stage(stage, walk)

    def stop(self) -> None:
        """Stop playing."""
        self.play.setChecked(False)

    def _lay_out(self, buttons: Sequence[QAction]) -> None:
        self._facts.setProperty("role", "muted")
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setMinimumWidth(1)
        wrap(self._sentence)
        # As high at every stage: the photo must not jump.
        self._sentence.setFixedHeight(2 * self.fontMetrics().lineSpacing() + 2)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self._back)
        top.addWidget(self.slider, 1)
        top.addWidget(self._next)
        top.addWidget(self.play)
        for action in buttons:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.iconText())
            top.addWidget(button)
        top.addWidget(self.close_button)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._sentence, 1)
        middle.addWidget(self.options)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 8)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addLayout(middle)
        layout.addWidget(self._facts)

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @Slot(int)
    def _on_place(self, place: int) -> None:
        self.stage_picked.emit(STAGES[place])

    @Slot()
    def _on_back(self) -> None:
        self.slider.setValue(self.slider.value() - 1)

    @Slot()
    def _on_next(self) -> None:
        self.slider.setValue(self.slider.value() + 1)

    @Slot(bool)
    def _on_play(self, on: bool) -> None:
        set_icon(self.play, "pause" if on else "play")
        if not on:
            self.timer.stop()
            return
        if self.slider.value() == self.slider.maximum():
            self.slider.setValue(0)
        self.timer.start()

    @Slot()
    def _on_tick(self) -> None:
        self.slider.setValue(self.slider.value() + 1)
        if self.slider.value() == self.slider.maximum():
            self.stop()
