from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.pretend_device import pretended

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.made_ahead import made_ahead
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.inference import Predictor, ahead, searcher
from frcnn_desktop.inference.ahead import images_ahead

TINY = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(16, 16))
META = CheckpointMeta(TINY, ("cat", "dog"), "tiny", "CC0", proposals={"mode": "fast", "max": "40"})


def test_that_items_come_in_their_order_whichever_is_made_first() -> None:
    first = threading.Event()

    def make(number: int) -> int:
        if number == 0:
            assert first.wait(10)
        elif number == 1:
            first.set()
        return number * 2

    found = [(item, ready()) for item, ready in made_ahead(make, range(9), 2)]
    assert found == [(number, number * 2) for number in range(9)]


def test_that_no_more_is_asked_for_than_twice_the_workers() -> None:
    asked: list[int] = []

    def items():
        for number in range(50):
            asked.append(number)
            yield number

    for number, ready in made_ahead(lambda number: number, items(), 3):
        ready()
        assert len(asked) <= number + 7
    assert len(asked) == 50


def test_that_an_item_that_fails_fails_alone_and_in_its_place() -> None:
    def make(number: int) -> int:
        if number == 1:
            raise ImageLoadError(verbatim("no image"))
        return number

    found = []
    for number, ready in made_ahead(make, range(3), 2):
        try:
            found.append(ready())
        except ImageLoadError:
            found.append(-number)
    assert found == [0, -1, 2]


def test_that_a_caller_who_leaves_leaves_nothing_running() -> None:
    items = made_ahead(lambda number: number, range(1000), 2)
    next(items)
    items.close()
    assert not [each for each in threading.enumerate() if each.name.startswith("ahead")]


@pytest.mark.parametrize("kind", ["cuda", "cpu"])
def test_that_an_accelerator_finds_proposals_made_by_other_threads_and_a_cpu_makes_its_own(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[tuple[str, int | None]] = []

    def search(_rgb: object, *, threads: int | None = None, **_settings: object) -> Proposals:
        searched.append((threading.current_thread().name.split("_")[0], threads))
        return Proposals(as_box_array([(0, 0, 30, 30)] * 20), np.ones(20, np.float32))

    monkeypatch.setattr(searcher, "selective_search", search)
    monkeypatch.setattr(ahead, "cores", lambda: 2)

    def load(number: int) -> LoadedImage:
        pixels = np.full((64, 96, 3), number, np.uint8)
        return LoadedImage(Path(f"{number}.jpg"), pixels, (96, 64), 1, f"{number:04x}")

    def detect(engine: Predictor) -> int:
        return sum(len(engine.run(ready()).scored) for _n, ready in images_ahead(engine, range(4), load))

    if kind == "cpu":
        assert detect(Predictor(FastRcnn(TINY, META.class_names), META, "cpu")) == 80
        assert searched == [("proposals", None)] * 4
        return
    with pretended("cuda"):
        assert detect(Predictor(FastRcnn(TINY, META.class_names), META, "cuda")) == 80
    assert searched == [("ahead", 1)] * 4
