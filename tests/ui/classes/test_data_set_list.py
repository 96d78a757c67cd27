"""The class list that a data set brings: read by itself, written when a person has agreed."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.composed import CAT, DOG, Composed, annotate, make_image
from support.window import panel_of

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.ui.annotate.classes_panel import ClassesPanel


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    """One image with a cat and a dog, and a list in which only the dog stands."""
    folder = tmp_path / "farm"
    folder.mkdir()
    annotate(make_image(folder / "0.png"), CAT, DOG)
    (folder / "classes.txt").write_text("goat\ndog\n")
    return folder


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    folder = tmp_path / "plain"
    folder.mkdir()
    annotate(make_image(folder / "0.png"), DOG)
    return folder


def names(window: Composed) -> tuple[str, ...]:
    return window.app.values.classes.names


def has_list(window: Composed, *expected: str) -> None:
    window.qtbot.waitUntil(lambda: names(window) == expected)


def go_to(window: Composed, folder: Path) -> None:
    """Open another folder in the same window."""
    with window.qtbot.waitSignal(window.app.workspace.current_changed):
        window.app.workspace.open_paths([folder])


def test_that_the_list_of_a_data_set_is_its_classes_with_what_occurs_behind(
    window: Composed, farm: Path
) -> None:
    window.open(farm)
    has_list(window, "goat", "dog", "cat")
    assert window.message == ""
    assert set(window.app.settings.class_names) == set(VOC_CLASS_NAMES)


def test_that_a_devkit_of_several_years_has_one_list(window: Composed, tmp_path: Path) -> None:
    for year, what in (("VOC2007", CAT), ("VOC2012", DOG)):
        for folder in ("JPEGImages", "Annotations"):
            (tmp_path / "VOCdevkit" / year / folder).mkdir(parents=True)
        xml = annotate(make_image(tmp_path / "VOCdevkit" / year / "JPEGImages" / "0.png"), what)
        xml.rename(tmp_path / "VOCdevkit" / year / "Annotations" / "0.xml")
    (tmp_path / "VOCdevkit" / "classes.txt").write_text("goat\ndog\n")
    window.open(tmp_path / "VOCdevkit")
    has_list(window, "goat", "dog", "cat")


def test_that_a_persons_own_classes_are_back_in_a_folder_without_a_list(
    window: Composed, farm: Path, plain: Path
) -> None:
    window.open(farm)
    has_list(window, "goat", "dog", "cat")
    go_to(window, plain)
    window.qtbot.waitUntil(lambda: set(names(window)) == set(VOC_CLASS_NAMES))
    assert not (plain / "classes.txt").exists()


def test_that_a_changed_list_is_written_once_a_person_agrees_and_then_by_itself(
    window: Composed, farm: Path
) -> None:
    path = farm / "classes.txt"
    window.open(farm)
    has_list(window, "goat", "dog", "cat")
    window.app.values.classes.move(1, 0)
    assert window.buttons == ["Write", "Not now"]
    assert path.read_text() == "goat\ndog\n"
    window.click("Write")
    window.qtbot.waitUntil(lambda: path.read_text() == "dog\ngoat\ncat\n")
    window.qtbot.waitUntil(lambda: window.app.values.classes.listed == ("dog", "goat", "cat"))
    window.app.values.classes.add("newt")
    window.qtbot.waitUntil(lambda: path.read_text() == "dog\ngoat\ncat\nnewt\n")
    assert window.message == ""


def test_that_no_is_no_until_the_folder_is_opened_again(window: Composed, farm: Path, plain: Path) -> None:
    window.open(farm)
    has_list(window, "goat", "dog", "cat")
    window.app.values.classes.add("newt")
    window.click("Not now")
    window.app.values.classes.add("frog")
    assert window.message == ""
    assert (farm / "classes.txt").read_text() == "goat\ndog\n"
    go_to(window, plain)
    go_to(window, farm)
    has_list(window, "goat", "dog", "cat")


def test_that_a_list_that_somebody_else_has_changed_is_not_written_over(window: Composed, farm: Path) -> None:
    window.open(farm)
    has_list(window, "goat", "dog", "cat")
    (farm / "classes.txt").write_text("theirs\n")
    window.app.values.classes.move(1, 0)
    window.click("Write")
    window.qtbot.waitUntil(lambda: "was changed" in window.message)
    assert (farm / "classes.txt").read_text() == "theirs\n"


def test_that_a_list_that_numbers_yolo_files_is_not_offered_to_be_reordered(
    window: Composed, farm: Path
) -> None:
    (farm / "0.txt").write_text("1 .5 .5 .1 .1\n")
    window.open(farm)
    has_list(window, "goat", "dog", "cat")
    window.app.values.classes.move(1, 0)
    assert "YOLO" in window.message
    assert window.buttons == []


def test_that_a_list_that_cannot_be_read_is_told_of_and_left(window: Composed, farm: Path) -> None:
    (farm / "classes.txt").write_bytes(b"\xff\xfe\x00")
    window.open(farm)
    window.qtbot.waitUntil(lambda: "classes.txt" in window.message)
    assert set(names(window)) >= set(VOC_CLASS_NAMES)
    assert (farm / "classes.txt").read_bytes() == b"\xff\xfe\x00"


def test_that_the_panel_shows_the_digit_keys_in_the_order_of_the_list(window: Composed, farm: Path) -> None:
    window.open(farm)
    has_list(window, "goat", "dog", "cat")
    panel = panel_of(window.app.window, ClassesPanel)
    assert [panel.model.index(row).data() for row in range(3)] == ["goat", "dog", "cat"]
