"""The composed program that learns while somebody labels, with a known learner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.app import FEATURES
from frcnn_desktop.ui.learn.feature import LearnFeature
from frcnn_desktop.ui.learn.outline import LearnCommands
from frcnn_desktop.ui.shell.action_ids import ActionId
from support.composed import Composed, make_image
from support.fake_learning import FakeLearnFeature, FakeSession, LearningEngine

Key = Qt.Key
FOX = ObjectAnnotation("fox", (5.0, 5.0, 30.0, 30.0))
SIZE = (80, 40)
WITH_FAKE = tuple(
    replace(outline, load=lambda: FakeLearnFeature) if LearnCommands in outline.commands else outline
    for outline in FEATURES
)


class Labelling(Composed):
    """Five images without annotations, the first one open and detected."""

    def __init__(self, qtbot: QtBot, folder: Path, *, fresh: bool = True) -> None:
        super().__init__(qtbot, folder / "settings.json", engine=LearningEngine(), features=WITH_FAKE)
        photos = folder / "photos"
        photos.mkdir(exist_ok=True)
        self.photos = [photos / f"{number}.png" for number in range(5)]
        if fresh:
            for photo in self.photos:
                make_image(photo, SIZE)
        FakeLearnFeature.sessions.clear()

    def start(self) -> None:
        self.open(self.photos[0].parent)
        self.qtbot.waitUntil(lambda: self.app.detection.run is not None)

    @property
    def feature(self) -> LearnFeature:
        return self.app.feature(LearnFeature)

    @property
    def learner(self) -> FakeSession:
        return FakeLearnFeature.sessions[-1]

    @property
    def suggested(self) -> list[str]:
        offered = self.app.detection.offered
        return [] if offered is None else [offered.detections.class_names[row] for row in offered.suggested]

    @property
    def heads(self) -> int:
        return len(self.learner.history)

    def switch_on(self) -> None:
        with self.qtbot.waitSignal(self.feature.service.begun):
            self.app.actions[ActionId.LEARN].trigger()

    def save(self, *objects: ObjectAnnotation) -> None:
        """Add objects, save, and wait until they are learnt."""
        self.app.session.add_objects(objects)
        with self.qtbot.waitSignal(self.feature.service.refitted):
            self.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    def next_with(self, *names: str) -> None:
        """Go on to the next image and wait for its suggestions."""
        before = self.app.workspace.current
        self.key(Key.Key_D)
        self.qtbot.waitUntil(lambda: self.app.workspace.current != before)
        self.qtbot.waitUntil(lambda: self.suggested == list(names))


def taught(labelling: Labelling) -> Labelling:
    """A fox was labelled and learnt on the first image, and the second is open."""
    labelling.start()
    labelling.switch_on()
    labelling.save(FOX)
    labelling.next_with("fox")
    return labelling
