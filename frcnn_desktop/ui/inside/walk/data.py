"""Brings together what the walk shows: the run of the open image, and what is computed on top of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.explain.nms_trace import tell_nms
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.inside.walk.state import Walk, row_to_follow
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.workers.base.jobs import RequestFailed
from frcnn_desktop.workers.inside.messages import MapReady, SegmentsReady
from frcnn_desktop.workers.inside.stages import InsideStages


class WalkData(QObject):
    """Keeps the `Walk` of the open image up to date while somebody looks; else it does nothing.

    Signals: `changed()` the walk is another value now.
    """

    changed = Signal()

    def __init__(
        self,
        session: DocumentSession,
        detection: DetectionControl,
        stages: InsideStages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._detection, self._stages = session, detection, stages
        self._active = False
        self._walk = Walk()
        session.image_changed.connect(self._on_image)
        detection.run_shown.connect(self._on_run)
        detection.detections_shown.connect(self._on_run)
        stages.segments_ready.connect(self._on_segments)
        stages.map_ready.connect(self._on_map)
        stages.failed.connect(self._on_failed)

    @property
    def walk(self) -> Walk:
        """The walk of the open image as far as it is known; an older value stays as it was."""
        return self._walk

    def set_active(self, active: bool) -> None:
        """Begin or end to follow the open image."""
        if active == self._active:
            return
        self._active = active
        if active:
            self._begin()
        else:
            self._stages.forget()
            # Feature maps are megabytes: they go when nobody looks.
            self._walk = replace(self._walk, run=None, story=None, features=None, pooled=None, segments=None)

    def set_limit(self, limit: int) -> None:
        """Draw this many proposals."""
        self._set(replace(self._walk, limit=limit))

    def set_channel(self, channel: int) -> None:
        """Draw another channel of the map, MEAN or STRONGEST."""
        self._set(replace(self._walk, channel=channel))

    def follow(self, row: int) -> None:
        """Follow another proposal through the stages."""
        if self._walk.run is None or not 0 <= row < len(self._walk.run.proposals):
            return
        self._set(replace(self._walk, followed=row, pooled=None))
        self._ask_map()

    def _begin(self) -> None:
        image = self._session.image
        self._walk = Walk(image=image, limit=self._walk.limit, channel=self._walk.channel)
        self._take_run()
        self.changed.emit()
        if image is not None:
            self._stages.segment(image)
            self._ask_map()

    def _take_run(self) -> None:
        """Take the run and its detections as they are now; what belonged to another run goes."""
        run, found, settings = self._detection.run, self._detection.filtered, self._detection.filter
        walk = self._walk
        if run is not walk.run:
            walk = replace(walk, features=None, pooled=None, followed=row_to_follow(run, found))
        story = None if run is None or found is None else tell_nms(run.scored, settings, found)
        self._walk = replace(walk, run=run, detections=found, filter=settings, story=story, problem="")

    def _ask_map(self) -> None:
        image, box = self._session.image, self._walk.followed_box
        if image is not None and self._walk.run is not None:
            self._stages.map(image, box)

    def _set(self, walk: Walk) -> None:
        self._walk = walk
        self.changed.emit()

    @Slot()
    def _on_image(self) -> None:
        self._stages.forget()
        if self._active:
            self._begin()

    @Slot()
    def _on_run(self) -> None:
        image, run = self._session.image, self._detection.run
        if not self._active or image is not self._walk.image:
            return
        before = self._walk.run
        self._take_run()
        self.changed.emit()
        if run is not None and run is not before:
            self._ask_map()

    @Slot(object)
    def _on_segments(self, message: SegmentsReady) -> None:
        image = self._walk.image
        if self._active and image is not None and image.content_key == message.content_key:
            self._set(replace(self._walk, segments=message))

    @Slot(object)
    def _on_map(self, message: MapReady) -> None:
        image, pooled = self._walk.image, message.pooled
        if not self._active or image is None or image.content_key != message.content_key:
            return
        if pooled is not None and pooled.box != self._walk.followed_box:
            # It was asked for before another proposal was followed; the answer to that is on its way.
            return
        problem = "" if message.features is not None else self.tr("This model does not show its features.")
        self._set(replace(self._walk, features=message.features, pooled=pooled, problem=problem))

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        if self._active:
            self._set(replace(self._walk, problem=in_language(message.message)))
