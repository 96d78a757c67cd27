"""Training by keys and clicks, with a child process in the trainer's place, and once with the trainer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, FakeEngine, annotate, make_image
from support.window import end

from frcnn_desktop.bench import training_session
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.training.feature import TrainingFeature
from frcnn_desktop.ui.training.run_card import CardKind
from frcnn_desktop.ui.training.run_monitor import RunPhase
from frcnn_desktop.ui.training.training_view import TrainingView
from frcnn_desktop.workers.training import process

CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
PATIENCE = 30_000

FAKE = """
import json, os, pathlib, sys
job = json.loads(pathlib.Path(sys.argv[sys.argv.index("--job") + 1]).read_text(encoding="utf-8"))
out = pathlib.Path(job["out"])
work = out.with_name(out.stem + ".work")
work.mkdir(parents=True, exist_ok=True)
history = out.with_suffix(".history.jsonl").open("a")

def tell(event, **values):
    line = json.dumps({"event": event, **values})
    print(line, flush=True)
    print(line, file=history, flush=True)

first = 5 if "--resume" in sys.argv else 0
tell("TrainingStarted", images=3, step=first, steps=10)
if not first:
    tell("Preparing", what="validation", done=3, total=3)
    tell("Validated", step=0, map_11point=0.4, ap={"cat": 0.4, "dog": None})
for step in range(first + 1, first + 6):
    tell("StepDone", step=step, steps=10, loss=1.5, class_loss=1.0, box_loss=0.5, learning_rate=0.01)
tell("StateSaved", step=first + 5, path="state.pt")
mode = pathlib.Path(MODE).read_text()
if mode == "wait":
    print("ready", file=sys.stderr, flush=True)
    sys.stdin.readline()
    sys.exit(130)
if mode == "kill":
    os.kill(os.getpid(), 9)
tell("Validated", step=10, map_11point=0.6, ap={"cat": 0.6, "dog": None})
out.write_bytes(b"model")
tell("TrainingFinished", steps=10, path=str(out))
"""


@pytest.fixture
def mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that says what the child does: finish, wait or kill."""
    mode = tmp_path / "mode"
    mode.write_text("finish")
    script = FAKE.replace("MODE", repr(str(mode)))
    monkeypatch.setattr(process, "training_command", lambda: (sys.executable, "-c", script))
    return mode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two annotated images, one without objects, one not annotated, one broken annotation."""
    folder = tmp_path / "사진"
    folder.mkdir()
    annotate(make_image(folder / "1.png"), CAT, DOG)
    annotate(make_image(folder / "2.png"), CAT)
    annotate(make_image(folder / "3.png"))
    make_image(folder / "4.png")
    make_image(folder / "5.png").with_suffix(".xml").write_text("<annotation>")
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, folder: Path, mode: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    window.open(folder)
    qtbot.waitUntil(lambda: window.app.settings.model is None)
    yield window
    window.close()


def open_page(window: Composed) -> TrainingView:
    """Press Ctrl+T and wait until the data set has been read."""
    window.key(Qt.Key.Key_T, CTRL)
    view = window.app.feature(TrainingFeature).control.view
    assert view is not None
    assert view.page.isVisible()
    window.qtbot.waitUntil(lambda: view.data.summary is not None, timeout=PATIENCE)
    return view


def click(button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def wait_for(window: Composed, kind: CardKind) -> None:
    view = window.app.feature(TrainingFeature).control.view
    assert view is not None
    window.qtbot.waitUntil(lambda: view.page.card.kind is kind, timeout=PATIENCE)


def test_that_the_page_shows_what_is_in_the_open_folder(window: Composed, folder: Path) -> None:
    view = open_page(window)
    page = view.page
    assert page.form.data.folder.path == str(folder)
    assert Path(page.form.out.path).name == "사진.safetensors"
    assert view.data.summary is not None
    assert (view.data.summary.images, view.data.summary.objects, len(view.data.summary.bad)) == (3, 3, 1)
    assert page.summary.classes.topLevelItemCount() == 2
    assert page.summary.bad.isVisible()
    assert page.buttons.start.isEnabled()
    assert not page.plots.isVisible()
    assert page.form.data.validation.value == "share"
    assert page.form.model.init.value == "bundled"


def test_that_keys_of_the_photo_rest_while_the_page_is_up(window: Composed) -> None:
    page = open_page(window).page
    before = window.app.workspace.current
    QTest.keyClick(page, Qt.Key.Key_D)
    assert window.app.workspace.current == before
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert window.app.canvas.isVisible()
    assert not window.app.actions["training"].isChecked()


def test_that_a_run_shows_its_curves_and_its_model_is_used_and_taken_back(
    window: Composed, folder: Path
) -> None:
    view = open_page(window)
    page, out = view.page, Path(view.page.form.out.path)
    click(page.buttons.start)
    wait_for(window, CardKind.FINISHED)
    assert "40.0 → 60.0" in page.card.headline.text()
    assert window.app.feature(TrainingFeature).control.run.record.steps == list(range(1, 6))
    assert page.plots.isVisible()
    loaded = window.app.inference.model_loaded
    with window.qtbot.waitSignal(loaded, timeout=PATIENCE):
        click(page.card.use)
    assert window.app.settings.model == out
    assert not page.card.use.isVisible()
    assert page.card.roll_back.hasFocus()
    with window.qtbot.waitSignal(loaded, timeout=PATIENCE):
        click(page.card.roll_back)
    assert window.app.settings.model is None
    assert page.card.use.isVisible()
    # What the run kept for itself is not left lying about, and the next model gets a name of its own.
    window.qtbot.waitUntil(lambda: not out.with_name("사진.work").exists(), timeout=PATIENCE)
    assert Path(page.form.out.path).name == "사진-2.safetensors"


def test_that_a_stopped_run_is_resumed_where_it_was(window: Composed, mode: Path) -> None:
    mode.write_text("wait")
    page = open_page(window).page
    run = window.app.feature(TrainingFeature).control.run
    with window.qtbot.waitSignal(run.logged, check_params_cb=lambda text: text == "ready", timeout=PATIENCE):
        click(page.buttons.start)
    assert page.card.kind is CardKind.RUNNING
    click(page.buttons.stop)
    assert page.buttons.kill.isVisible()
    wait_for(window, CardKind.INTERRUPTED)
    assert "step 5" in page.card.sentence.text()
    mode.write_text("finish")
    click(page.buttons.resume)
    wait_for(window, CardKind.FINISHED)
    assert run.record.steps == list(range(1, 11))
    assert run.record.before is not None


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_that_a_killed_run_is_explained_and_outlives_the_program(
    qtbot: QtBot, tmp_path: Path, window: Composed, mode: Path
) -> None:
    mode.write_text("kill")
    page = open_page(window).page
    click(page.buttons.start)
    wait_for(window, CardKind.FAILED)
    assert "memory" in page.card.sentence.text()
    assert page.buttons.resume.isVisible()
    window.app.settings.sync()
    again = Composed(qtbot, tmp_path / "settings.ini")
    again.app.start(())
    try:
        shown = again.app.feature(TrainingFeature).control.open().page
        qtbot.waitUntil(lambda: shown.card.kind is CardKind.INTERRUPTED, timeout=PATIENCE)
        assert "step 5" in shown.card.sentence.text()
        assert shown.plots.isVisible()
        assert shown.buttons.resume.isVisible()
    finally:
        again.close()


def test_that_closing_while_it_trains_asks_and_saves_first(
    window: Composed, mode: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mode.write_text("wait")
    page = open_page(window).page
    run = window.app.feature(TrainingFeature).control.run
    with window.qtbot.waitSignal(run.logged, check_params_cb=lambda text: text == "ready", timeout=PATIENCE):
        click(page.buttons.start)
    monkeypatch.setattr(window.app.shell.prompts, "stopping_training", lambda: False)
    assert not window.app.window.close()
    assert run.phase is RunPhase.RUNNING
    monkeypatch.setattr(window.app.shell.prompts, "stopping_training", lambda: True)
    assert not window.app.window.close()
    window.qtbot.waitUntil(lambda: not window.app.window.isVisible(), timeout=PATIENCE)
    assert run.phase is RunPhase.ENDED


def test_that_a_banner_tells_of_the_end_when_the_page_is_not_looked_at(window: Composed, mode: Path) -> None:
    page = open_page(window).page
    click(page.buttons.start)
    click(page.back)
    window.qtbot.waitUntil(lambda: "finished" in window.message, timeout=PATIENCE)
    assert window.buttons == ["Use this model", "Show"]
    window.click("Show")
    assert page.isVisible()


def test_that_a_folder_without_objects_cannot_be_trained_on(window: Composed, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    make_image(bare / "1.png")
    view = open_page(window)
    view.page.form.data.folder.edit.setText(str(bare))
    with window.qtbot.waitSignal(
        window.app.feature(TrainingFeature).control.datasets.failed, timeout=PATIENCE
    ):
        view.page.form.data.folder.edit.editingFinished.emit()
    assert not view.page.buttons.start.isEnabled()
    assert "has no annotation" in view.data.why_not(view.page.form.job)


def test_that_the_training_session_starts_a_run_and_takes_its_model_into_use(
    qtbot: QtBot, tmp_path: Path, folder: Path, mode: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_session, "REST_S", 0)
    application = Application(Settings(tmp_path / "settings.ini"), lambda _path, _device: FakeEngine())
    session = training_session.TrainingSession(application)
    application.start([folder])
    qtbot.waitUntil(lambda: not application.window.isVisible(), timeout=PATIENCE)
    figures = session.figures
    assert 0 < figures["prepared_s"] <= figures["trained_s"] <= figures["to_model_in_use_s"]
    assert figures["steps"] == 10
    assert application.settings.model is not None
    end(application)
