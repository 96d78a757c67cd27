"""Detecting: the open image, the whole folder, and the layers that show what was found."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot

from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.detect.detections_panel import DetectionsPanel
from frcnn_desktop.ui.detect.folder_detection import FolderDetectionControl
from frcnn_desktop.ui.detect.layers_control import LayersControl
from frcnn_desktop.ui.detect.layers_panel import LayersPanel
from frcnn_desktop.ui.detect.presenter import DetectionPresenter
from frcnn_desktop.ui.detect.score_search import ScoreSearch
from frcnn_desktop.ui.detect.seconds_label import SecondsLabel
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec
from frcnn_desktop.ui.shell.frame import Frame
from frcnn_desktop.workers.detect.folder_counts import FolderCountService
from frcnn_desktop.workers.detect.folder_detection import FolderDetection
from frcnn_desktop.workers.detect.object_scores import ObjectScoreService

A = ActionId
PROPOSALS_DRAWN = 200
"""At first: enough to see what selective search does, few enough to see the photo."""
SECONDS_PLACE = 20


class DetectFeature(Feature):
    """`folder` detects the list in the background, `counts` adds up what is known of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        actions, services = context.actions, context.services
        self.folder = FolderDetection(services.inference, services.runs, self)
        self.counts = FolderCountService(services.inference.holder, services.runs, self)
        self.scores = ObjectScoreService(services.runs, self)
        self.panel = DetectionsPanel(actions[A.ACCEPT], actions[A.ACCEPT_ALL], context.values.filter)
        self.panel.set_class_colours(class_colour)
        self.layers = self._make_layers(context)
        seconds = SecondsLabel()
        self._add_places(context.shell.frame, seconds)
        control = DetectionControl.of(context)
        context.canvas.paint_first.awaited.connect(services.inference.hold)
        self._controls = (
            DetectionPresenter(context, control, self.panel, seconds),
            LayersControl(context.canvas, self.layers, actions, self),
            FolderDetectionControl(context, self.panel, self.folder, self.counts),
            ScoreSearch(context, self.scores),
        )
        self._actions = actions
        actions.keys_changed.connect(self._on_keys)
        self._on_keys()
        Workspace.of(context).neighbours_loaded.connect(control.detect_ahead)
        context.values.filter.changed.connect(partial(setattr, context.settings, "filter"))

    def start(self) -> None:
        """Start the threads that go through the folder and count."""
        self.folder.start()
        self.counts.start()

    def stop(self) -> None:
        """End going through the folder, counting and scoring."""
        self.folder.shutdown()
        self.counts.shutdown()
        self.scores.shutdown()

    @Slot()
    def _on_keys(self) -> None:
        key_text = self._actions.key_text
        self.layers.set_keys(
            {
                "proposals": key_text(A.SHOW_PROPOSALS),
                "roi_projections": key_text(A.SHOW_ROI_PROJECTIONS),
                "detections": key_text(A.SHOW_DETECTIONS),
                "objects": key_text(A.SHOW_OBJECTS),
            }
        )
        self.panel.set_way_to_detect(self._actions.way_to(A.DETECT))

    def _make_layers(self, context: Context) -> LayersPanel:
        layers = LayersPanel()
        context.canvas.set_proposal_limit(PROPOSALS_DRAWN)
        layers.set_proposal_limit(PROPOSALS_DRAWN)
        layers.proposal_limit_changed.connect(context.canvas.set_proposal_limit)
        return layers

    def _add_places(self, frame: Frame, seconds: SecondsLabel) -> None:
        layers = DockPlace(DockSide.RIGHT, order=20)
        frame.add_dock(DockSpec("layers", self.tr("Layers"), self.layers, layers))
        # The first has sliders above its list.
        detections = DockPlace(DockSide.RIGHT, order=30, heights=(400, 360))
        dock = frame.add_dock(DockSpec("detections", self.tr("Detections"), self.panel, detections))
        self.panel.count_changed.connect(dock.set_count)
        frame.add_status_item(seconds, SECONDS_PLACE, gives_way=True)
