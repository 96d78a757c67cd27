"""Two annotators' folders compared, decided on by keys, and merged, on the real threads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.curation.conflicts import Choice
from frcnn_desktop.curation.decisions import decisions_path, read_decisions
from frcnn_desktop.ui.compare.compare_window import CompareWindow
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.workers.tasks import compare_service

LEFT, K = Qt.MouseButton.LeftButton, Qt.Key
BIRD = ObjectAnnotation("bird", (40.0, 20.0, 55.0, 38.0))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    yield window
    window.close()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Both have an image that they agree on; on the other one a class differs, and B has a bird more."""
    a, b = tmp_path / "kim", tmp_path / "lee"
    for folder, second in ((a, (DOG,)), (b, (replace(DOG, name="hound"), BIRD))):
        folder.mkdir()
        annotate(make_image(folder / "1.png"), CAT)
        annotate(make_image(folder / "2.png"), *second)
    return a, b


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def shown(window: Composed) -> list[CompareWindow]:
    return [each for each in window.app.window.findChildren(CompareWindow) if each.isVisible()]


def opened(window: Composed, b: Path, monkeypatch: pytest.MonkeyPatch) -> CompareWindow:
    """Compare the open folder with another as the menu does."""
    monkeypatch.setattr(window.app.shell.prompts, "folder", lambda *_: b)
    window.app.actions[ActionId.COMPARE].trigger()
    window.qtbot.waitUntil(lambda: len(shown(window)) == 1)
    return shown(window)[0]


def conflicts(dialog: CompareWindow) -> list[tuple[str, str]]:
    tree = dialog.form.conflicts
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items if item is not None]


def test_that_the_image_that_differs_is_shown_first_with_its_conflicts_and_figures(
    window: Composed, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(folders[0])
    dialog = opened(window, folders[1], monkeypatch)
    images = dialog.form.images
    rows = [images.topLevelItem(row) for row in range(2)]
    assert [[item.text(0), item.text(1)] for item in rows if item] == [["2", "2"], ["1", ""]]
    assert "2 images in both  ·  F1 0.40  ·  mean IoU 1.00" in dialog.form.headline.text()
    assert conflicts(dialog) == [("Only B has “bird”", ""), ("A says “dog”, B “hound”", "")]
    assert dialog.form.standing.text() == "2 of 2 conflicts to decide"
    assert not dialog.form.merge.isEnabled()
    dialog.close()


def test_that_one_key_decides_a_conflict_and_undo_takes_it_back(
    window: Composed, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(folders[0])
    dialog = opened(window, folders[1], monkeypatch)
    window.qtbot.waitActive(dialog)
    QTest.keyClick(dialog, K.Key_0)
    assert [taken for _, taken in conflicts(dialog)] == ["neither", ""]
    QTest.keyClick(dialog, K.Key_2)
    assert [taken for _, taken in conflicts(dialog)] == ["neither", "both"]
    assert dialog.form.merge.isEnabled()
    QTest.keyClick(dialog, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [taken for _, taken in conflicts(dialog)] == ["neither", ""]
    assert not dialog.form.merge.isEnabled()
    QTest.keyClick(dialog, K.Key_B)
    assert [taken for _, taken in conflicts(dialog)] == ["neither", "B"]
    QTest.keyClick(dialog, K.Key_A)
    assert [taken for _, taken in conflicts(dialog)] == ["neither", "A"]
    assert window.app.workspace.current == folders[0] / "1.png"
    dialog.close()


def test_that_decisions_are_there_again_after_the_window_was_closed(
    window: Composed, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(folders[0])
    dialog = opened(window, folders[1], monkeypatch)
    QTest.mouseClick(dialog.form.choices[Choice.B], LEFT)
    path = decisions_path(*folders)
    window.qtbot.waitUntil(lambda: read_decisions(path).count == 1)
    dialog.close()
    dialog = opened(window, folders[1], monkeypatch)
    assert [taken for _, taken in conflicts(dialog)] == ["B", ""]
    assert dialog.walk.place == 1
    dialog.close()


def test_that_a_decision_that_cannot_be_kept_is_told(
    window: Composed, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(folders[0])
    dialog = opened(window, folders[1], monkeypatch)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compare_service, "write_decisions", full)
    QTest.mouseClick(dialog.form.choices[Choice.B], LEFT)
    window.qtbot.waitUntil(lambda: "Keeping what was decided" in window.message)
    assert "Keeping what was decided" in dialog.form.standing.text()
    dialog.close()


def test_that_what_was_decided_is_merged_into_a_new_folder_and_neither_is_touched(
    window: Composed, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    a, b = folders
    before = contents(a), contents(b)
    window.open(a)
    dialog = opened(window, b, monkeypatch)
    for choice in (Choice.B, Choice.A):
        QTest.mouseClick(dialog.form.choices[choice], LEFT)
    monkeypatch.setattr(window.app.shell.prompts, "folder", lambda *_: tmp_path)
    # As light as its text, on the colour of the theme.
    assert dialog.form.merge.property("iconTone") == "on_accent"
    QTest.mouseClick(dialog.form.merge, LEFT)
    assert dialog.form.standing.text() == "Merging into kim-lee-merged"
    merged = tmp_path / "kim-lee-merged"
    window.qtbot.waitUntil(lambda: "Written to kim-lee-merged: 2 files" in window.message)
    # The message is in the main window, which lies behind.
    assert dialog.form.standing.text() == window.message
    QTest.keyClick(dialog, K.Key_N)
    assert dialog.form.standing.text() == "0 of 2 conflicts to decide"
    names = [each.name for each in read_annotation(merged / "Annotations" / "2.xml").objects]
    assert names == ["dog", "bird"]
    assert (merged / "Annotations" / "1.xml").read_bytes() == (a / "1.xml").read_bytes()
    assert (contents(a), contents(b)) == before
    dialog.close()
    window.click("Open it")
    window.qtbot.waitUntil(lambda: window.app.workspace.current == merged / "JPEGImages" / "1.png")


def test_that_a_click_shows_another_image_and_switches_hide_either_version(
    window: Composed, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(folders[0])
    dialog = opened(window, folders[1], monkeypatch)
    item = dialog.form.images.topLevelItem(1)
    assert item is not None
    dialog.form.images.itemClicked.emit(item, 0)
    assert dialog.walk.image.key == "1"
    assert conflicts(dialog) == []
    assert not dialog.form.choices[Choice.A].isEnabled()
    QTest.mouseClick(dialog.form.go_on, LEFT)
    assert dialog.walk.image.key == "2"
    dialog.form.show_a.setChecked(False)
    assert [chip.text for chip in dialog.form.view.chips_now()] == ["hound", "bird"]
    dialog.close()


def test_that_folders_that_have_nothing_in_common_are_refused_with_a_sentence(
    window: Composed, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    annotate(make_image(other / "unlike.png"), CAT)
    window.open(folders[0])
    monkeypatch.setattr(window.app.shell.prompts, "folder", lambda *_: other)
    window.app.actions[ActionId.COMPARE].trigger()
    window.qtbot.waitUntil(lambda: "has the name of one in" in window.message)
    assert shown(window) == []
