"""Opening, leaving and walking through the images of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from support.composed import CAT
from support.desk import Desk, names
from support.saves import saved

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.search.parser import parse_query
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.ui.browse.unsaved import UnsavedChoice
from frcnn_desktop.ui.shell.settings import LeavePolicy
from frcnn_desktop.voc import read_annotation, write_annotation


def test_that_a_dropped_folder_is_listed_in_natural_order_and_its_first_image_opened(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    assert names(desk) == ["img1.png", "img2.png", "img10.png"]
    assert desk.workspace.current == folder / "img1.png"


def test_that_edits_are_saved_when_the_next_image_is_opened(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.step(qtbot)
    assert desk.questions == 0
    assert read_annotation(folder / "img1.xml").objects == (CAT,)


def test_that_looking_at_images_writes_nothing(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    write_annotation(ImageAnnotation(60, 40, (CAT,)), folder / "img2.xml")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    desk.open(qtbot, folder)
    desk.step(qtbot)
    desk.step(qtbot)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize(("answer", "saved"), [(UnsavedChoice.SAVE, True), (UnsavedChoice.DISCARD, False)])
def test_that_the_program_asks_when_it_is_told_to(
    qtbot: QtBot, desk: Desk, folder: Path, answer: UnsavedChoice, saved: bool
) -> None:
    desk.settings.leave_policy = LeavePolicy.ASK
    desk.answer = answer
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.step(qtbot)
    assert desk.questions == 1
    assert (folder / "img1.xml").exists() is saved


def test_that_staying_keeps_the_image_and_its_edits(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.settings.leave_policy = LeavePolicy.ASK
    desk.answer = UnsavedChoice.CANCEL
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    desk.workspace.walk(1)
    assert desk.workspace.current == folder / "img1.png"
    assert desk.session.dirty


def test_that_images_of_one_stem_never_share_a_file(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    Image.new("RGB", (60, 40)).save(folder / "img1.jpg")
    desk.open(qtbot, folder)
    for _ in range(2):
        desk.session.add_objects([CAT])
        desk.step(qtbot)
    assert len(list(folder.glob("img1*.xml"))) == 2


def test_that_a_chosen_annotation_folder_is_read_and_written(
    qtbot: QtBot, desk: Desk, folder: Path, tmp_path: Path
) -> None:
    chosen = tmp_path / "xml"
    chosen.mkdir()
    desk.open(qtbot, folder)
    with qtbot.waitSignal(desk.workspace.current_changed):
        desk.workspace.choose_annotation_folder(chosen)
    desk.session.add_objects([CAT])
    assert saved(desk.workspace)
    assert (chosen / "img1.xml").exists()
    assert not (folder / "img1.xml").exists()


def test_that_an_empty_folder_says_so(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with qtbot.waitSignal(desk.workspace.nothing_found):
        desk.workspace.open_paths([empty])


def test_that_a_forgotten_image_makes_room_for_its_neighbour(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(qtbot, folder)
    with qtbot.waitSignal(desk.workspace.current_changed, check_params_cb=lambda path: path is not None):
        desk.workspace.forget(folder / "img1.png")
    assert names(desk) == ["img2.png", "img10.png"]
    assert desk.workspace.current == folder / "img2.png"


def test_that_deleting_under_a_filter_goes_on_to_the_next_image_of_the_filter(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.workspace.catalogue.set_filter(parse_query("img1"))
    with qtbot.waitSignal(desk.workspace.current_changed, check_params_cb=lambda path: path is not None):
        desk.workspace.forget(folder / "img1.png")
    assert desk.workspace.current == folder / "img10.png"


def test_that_the_same_folder_opened_again_keeps_the_place(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(qtbot, folder)
    desk.step(qtbot)
    Image.new("RGB", (60, 40)).save(folder / "img3.png")
    with qtbot.waitSignal(desk.workspace.paths_changed):
        desk.workspace.open_paths([folder])
    assert names(desk) == ["img1.png", "img2.png", "img3.png", "img10.png"]
    assert desk.workspace.current == desk.workspace.catalogue.current == folder / "img2.png"


def test_that_what_is_read_ahead_follows_a_filter_that_is_set_later(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    read: list[Path] = []
    desk.images.prefetched.connect(lambda image: read.append(image.path))
    desk.open(qtbot, folder)
    qtbot.waitUntil(lambda: len(read) == 2)
    Image.new("RGB", (60, 40)).save(folder / "img11.png")
    qtbot.waitUntil(lambda: len(names(desk)) == 4)
    desk.workspace.catalogue.update([ImageEntry(folder / "img11.png", names=("cat",))])
    desk.workspace.catalogue.set_filter(parse_query("cat"))
    qtbot.waitUntil(lambda: read[-1] == folder / "img11.png")
