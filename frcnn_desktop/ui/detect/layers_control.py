"""The layers of the canvas, their lines in the panel and their menu switches, kept in step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.detect.layers_panel import LayersPanel
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions

_SWITCHES = {
    LayerKind.PROPOSALS: ActionId.SHOW_PROPOSALS,
    LayerKind.ROI_PROJECTIONS: ActionId.SHOW_ROI_PROJECTIONS,
    LayerKind.DETECTIONS: ActionId.SHOW_DETECTIONS,
    LayerKind.OBJECTS: ActionId.SHOW_OBJECTS,
}


class LayersControl(QObject):
    """The `LayerSet` is what counts; panel and menu show it and ask it to change."""

    def __init__(
        self, view: ImageCanvas, panel: LayersPanel, actions: Actions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._layers, self._panel, self._actions = view.layers, panel, actions
        self._hidden: frozenset[LayerKind] | None = None
        for layer in self._layers:
            # Everything here lives in the GUI thread, so a partial is a safe receiver. One for each layer:
            # what is the same is done once.
            show = partial(self._show, layer.kind)
            layer.changed.connect(partial(view.paint_first.then, show))
            actions[_SWITCHES[layer.kind]].toggled.connect(partial(self._set_visible, layer.kind))
            show()
        panel.visibility_changed.connect(self._on_visibility)
        panel.opacity_changed.connect(self._on_opacity)
        actions[ActionId.TOGGLE_BOXES].setChecked(True)
        actions[ActionId.TOGGLE_BOXES].toggled.connect(self._on_toggle_all)

    def _set_visible(self, kind: LayerKind, visible: bool) -> None:
        self._layers.layer(kind).visible = visible

    def _show(self, kind: LayerKind) -> None:
        layer = self._layers.layer(kind)
        self._panel.set_layer_visible(kind, layer.visible)
        self._panel.set_opacity(kind, layer.opacity)
        self._panel.set_count(kind, layer.count)
        self._actions[_SWITCHES[kind]].setChecked(layer.visible)
        toggle = self._actions[ActionId.TOGGLE_BOXES]
        if layer.visible and not toggle.isChecked():
            self._hidden = None
            toggle.setChecked(True)

    @Slot(str, bool)
    def _on_visibility(self, kind: str, visible: bool) -> None:
        self._set_visible(LayerKind(kind), visible)

    @Slot(str, float)
    def _on_opacity(self, kind: str, opacity: float) -> None:
        self._layers.layer(LayerKind(kind)).opacity = opacity

    @Slot(bool)
    def _on_toggle_all(self, shown: bool) -> None:
        """Hide every layer, or show again those that were visible before."""
        if not shown:
            self._hidden = frozenset(layer.kind for layer in self._layers if layer.visible)
        wanted = self._hidden or frozenset()
        for layer in self._layers:
            if layer.kind in wanted:
                layer.visible = shown
