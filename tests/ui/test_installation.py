"""Features are loaded after the window is seen, and nobody ever notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from support.composed import make_image
from support.fake_engine import FakeEngine
from support.window import end

from frcnn_desktop.ui.app import FEATURES, Application
from frcnn_desktop.ui.compare.outline import CompareCommands
from frcnn_desktop.ui.feature import Feature
from frcnn_desktop.ui.help.feature import HelpFeature
from frcnn_desktop.ui.inside.feature import InsideFeature
from frcnn_desktop.ui.inside.outline import INSPECTOR_DOCK
from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.ui.installation import Installation
from frcnn_desktop.ui.live.feature import LiveFeature
from frcnn_desktop.ui.live.outline import METER_DOCK
from frcnn_desktop.ui.shell.action_ids import ActionId, Category
from frcnn_desktop.ui.shell.settings import Settings

COMPARE = next(outline for outline in FEATURES if CompareCommands in outline.commands)
LONG_MS = 30_000
"""Every feature is loaded meanwhile, on a machine that may have other things to do."""
ALL_AT_ONCE = tuple(replace(outline, first=True) for outline in FEATURES)


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Application]]:
    made: list[Application] = []

    def program() -> Application:
        made.append(Application(Settings(tmp_path / "settings"), lambda *_: FakeEngine()))
        return made[-1]

    yield program
    for each in made:
        end(each)


@pytest.fixture
def program(make: Callable[[], Application]) -> Application:
    return make()


def installed(program: Application) -> set[str]:
    return {type(feature).__name__ for feature in program.installation.features}


def menu_texts(menu: QObject | None) -> list[object]:
    """Return what a menu shows from top to bottom, with what is in the menus inside it."""
    texts: list[object] = []
    assert isinstance(menu, QMenu)
    for action in menu.actions():
        submenu = action.menu()
        texts.append((action.text(), action.shortcut().toString(), action.isEnabled(), action.isCheckable()))
        if isinstance(submenu, QMenu):
            texts.append(menu_texts(submenu))
    return texts


def everything_shown(program: Application) -> object:
    bar = program.window.findChild(QObject, "toolbar")
    assert bar is not None
    return (
        [(action.text(), menu_texts(action.menu())) for action in program.window.menuBar().actions()],
        [(spec.id, spec.keys, program.actions[spec.id].toolTip()) for spec in program.actions.rows],
        [(dock.objectName(), dock.windowTitle(), dock.isHidden()) for dock in program.frame.layout.in_order],
        [child.objectName() for child in bar.children()],
    )


def test_that_features_which_are_not_seen_come_after_the_first_paint(
    program: Application, qtbot: QtBot
) -> None:
    assert {"BrowseFeature", "AnnotateFeature", "DetectFeature"} <= installed(program)
    assert not installed(program) & {"InsideFeature", "LearnFeature", "TrainingFeature", "HelpFeature"}
    with qtbot.waitSignal(program.installation.completed, timeout=LONG_MS):
        program.start()
    assert len(installed(program)) == len(FEATURES)
    qtbot.waitUntil(lambda: bool(program.inference.model_key))


def test_that_the_commands_are_all_there_before_the_features_that_bring_them(program: Application) -> None:
    before = [(spec.id, spec.text, program.actions[spec.id].shortcuts()) for spec in program.actions.rows]
    program.installation.finish()
    now = [(spec.id, spec.text, program.actions[spec.id].shortcuts()) for spec in program.actions.rows]
    assert now[: len(before)] == before
    # Stages hold their own rows.
    assert [name for name, _, _ in now[len(before) :]] == [stage.action for stage in STAGES]


def test_that_the_commands_of_data_sets_name_every_format_once_these_are_loaded(program: Application) -> None:
    assert program.actions[ActionId.IMPORT].toolTip().endswith("and open it")
    program.installation.finish()
    tip = program.actions[ActionId.IMPORT].toolTip()
    assert tip.endswith("and open it: COCO, YOLO, labelme")
    (menu,) = [menu for menu in program.actions.menus if menu.category is Category.FILE]
    assert tip in [row.tip for row in menu.rows if row is not None]
    assert "Pascal VOC, COCO" in program.actions[ActionId.EXPORT].toolTip()
    assert "(Ctrl+Shift+E)" in program.actions[ActionId.EXPORT].toolTip()


def test_that_keys_of_commands_which_come_later_are_those_that_a_person_gave_them(
    make: Callable[[], Application], tmp_path: Path
) -> None:
    changed = Settings(tmp_path / "settings")
    changed.keys = {"stage_nms": ("F7",)}
    changed.sync()
    program = make()
    program.window.show()
    program.window.activateWindow()
    assert QTest.qWaitForWindowActive(program.window)
    assert not program.installation.complete
    program.installation.begin()
    QTest.keyClick(program.window, Qt.Key.Key_F7)
    assert program.actions["stage_nms"].toolTip().endswith("(F7)")
    assert program.actions["stage_pooling"].shortcuts() == []
    assert program.feature(InsideFeature).seeing.walk.stage.name == "nms"


def test_that_a_menu_which_opens_without_key_or_click_is_complete(program: Application) -> None:
    (menu,) = [each for each in program.window.menuBar().actions() if each.text() == "I&nside"]
    opened = menu.menu()
    assert isinstance(opened, QMenu)
    opened.aboutToShow.emit()
    assert [action.text() for action in opened.actions()[:3]] == ["&Input", "&Segments", "&Proposals"]


def test_that_a_window_whose_features_came_later_is_the_one_whose_features_came_at_once(
    program: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    program.installation.finish()
    at_once = Application(Settings(tmp_path / "other"), lambda *_: FakeEngine(), ALL_AT_ONCE)
    assert installed(at_once) == installed(program)
    assert everything_shown(program) == everything_shown(at_once)
    end(at_once)


def test_that_a_command_does_what_it_should_before_its_feature_is_loaded(program: Application) -> None:
    program.actions[ActionId.SHORTCUTS].trigger()
    assert len(dialogs("ShortcutsDialog")) == 1
    program.actions[ActionId.ABOUT].trigger()
    assert len(dialogs("AboutDialog")) == 1


def test_that_a_switch_does_what_it_should_before_its_feature_is_loaded(program: Application) -> None:
    program.window.show()
    switch = program.actions[ActionId.TRAINING]
    switch.trigger()
    assert switch.isChecked()
    assert (
        len([each for each in program.window.findChildren(QObject) if type(each).__name__ == "TrainingPage"])
        == 1
    )


def test_that_a_switch_which_is_off_again_stays_off(program: Application) -> None:
    program.actions[ActionId.LEARN].setChecked(True)
    program.actions[ActionId.LEARN].setChecked(False)
    assert not program.actions[ActionId.LEARN].isChecked()
    assert not program.settings.learn


@pytest.mark.parametrize(
    "touch",
    [
        lambda window: QTest.keyClick(window, Qt.Key.Key_F11),
        lambda window: QTest.mouseClick(window.menuBar(), Qt.MouseButton.LeftButton),
    ],
    ids=["key", "mouse"],
)
def test_that_whoever_touches_the_window_meets_it_complete(
    program: Application, touch: Callable[[QObject], object]
) -> None:
    program.window.show()
    program.installation.begin()
    assert not program.installation.complete
    touch(program.window)
    assert program.installation.complete


def test_that_no_event_is_looked_at_before_the_window_has_been_seen(
    make: Callable[[], Application], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[QEvent] = []
    monkeypatch.setattr(Installation, "eventFilter", lambda _self, _watched, event: bool(seen.append(event)))
    program = make()
    program.window.show()
    with qtbot.waitExposed(program.window):
        program.window.show()
    assert not seen
    program.installation.begin()
    program.window.setWindowTitle("another")
    assert seen


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_Control])
def test_that_a_key_which_means_nothing_by_itself_has_nothing_completed(
    program: Application, key: Qt.Key
) -> None:
    program.window.show()
    program.installation.begin()
    QTest.keyClick(program.window, key)
    assert not program.installation.complete


def test_that_what_can_wait_is_done_in_its_order_once_every_feature_is_there(
    program: Application, qtbot: QtBot
) -> None:
    done: list[tuple[str, bool]] = []
    program.installation.then(lambda: done.append(("first", program.installation.complete)))
    program.installation.then(lambda: done.append(("second", program.installation.complete)))
    assert not done
    qtbot.waitUntil(lambda: len(done) == 2, timeout=LONG_MS)
    program.installation.then(lambda: done.append(("third", program.installation.complete)))
    assert done == [("first", True), ("second", True), ("third", True)]


def test_that_whoever_completes_the_window_has_what_waited_done(program: Application) -> None:
    done: list[str] = []
    program.installation.then(lambda: done.append("waited"))
    program.installation.finish()
    assert done == ["waited"]


def test_that_features_come_one_piece_in_a_turn_of_the_event_loop(program: Application, qtbot: QtBot) -> None:
    order: list[str] = []
    pieces = program.installation._steps
    program.installation._steps = (order.append("piece") for _ in pieces)
    turns = QTimer(interval=0)
    turns.timeout.connect(lambda: order.append("turn"))
    turns.start()
    with qtbot.waitSignal(program.installation.completed, timeout=LONG_MS):
        program.installation.begin()
    assert "piece" in order
    assert ["piece", "piece"] not in [order[place : place + 2] for place in range(len(order))]


def test_that_the_model_is_loaded_after_the_photo_that_was_asked_for_is_seen(
    program: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(program.models, "start", lambda *_: order.append("model"))
    paint = program.canvas.paint_first
    program.installation.completed.connect(lambda: paint.hold(10_000))
    paint.awaited.connect(lambda awaited: order.append("awaited" if awaited else "seen"))
    with qtbot.waitSignal(program.installation.completed, timeout=LONG_MS):
        program.start()
    paint.let_go()
    assert order == ["awaited", "seen", "model"]


def test_that_a_feature_which_cannot_be_loaded_takes_nothing_else_with_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    def broken() -> type[Feature]:
        raise ImportError("damaged")

    outlines = [replace(each, load=broken) if each is COMPARE else each for each in FEATURES]
    program = Application(Settings(tmp_path / "settings"), lambda *_: FakeEngine(), outlines)
    with (
        qtbot.captureExceptions() as errors,
        qtbot.waitSignal(program.workspace.current_changed, timeout=LONG_MS),
    ):
        program.start([make_image(tmp_path / "a.png")])
    assert len(errors) == 1
    assert installed(program) == {outline.load().__name__ for outline in FEATURES if outline is not COMPARE}
    end(program)


def test_that_what_is_opened_is_followed_by_every_feature(
    program: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    complete: list[bool] = []
    program.workspace.paths_changed.connect(lambda _: complete.append(program.installation.complete))
    with qtbot.waitSignal(program.workspace.current_changed, timeout=LONG_MS):
        program.workspace.open_paths([make_image(tmp_path / "a.png")])
        program.services.start()
        for feature in program.installation.features:
            feature.start()
    assert complete == [True]


def test_that_a_panel_which_was_open_is_full_when_the_window_comes_up_again(
    make: Callable[[], Application], qtbot: QtBot
) -> None:
    first = make()
    first.window.show()
    first.actions[ActionId.INSPECTOR].trigger()
    panel = first.feature(InsideFeature).inspector
    assert panel.isVisible()
    assert first.frame.layout.docks[INSPECTOR_DOCK].panel is panel
    first.window.close()
    first.shutdown()
    again = make()
    assert "InsideFeature" in installed(again)
    again.window.show()
    assert again.actions[ActionId.INSPECTOR].isChecked()
    assert again.feature(InsideFeature).inspector.isVisible()


def test_that_a_panel_behind_others_is_brought_when_it_is_shown(
    make: Callable[[], Application], qtbot: QtBot
) -> None:
    program = make()
    with qtbot.waitExposed(program.window):
        program.window.show()
    assert "LiveFeature" not in installed(program)
    meter = program.frame.layout.docks[METER_DOCK]
    meter.raise_()
    qtbot.waitUntil(lambda: "LiveFeature" in installed(program), timeout=LONG_MS)
    assert meter.panel is program.feature(LiveFeature).meter


def test_that_a_feature_is_loaded_by_whoever_asks_for_it(program: Application) -> None:
    assert "HelpFeature" not in installed(program)
    assert isinstance(program.feature(HelpFeature), HelpFeature)


def test_that_a_window_which_is_closed_at_once_loads_nothing_more(program: Application, qtbot: QtBot) -> None:
    program.start()
    program.shutdown()
    program.installation.begin()
    program.installation.finish()
    assert "InsideFeature" not in installed(program)


def dialogs(name: str) -> list[object]:
    return [
        each for each in QApplication.topLevelWidgets() if type(each).__name__ == name and each.isVisible()
    ]
