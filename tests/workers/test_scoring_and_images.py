from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine, fake_image

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.workers.detect.inference_worker import EngineHolder
from frcnn_desktop.workers.detect.scoring_service import ScoringService
from frcnn_desktop.workers.images.image_service import ImageCache, ImageService


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def scoring(qtbot: QtBot, engine: FakeEngine) -> Iterator[ScoringService]:
    holder = EngineHolder()
    holder.set(engine)
    service = ScoringService(holder)
    service.start()
    yield service
    service.shutdown()


@pytest.fixture
def images(qtbot: QtBot) -> Iterator[ImageService]:
    service = ImageService()
    service.start()
    yield service
    service.shutdown()


def photo(folder: Path, name: str, size: tuple[int, int] = (40, 30)) -> Path:
    path = folder / name
    Image.new("RGB", size, (200, 30, 30)).save(path)
    return path


def test_that_of_many_slider_moves_the_newest_is_answered(
    qtbot: QtBot, scoring: ScoringService, engine: FakeEngine
) -> None:
    scored = engine.run(fake_image(), DetectionFilter()).scored
    answers: list[int] = []
    scoring.filtered.connect(lambda message: answers.append(len(message.detections)))
    last = 0
    for threshold in np.linspace(0.01, 0.99, 50):
        last = scoring.filter(scored, DetectionFilter(score_threshold=float(threshold)))
    with qtbot.waitSignal(scoring.filtered, check_params_cb=lambda message: message.request_id == last):
        pass
    assert answers[-1] == 0
    assert len(answers) < 50


def test_that_a_box_is_scored_on_held_features_only(
    qtbot: QtBot, scoring: ScoringService, engine: FakeEngine
) -> None:
    image = fake_image()
    boxes = as_box_array([[1, 1, 9, 9]])
    with qtbot.assertNotEmitted(scoring.scored, wait=50):
        scoring.score(image.content_key, boxes)
    engine.run(image, DetectionFilter())
    with qtbot.waitSignal(scoring.scored) as blocker:
        scoring.score(image.content_key, boxes)
    assert blocker.args[0].scored.scores.shape == (1, 3)


def test_that_nothing_arrives_after_forget(qtbot: QtBot, scoring: ScoringService, engine: FakeEngine) -> None:
    scored = engine.run(fake_image(), DetectionFilter()).scored
    with qtbot.assertNotEmitted(scoring.filtered, wait=50):
        scoring.filter(scored, DetectionFilter())
        scoring.forget()


def test_that_after_forget_a_new_request_is_answered_and_the_old_one_is_not(
    qtbot: QtBot, scoring: ScoringService, engine: FakeEngine
) -> None:
    scored = engine.run(fake_image(), DetectionFilter()).scored
    answered: list[int] = []
    scoring.filtered.connect(lambda message: answered.append(message.request_id))
    scoring.filter(scored, DetectionFilter())
    scoring.forget()
    wanted = scoring.filter(scored, DetectionFilter())
    qtbot.waitUntil(lambda: bool(answered))
    assert answered == [wanted]


def test_that_only_the_newest_image_is_shown(qtbot: QtBot, images: ImageService, tmp_path: Path) -> None:
    shown: list[str] = []
    images.opened.connect(lambda message: shown.append(message.image.path.name))
    for index in range(5):
        images.open(photo(tmp_path, f"{index}.png"))
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["4.png"]


def test_that_an_unreadable_image_is_reported_with_its_path(
    qtbot: QtBot, images: ImageService, tmp_path: Path
) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("no picture")
    with qtbot.waitSignal(images.failed) as blocker:
        images.open(path)
    assert blocker.args[0] == path
    assert "notes.jpg is not an image" in blocker.args[1]


def test_that_thumbnails_keep_their_shape_and_a_bad_file_gives_none(
    qtbot: QtBot, images: ImageService, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"")
    got: dict[str, tuple[int, ...] | None] = {}
    images.thumbnail.connect(lambda m: got.update({m.path.name: None if m.rgb is None else m.rgb.shape}))
    images.request_thumbnail(photo(tmp_path, "wide.png", (400, 200)))
    images.request_thumbnail(bad)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == {"wide.png": (48, 96, 3), "bad.jpg": None}


def test_that_the_cache_reads_a_changed_file_again(tmp_path: Path) -> None:
    cache = ImageCache()
    path = photo(tmp_path, "a.png", (10, 10))
    first = cache.load(path)
    assert cache.load(path) is first
    photo(tmp_path, "a.png", (20, 10))
    assert cache.load(path).width == 20


def test_that_the_cache_stays_within_its_bytes(tmp_path: Path) -> None:
    cache = ImageCache(limit=2 * 40 * 30 * 3)
    paths = [photo(tmp_path, f"{index}.png") for index in range(4)]
    loaded = [cache.load(path) for path in paths]
    assert cache.load(paths[3]) is loaded[3]
    assert cache.load(paths[0]) is not loaded[0]
