"""The image list in the order of what to label next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.composed import DOG, Composed, annotate, make_image
from support.fake_engine import FakeEngine

from frcnn_desktop.core.detections import DetectionRun
from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.learn.order_control import OrderControl
from frcnn_desktop.ui.shell.action_ids import ActionId

Key = Qt.Key
LOOKS = {"a": 0, "b": 0, "c": 0, "d": 1, "e": 2, "f": 2}
"""Which scene each photo shows."""


class SeeingEngine(FakeEngine):
    """Sees what the names of the photos say."""

    def run(self, image: LoadedImage, *arguments: Any, **options: Any) -> DetectionRun:
        look = np.eye(4, dtype=np.float32)[LOOKS[image.path.stem]]
        return replace(super().run(image, *arguments, **options), description=look)


class Ordering(Composed):
    """Six photos of three scenes, all of them detected; the first one is open."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.json", engine=SeeingEngine())
        self.folder = folder / "photos"
        self.folder.mkdir()
        self.photos = [make_image(self.folder / f"{name}.png") for name in LOOKS]

    def start(self) -> None:
        self.open(self.folder)
        self.qtbot.waitUntil(lambda: self.app.detection.run is not None)
        self.app.actions[ActionId.DETECT_FOLDER].trigger()
        self.qtbot.waitUntil(lambda: self._seen == len(LOOKS))

    @property
    def _seen(self) -> int:
        store, model = self.app.services.runs, self.app.inference.model_key
        keys = {store.content_of(path, file_stamp(path)) for path in self.photos} - {None}
        return len(store.descriptions([key for key in keys if key], model))

    @property
    def listed(self) -> str:
        return "".join(entry.path.stem for entry in self.app.workspace.catalogue.listed)

    def choose(self, order: ActionId) -> None:
        self.app.actions[order].trigger()


@pytest.fixture
def ordering(qtbot: QtBot, tmp_path: Path) -> Iterator[Ordering]:
    composed = Ordering(qtbot, tmp_path)
    yield composed
    composed.close()


def test_that_the_list_shows_what_to_label_next_and_d_follows_it(ordering: Ordering) -> None:
    ordering.start()
    ordering.choose(ActionId.ORDER_NEXT)
    ordering.qtbot.waitUntil(lambda: ordering.listed != "abcdef")
    assert ordering.listed[0] == "a"
    first = ordering.listed[1:3]
    assert {LOOKS[name] for name in first} == {1, 2}
    ordering.key(Key.Key_D)
    ordering.qtbot.waitUntil(lambda: ordering.app.workspace.current.stem == first[0])
    assert [path.stem for path in ordering.app.workspace.paths] == list("abcdef")
    ordering.choose(ActionId.ORDER_BY_NAME)
    assert ordering.listed == "abcdef"
    assert ordering.app.workspace.current.stem == first[0]


def test_that_the_order_rests_while_somebody_labels_until_a_pause(ordering: Ordering) -> None:
    ordering.start()
    ordering.choose(ActionId.ORDER_NEXT)
    ordering.qtbot.waitUntil(lambda: ordering.listed != "abcdef")
    before = ordering.listed
    ordering.show(ordering.photos[3])
    ordering.app.session.add_objects([DOG])
    ordering.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    ordering.wait_for_save()
    assert ordering.listed == before
    ordering.app.shell.findChild(OrderControl)._pause.setInterval(1)
    ordering.show(ordering.photos[0])
    ordering.qtbot.waitUntil(lambda: ordering.listed[:2] == "da")


def test_that_an_order_is_kept_for_the_next_start_and_labelled_images_stand_above(
    ordering: Ordering,
) -> None:
    annotate(ordering.photos[5], DOG)
    ordering.start()
    ordering.choose(ActionId.ORDER_NEXT)
    ordering.qtbot.waitUntil(lambda: ordering.listed[:2] == "fa")
    assert ordering.listed[:3] == "fad"
    assert ordering.app.settings.order_next


def test_that_a_folder_that_was_not_detected_says_so_and_keeps_its_order(
    ordering: Ordering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SeeingEngine, "run", FakeEngine.run)
    ordering.open(ordering.folder)
    ordering.qtbot.waitUntil(lambda: bool(ordering.app.inference.model_key))
    said: list[str] = []
    # The next sentence, of a detection that ends, takes the place of this one.
    monkeypatch.setattr(ordering.app.shell, "status", said.append)
    ordering.choose(ActionId.ORDER_NEXT)
    ordering.qtbot.waitUntil(lambda: any("Detect folder" in text for text in said))
    assert ordering.listed == "abcdef"
