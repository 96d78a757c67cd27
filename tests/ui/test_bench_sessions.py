"""The benches of the window drive it to their end and bring every figure, here with a known detector."""

from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, FakeEngine, annotate, make_image
from support.fake_learning import FakeSession, LearningEngine
from support.labelling import WITH_FAKE
from support.window import end

from frcnn_desktop.bench import (
    live_learning,
    live_session,
    memory_session,
    search,
    ui,
    ui_crowd,
    ui_memory,
    ui_session,
)
from frcnn_desktop.bench.made_photos import make_photos
from frcnn_desktop.bench.training_session import TrainingSession
from frcnn_desktop.bench.window_session import WindowSession
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.images import load_image
from frcnn_desktop.learning.settings import RefitOutcome
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.voc import read_annotation

PATIENCE_MS = 60_000


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "photos"
    folder.mkdir()
    return [make_image(folder / f"{number}.png", (400, 300)) for number in range(8)]


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    application = Application(Settings(tmp_path / "settings.ini"), lambda _path, _device: FakeEngine())
    yield application
    end(application)


def test_that_the_live_session_brings_every_figure(
    qtbot: QtBot, application: Application, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("SLIDER_STEPS", 2), ("OVERTAKINGS", 2), ("NEXT_IMAGES", 2), ("LISTED", 5)):
        monkeypatch.setattr(live_session, name, value)
    session = live_session.Session(application, photos, 0.5)
    application.start(photos[:5])
    qtbot.waitUntil(lambda: not application.window.isVisible(), timeout=PATIENCE_MS)
    counts = {name: len(values) for name, values in session.times.items()}
    assert counts["slider"] == counts["overtake"] == counts["next_image"] == 2
    assert counts["score_one_box"] > 0
    assert session.stalls.phases["drag"].gaps


def test_that_the_learning_session_measures_beside_refits_and_at_rest(
    qtbot: QtBot, tmp_path: Path, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fit = FakeSession.refit

    def slow(self: FakeSession, token: CancelToken | None = None) -> RefitOutcome:
        threading.Event().wait(0.2)
        return fit(self, token)

    monkeypatch.setattr(FakeSession, "refit", slow)
    few = {"LABELLED": 2, "NEXT_IMAGES": 1, "PREFETCHED": 2, "AT_REST": 1, "REST_S": 0.05, "_AFTER_S": 0.05}
    for name, value in few.items():
        monkeypatch.setattr(live_learning, name, value)
    for photo in photos[:2]:
        annotate(photo, CAT)
    (tmp_path / "first").mkdir()
    first = make_image(tmp_path / "first" / "1.png", (400, 300))
    settings = Settings(tmp_path / "settings.ini")
    application = Application(settings, lambda _path, _device: LearningEngine(), WITH_FAKE)
    session = live_learning.LearningSession(application, photos, 0.5)
    application.start([first])
    qtbot.waitUntil(lambda: not application.window.isVisible(), timeout=PATIENCE_MS)
    figures = session.figures()
    for half in (session.refitting, session.at_rest):
        assert len(half.times["next_image"]) == 1
        assert all(half.times.values())
    assert sum(session.refitting.drags) >= 0.5
    assert (
        len(session.refitting.drags) == len(session.at_rest.drags) == figures["refits_while_dragging_count"]
    )
    assert 0.2 <= figures["refit_first_s"] <= figures["saved_to_first_head_s"]
    assert figures["give_way_count"] > 0
    assert settings.learn
    end(application)


def test_that_the_memory_walk_measures_at_every_stage(
    qtbot: QtBot, application: Application, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_session, "FIRST", 3)
    walk = memory_session.Walk(application, 6)
    application.start(photos)
    qtbot.waitUntil(lambda: not application.window.isVisible(), timeout=PATIENCE_MS)
    assert list(walk.resident) == [3, 6]


def _run(qtbot: QtBot, application: Application, session: WindowSession) -> None:
    application.start()
    qtbot.waitUntil(lambda: not application.window.isVisible(), timeout=PATIENCE_MS)
    session.deleteLater()


def test_that_a_folder_is_timed_until_its_first_image_is_painted(
    qtbot: QtBot, application: Application, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui_session, "SETTLE_S", 0)
    session = ui_session.FolderSession(application, photos[0].parent, 0)
    _run(qtbot, application, session)
    assert session.figures()["folder_s"] > 0
    assert application.workspace.paths == photos


@pytest.mark.parametrize("kind", [ui_session.SwitchSession, ui_session.LargeSession])
def test_that_each_walk_is_timed_step_by_step(
    qtbot: QtBot,
    application: Application,
    photos: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    kind: type[ui_session.SwitchSession],
) -> None:
    monkeypatch.setattr(ui_session, "SETTLE_S", 0)
    session = kind(application, photos[0].parent, 3)
    _run(qtbot, application, session)
    assert {name: len(times) for name, times in session.times.items()} == {
        name: 3 for name, _pace in kind.paces
    }
    assert application.workspace.current == photos[6]


def test_that_every_gesture_among_a_crowd_is_timed_until_it_is_painted(
    qtbot: QtBot, application: Application, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui_session, "SETTLE_S", 0)
    session = ui_crowd.CrowdSession(application, photos[0].parent, 4)
    _run(qtbot, application, session)
    moves, nudges, zooms, scrolls = 2 * 4 + 1, 4, 2 + 3, 2
    assert len(session.times["event_to_paint"]) == moves + nudges + zooms + scrolls
    assert len(application.session.objects) == ui_crowd.OBJECTS


def test_that_memory_is_noted_without_a_model_with_one_and_after_the_walk(
    qtbot: QtBot, application: Application, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui_memory, "IDLE_S", 0)
    monkeypatch.setattr(memory_session, "FIRST", 3)
    may_load = threading.Event()
    session = ui_memory.MemorySession(application, photos[0].parent, 6, may_load)
    _run(qtbot, application, session)
    assert may_load.is_set()
    assert set(session.figures()) == {"rss_before_model_mb", "rss_idle_mb", "rss_after_500_mb"}


def test_that_bench_ui_brings_exactly_the_figures_that_have_goals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def child(bench: str, arguments: Sequence[str], _home: Path) -> dict[str, float]:
        return _CHILDREN[arguments[1] if bench == "ui" else bench]

    for module in (ui, search):
        monkeypatch.setattr(module, "run_child", child)
    monkeypatch.setattr(ui, "own_folders", nullcontext)
    monkeypatch.setattr(ui, "TWELVE_MEGAPIXELS", (40, 30))
    monkeypatch.setattr(ui, "QUICK", ui.Extent(starts=1, steps=3, folders=(2, 3), walked=2))
    parser = argparse.ArgumentParser()
    ui.add_arguments(parser)
    assert ui.run(parser.parse_args(["--quick", "--json"])) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert list(figures) == list(ui.GOALS)
    assert figures["memory_growth_percent"] == 3


_CHILDREN = {
    "start": {"start_to_window_s": 0.5},
    "search": {"filter_10k_ms": 90, "summarised_s": 1},
    "folder": {"folder_s": 0.4},
    "switch": {"switch_p95_ms": 8, "switch_detected_p95_ms": 30},
    "large": {"switch_12mp_p95_ms": 80, "switch_12mp_prefetched_p95_ms": 20},
    "crowd": {"event_to_paint_p95_ms": 15},
    "memory": {"rss_before_model_mb": 170, "rss_idle_mb": 790, "rss_after_500_mb": 940, "growth": 1.03},
}


def test_that_made_photos_are_all_different_and_the_same_each_time(tmp_path: Path) -> None:
    first, again = (make_photos(tmp_path / name, 5, (60, 40)) for name in ("first", "again"))
    keys = [load_image(path).content_key for path in first]
    assert keys == [load_image(path).content_key for path in again]
    assert len(set(keys)) == len(keys)
    assert {load_image(path).rgb.shape for path in first} == {(40, 60, 3)}


def test_that_made_photos_are_labelled_with_what_is_on_them(tmp_path: Path) -> None:
    paths = make_photos(tmp_path / "photos", 5, (60, 40), labelled=4)
    assert not paths[4].with_suffix(".xml").exists()
    annotations = [read_annotation(path.with_suffix(".xml")) for path in paths[:4]]
    assert {item.name for item in annotations[0].objects} == {"eye"}
    boxes = [item.box for each in annotations for item in each.objects]
    assert all(0 <= x1 < x2 <= 60 and 0 <= y1 < y2 <= 40 for x1, y1, x2, y2 in boxes)


@pytest.mark.parametrize("content", [None, b"no photo"])
def test_that_a_session_ends_with_a_sentence_where_nothing_can_be_shown(
    qtbot: QtBot, tmp_path: Path, content: bytes | None
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    if content is not None:
        (folder / "a.jpg").write_bytes(content)
    composed = Composed(qtbot, tmp_path / "settings.json")
    session = TrainingSession(composed.app)
    composed.app.workspace.open_paths([folder])
    qtbot.waitUntil(lambda: session.problem is not None, timeout=20_000)
    with pytest.raises(FrcnnError):
        session.raise_problem()
    composed.close()
