"""Searching in the composed window: what the walk, the provenance and the saved searches make of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.core.provenance import Maker, ObjectOrigin, Origin
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.workers.images.provenance_records import record_path, write_record


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    made = Composed(qtbot, tmp_path / "settings.json")
    yield made
    made.close()


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    """Five images: 1 and 4 show a dog, 2 a cat that was accepted, 3 both, 5 nothing."""
    folder = tmp_path / "farm"
    folder.mkdir()
    images = [make_image(folder / f"{number}.png") for number in range(1, 6)]
    for image, objects in zip(images, ((DOG,), (CAT,), (CAT, DOG), (DOG,)), strict=False):
        annotate(image, *objects)
    xml = images[1].with_suffix(".xml")
    write_record(xml, [ObjectOrigin(CAT, Origin(Maker.ACCEPTED))], record_path(xml))
    return folder


def panel_of(window: Composed) -> ImageListPanel:
    return window.app.feature(BrowseFeature).images


def found(window: Composed, text: str) -> list[str]:
    """The names of the images that a query leaves, the open one aside."""
    panel_of(window).search(text)
    catalogue = window.app.workspace.catalogue
    return [entry.path.stem for entry in catalogue.listed if entry.path != catalogue.current]


def read(window: Composed) -> None:
    window.qtbot.waitUntil(lambda: all(each.summarised for each in window.app.workspace.catalogue.entries))


def test_that_the_keys_walk_through_what_a_query_leaves(window: Composed, farm: Path) -> None:
    window.open(farm)
    read(window)
    assert found(window, "class:dog") == ["3", "4"]
    workspace, walked = window.app.workspace, []
    window.app.canvas.setFocus()
    for _ in range(2):
        with window.qtbot.waitSignal(workspace.current_changed):
            window.key(Qt.Key.Key_D)
        walked.append(workspace.current)
    assert walked == [farm / "3.png", farm / "4.png"]
    assert workspace.catalogue.neighbour(1) is None


def test_that_who_made_a_box_is_found_also_in_the_open_image(window: Composed, farm: Path) -> None:
    window.open(farm)
    read(window)
    assert found(window, "by:accepted") == ["2"]
    window.show(farm / "2.png")
    session = window.app.session
    session.set_boxes({session.objects[0].id: (3.0, 3.0, 25.0, 25.0)})
    entry = window.app.workspace.catalogue.entry(farm / "2.png")
    assert entry is not None
    assert [each.maker for each in entry.found] == [Maker.CORRECTED]
    session.add_objects([DOG])
    entry = window.app.workspace.catalogue.entry(farm / "2.png")
    assert entry is not None
    assert [each.maker for each in entry.found] == [Maker.CORRECTED, Maker.HAND]
    window.show(farm / "5.png")
    assert found(window, "by:corrected by:hand") == []
    assert found(window, "by:corrected") == ["2"]
    assert found(window, "by:hand class:dog") == ["2"]


def test_that_an_edit_of_the_open_image_counts_at_once(window: Composed, farm: Path) -> None:
    window.open(farm)
    read(window)
    window.app.session.set_flags([window.app.session.objects[0].id], difficult=True)
    window.show(farm / "5.png")
    assert found(window, "difficult:1") == ["1"]
    assert found(window, "width:60 height:40 state:unverified") == ["1", "2", "3", "4"]


def test_that_searches_are_saved_by_name_chosen_and_deleted(
    window: Composed, farm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open(farm)
    read(window)
    menu = next(each for each in panel_of(window).findChildren(QMenu) if each.title() == "Saved searches")

    def choose(*texts: str) -> None:
        at: QMenu = menu
        at.aboutToShow.emit()
        for text in texts[:-1]:
            submenu = next(each for each in at.actions() if each.text() == text).menu()
            assert isinstance(submenu, QMenu)
            at = submenu
        next(each for each in at.actions() if each.text() == texts[-1]).trigger()

    monkeypatch.setattr(window.app.shell.prompts, "search_name", lambda _text: "dogs & all")
    assert found(window, 'class:dog -"x y"') == ["3", "4"]
    choose("Save this search…")
    assert found(window, "") == ["2", "3", "4", "5"]
    choose("dogs && all")
    assert str(window.app.workspace.catalogue.filter) == 'class:dog -"x y"'
    assert window.app.settings.searches == {"dogs & all": 'class:dog -"x y"'}
    choose("Delete", "dogs && all")
    assert window.app.settings.searches == {}
