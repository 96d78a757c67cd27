"""How sure the detector is of labelled objects."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from support.composed import make_image

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import DetectionRun, Detections, Proposals, ScoredRois
from frcnn_desktop.core.file_stamp import file_stamp
from frcnn_desktop.search.facts import ObjectFacts
from frcnn_desktop.workers.detect import object_scores
from frcnn_desktop.workers.detect.object_scores import ObjectScoreService
from frcnn_desktop.workers.detect.run_store import RunStore

NAMES = ("cat", "dog")
CAT = ObjectFacts("cat", (0, 0, 10, 10))
FAR_DOG = ObjectFacts("dog", (50, 50, 60, 60))
EWE = ObjectFacts("ewe", (0, 0, 10, 10))
OBJECTS = (CAT, FAR_DOG, EWE)


def run_of(key: str) -> DetectionRun:
    """Two proposals on the cat, the second surer and less exact."""
    boxes = as_box_array([[0, 0, 10, 10], [0, 0, 10, 8]])
    scores = np.array([[0.5, 0.4, 0.1], [0.2, 0.7, 0.1]], np.float32)
    scored = ScoredRois(boxes, scores, np.repeat(boxes[:, None], 3, axis=1), NAMES)
    none = np.zeros(0, np.int64)
    found = Detections(boxes[:0], scores[:0, 0], none, (), none)
    return DetectionRun(key, Proposals(boxes, np.array([2, 1], np.float32)), scored, found, ())


def test_that_an_object_has_the_best_score_of_its_class_on_a_box_that_lies_on_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = RunStore(tmp_path / "runs")
    seen, unseen = make_image(tmp_path / "a.png"), make_image(tmp_path / "b.png")
    store.put(run_of("key"), "model")
    store.remember_file(seen, file_stamp(seen), "key")
    asked = {seen: OBJECTS, unseen: (CAT,)}

    def answer() -> dict[Path, tuple[float | None, ...]]:
        service = ObjectScoreService(store)
        with qtbot.waitSignal(service.scored) as blocker:
            service.score(asked, "model")
        service.shutdown()
        return {path: scores for path, (_, scores) in blocker.args[0].images.items()}

    first = answer()
    assert first[unseen] == (None,)
    assert first[seen] == (pytest.approx(0.7, abs=1e-4), 0.0, None)
    monkeypatch.setattr(object_scores, "scores_of", lambda *_: pytest.fail("worked out again"))
    assert answer()[seen] == (pytest.approx(0.7, abs=1e-4), 0.0, None)
    store.close()
