"""The walk on the canvas with its bar and keys, and the layers as they were before it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.inside.walk.bar import WalkBar
from frcnn_desktop.ui.inside.walk.data import WalkData
from frcnn_desktop.ui.inside.walk.fader import StageFader
from frcnn_desktop.ui.inside.walk.registry import STAGES, stage_commands
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.switches import keep_switch
from frcnn_desktop.workers.inside.stages import InsideStages


class WalkControl(QObject):
    """`bar` goes under the canvas and is hidden until somebody sees inside.

    A stage takes the place of every layer but the objects: what is drawn, selected or accepted meanwhile
    is seen on top of it. Stages and the Training page share the place of the photo, so each ends the other.

    Signals: `active_changed(bool)`, `stage_shown(Stage)`.
    """

    active_changed = Signal(bool)
    stage_shown = Signal(object)

    def __init__(self, context: Context, stages: InsideStages) -> None:
        super().__init__(context.shell)
        self._canvas, actions = context.canvas, context.actions
        self._switch, self._training = actions[ActionId.SEE_INSIDE], actions[ActionId.TRAINING]
        self._stage = STAGES[0]
        self._layers: dict[LayerKind, bool] = {}
        self.data = WalkData(context.session, DetectionControl.of(context), stages, self)
        self.fader = StageFader(context.canvas.photo_scene)
        keep_switch(actions[ActionId.FADE_STAGES], Settings.fade_stages, context.settings, self._set_fading)
        buttons = [actions[name] for name in (ActionId.EXAMPLE, ActionId.EXPORT_PICTURE)]
        self.bar = WalkBar(buttons)
        self.bar.hide()
        self._actions = actions
        actions.keys_changed.connect(self._on_keys)
        self._on_keys()
        self._switch.toggled.connect(self._on_switch)
        self._training.toggled.connect(self._on_training)
        self.bar.close_wanted.connect(self.leave)
        self._canvas.nothing_to_cancel.connect(self.leave)
        actions.add([stage_commands()])
        for stage in STAGES:
            actions[stage.action].triggered.connect(partial(self._on_key, stage))
        context.values.highlight.changed.connect(self._on_highlighted)
        self.data.changed.connect(self._on_data)
        self._canvas.photo_scene.class_colours_changed.connect(self._on_class_colours)
        self.bar.stage_picked.connect(self._on_picked)
        self.bar.options.limit_picked.connect(self.data.set_limit)
        self.bar.options.channel_picked.connect(self.data.set_channel)
        self.bar.options.followed_picked.connect(self.data.follow)

    @property
    def active(self) -> bool:
        """Whether somebody sees inside."""
        return self._switch.isChecked()

    @property
    def stage(self) -> AnyStage:
        """The stage that is shown, or will be when somebody sees inside."""
        return self._stage

    @property
    def walk(self) -> Walk:
        """What the stages are drawn from now."""
        return self.data.walk

    def show_stage(self, stage: AnyStage) -> None:
        """Go to a stage, beginning to see inside if need be."""
        self._stage = stage
        if not self.active:
            self._switch.setChecked(True)
        else:
            self._show(fade=True)

    @Slot()
    def _on_keys(self) -> None:
        self.bar.set_leave_key(self._actions.key_text(ActionId.CANCEL))

    @Slot()
    def leave(self) -> None:
        """Show the photo with its layers again."""
        self._switch.setChecked(False)

    def _on_key(self, stage: AnyStage, _checked: bool = False) -> None:
        if stage.key_goes_on and self.active and self._stage is stage:
            stage = STAGES[STAGES.index(stage) + 1]
        self.bar.stop()
        self.show_stage(stage)

    def _show(self, *, fade: bool) -> None:
        self.fader.show_stage(self._stage, self.walk, fade=fade)
        self.bar.show_stage(self._stage, self.walk)
        self.stage_shown.emit(self._stage)

    @Slot(bool)
    def _on_switch(self, on: bool) -> None:
        if on:
            self._training.setChecked(False)
            covered = [layer for layer in self._canvas.layers if layer.kind is not LayerKind.OBJECTS]
            self._layers = {layer.kind: layer.visible for layer in covered}
            for layer in covered:
                layer.visible = False
            self.bar.show()
            self.data.set_active(True)
        else:
            self.bar.stop()
            self.data.set_active(False)
            self.fader.hide()
            self.bar.hide()
            for kind, visible in self._layers.items():
                self._canvas.layers.layer(kind).visible = visible
        self.active_changed.emit(on)

    @Slot(bool)
    def _on_training(self, on: bool) -> None:
        if on:
            self.leave()

    def _set_fading(self, on: bool) -> None:
        self.fader.fades = on

    @Slot(object)
    def _on_highlighted(self, index: int | None) -> None:
        """Follow the proposal that was pointed out elsewhere, e.g. by choosing a detection in its list."""
        if self.active and index is not None:
            self.data.follow(index)

    @Slot(object)
    def _on_picked(self, stage: AnyStage) -> None:
        self.show_stage(stage)

    @Slot()
    def _on_class_colours(self) -> None:
        if self.active:
            self._show(fade=False)

    @Slot()
    def _on_data(self) -> None:
        self._show(fade=False)
