"""Files that cannot be opened, and files that come and go on disk."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from pytestqt.qtbot import QtBot
from support.composed import CAT
from support.desk import Desk, names

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.ui.browse.image_entry import ImageState
from frcnn_desktop.voc import read_annotation, write_annotation


def test_that_a_corrupt_annotation_blocks_opening_and_stays_untouched(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    broken = folder / "img2.xml"
    broken.write_bytes(b"<annotation><object>")
    desk.open(qtbot, folder)
    with qtbot.waitSignal(desk.workspace.open_failed) as blocker:
        desk.workspace.walk(1)
    assert "img2.xml" in str(blocker.args[1])
    assert desk.workspace.current is None
    assert desk.workspace.catalogue.current == folder / "img2.png"
    assert broken.read_bytes() == b"<annotation><object>"


def test_that_a_file_that_is_no_image_leaves_the_list_and_what_is_open(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.step(qtbot)
    for name in ("bad.jpg", "notes.txt"):
        (folder.parent / name).write_text("no image")
        with qtbot.waitSignal(desk.workspace.nothing_found) as blocker:
            desk.workspace.open_paths([folder.parent / name])
        assert blocker.args[0] == folder.parent / name
        assert name in str(blocker.args[1])
    assert names(desk) == ["img1.png", "img2.png", "img10.png"]
    assert desk.workspace.current == folder / "img2.png"


def test_that_files_that_are_no_images_are_left_out_of_those_chosen_together(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    (folder / "notes.txt").write_text("no image")
    desk.open(qtbot, folder / "notes.txt", folder / "img2.png")
    assert names(desk) == ["img2.png"]


def test_that_an_image_that_is_refused_takes_the_place_of_the_one_before_which_is_saved(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    (folder / "img2.png").write_text("no image")
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    with qtbot.waitSignal(desk.workspace.open_failed):
        desk.workspace.walk(1)
    assert read_annotation(folder / "img1.xml").objects == (CAT,)
    assert desk.session.image is None
    entry = desk.workspace.catalogue.entry(folder / "img2.png")
    assert entry is not None
    assert entry.state is ImageState.PROBLEM
    desk.step(qtbot)
    assert desk.workspace.current == folder / "img10.png"


def test_that_edits_made_while_a_refused_image_was_being_read_are_saved(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    (folder / "img2.png").write_text("no image")
    desk.open(qtbot, folder)
    desk.workspace.walk(1)
    desk.session.add_objects([CAT])
    with qtbot.waitSignal(desk.workspace.open_failed):
        pass
    assert read_annotation(folder / "img1.xml").objects == (CAT,)


def test_that_images_which_come_and_go_on_disk_appear_and_vanish_without_losing_place_or_edits(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.step(qtbot)
    desk.session.add_objects([CAT])
    Image.new("RGB", (60, 40)).save(folder / "img3.png")
    annotated = Image.new("RGB", (60, 40))
    annotated.save(folder / "img0.png")
    write_annotation(ImageAnnotation(60, 40, (CAT, CAT)), folder / "img0.xml")
    (folder / "img10.png").unlink()
    qtbot.waitUntil(lambda: names(desk) == ["img0.png", "img1.png", "img2.png", "img3.png"])
    assert desk.workspace.current == folder / "img2.png"
    assert desk.session.objects == (CAT,)
    assert desk.session.dirty


def test_that_the_open_image_stays_listed_until_it_is_left_when_its_file_has_vanished(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.open(qtbot, folder)
    desk.session.add_objects([CAT])
    (folder / "img1.png").unlink()
    (folder / "img2.png").unlink()
    qtbot.waitUntil(lambda: names(desk) == ["img1.png", "img10.png"])
    assert desk.session.objects == (CAT,)
    desk.step(qtbot)
    assert names(desk) == ["img10.png"]
    assert read_annotation(folder / "img1.xml").objects == (CAT,)


def test_that_a_folder_that_is_gone_empties_no_list(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(qtbot, folder)
    changes: list[object] = []
    desk.folders.changed.connect(changes.append)
    folder.rename(folder.with_name("elsewhere"))
    with qtbot.waitSignal(desk.folders.touched):
        pass
    qtbot.waitUntil(lambda: not desk.folders._watch._looks.busy)
    assert changes == []
    assert len(names(desk)) == 3
