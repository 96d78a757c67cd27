"""Files nobody should have made: each gets a clear message, and the program goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image
from support.saves import saved

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.detections import DetectionRun, Proposals
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.browse.image_entry import ImageState
from frcnn_desktop.ui.detect.feature import DetectFeature
from frcnn_desktop.voc import read_annotation

XML = """<?xml version="1.0" encoding="{encoding}"?>
<annotation><filename>a.png</filename><size><width>60</width><height>40</height><depth>3</depth></size>
<object><name>{name}</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>
<bndbox><xmin>2</xmin><ymin>2</ymin><xmax>20</xmax><ymax>20</ymax></bndbox></object></annotation>
"""
BOMB = """<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<annotation><object><name>&c;</name></object></annotation>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "내 사진 (1)"
    folder.mkdir()
    make_image(folder / "a.png")
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    yield window
    window.close()


def cut(path: Path) -> None:
    make_image(path, (90, 90))
    path.write_bytes(path.read_bytes()[:900])


def huge(path: Path) -> None:
    Image.new("1", (15_001, 10_000)).save(path, "PNG")


def text(path: Path) -> None:
    path.write_text("hello")


def empty(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (text, "is not an image"),
        (empty, "is not an image"),
        (cut, "damaged"),
        (huge, "the limit is 150"),
    ],
)
def test_that_an_image_which_cannot_be_shown_says_so_and_keeps_the_edits_of_the_one_before(
    window: Composed, folder: Path, make: Callable[[Path], None], sentence: str
) -> None:
    make(folder / "b.jpg")
    window.open(folder)
    window.app.session.add_objects([CAT])
    window.show(folder / "b.jpg")
    assert sentence in window.refusal
    assert "b.jpg" in window.refusal
    assert window.app.workspace.current is None
    assert [item.name for item in read_annotation(folder / "a.xml").objects] == ["cat"]
    entry = window.app.workspace.catalogue.entry(folder / "b.jpg")
    assert entry is not None
    assert entry.state is ImageState.PROBLEM


def test_that_the_first_image_of_a_folder_may_be_broken(window: Composed, folder: Path) -> None:
    text(folder / "0.jpg")
    window.open(folder)
    assert window.app.workspace.current is None
    assert window.app.feature(BrowseFeature).empty_page.isVisible()
    window.app.actions["next_image"].trigger()
    window.qtbot.waitUntil(lambda: window.app.workspace.current == folder / "a.png")
    assert not window.app.feature(BrowseFeature).empty_page.isVisible()


def test_that_walking_goes_past_images_that_are_refused(window: Composed, folder: Path) -> None:
    text(folder / "b.jpg")
    text(folder / "c.jpg")
    make_image(folder / "d.png")
    window.open(folder)
    for refused in ("b.jpg", "c.jpg"):
        with window.qtbot.waitSignal(window.app.workspace.open_failed):
            window.app.actions["next_image"].trigger()
        assert f"{refused} is not an image" in window.refusal
    with window.qtbot.waitSignal(window.app.workspace.current_changed):
        window.app.actions["next_image"].trigger()
    assert window.app.workspace.current == folder / "d.png"
    assert (window.refusal, window.message) == ("", "")


def test_that_no_command_reaches_the_image_before_one_that_is_refused(window: Composed, folder: Path) -> None:
    before = annotate(folder / "a.png", CAT)
    text(folder / "b.jpg")
    make_image(folder / "c.png")
    data = before.read_bytes()
    window.open(folder)
    window.app.window.activateWindow()
    window.show(folder / "b.jpg")
    assert [path.name for path in window.app.feature(BrowseFeature).images.selected] == ["b.jpg"]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_W):
        window.key(key)
    window.wait_for_save()
    assert before.read_bytes() == data
    with window.qtbot.waitSignal(window.app.workspace.current_changed):
        window.key(Qt.Key.Key_D)
    assert window.app.workspace.current == folder / "c.png"


def test_that_a_file_without_read_permission_and_one_that_is_gone_are_said_so(
    window: Composed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, locked = make_image(folder / "b.png"), make_image(folder / "c.png")
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(os, "access", lambda _path, _mode: True)
    window.open(folder)
    gone.unlink()
    window.show(gone)
    assert "No such file" in window.refusal
    window.show(locked)
    assert "Permission denied" in window.refusal
    assert window.app.workspace.current is None


@pytest.mark.parametrize(
    ("name", "mode", "size"),
    [
        ("b.png", "L", (60, 40)),
        ("b.png", "I;16", (60, 40)),
        ("b.png", "RGBA", (60, 40)),
        ("b.jpg", "CMYK", (60, 40)),
        ("b.png", "P", (60, 40)),
        ("b.png", "RGB", (1, 1)),
    ],
)
def test_that_every_kind_of_pixel_is_shown_detected_and_annotated(
    window: Composed, folder: Path, name: str, mode: str, size: tuple[int, int]
) -> None:
    Image.new(mode, size).save(folder / name)
    window.open(folder)
    window.show(folder / name)
    window.qtbot.waitUntil(lambda: window.app.detection.run is not None)
    window.app.session.add_objects([CAT])
    assert saved(window.app.workspace)
    written = read_annotation((folder / name).with_suffix(".xml"))
    assert (written.width, written.height) == size
    assert written.problems == () or size == (1, 1)


def test_that_the_first_frame_of_an_animation_is_shown_with_a_note(window: Composed, folder: Path) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    frames[0].save(folder / "b.gif", save_all=True, append_images=frames[1:])
    window.open(folder)
    window.show(folder / "b.gif")
    assert "first frame shown" in window.message


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<annotation><object>", "well-formed"),
        (b"<html/>", "annotation"),
        (BOMB.encode(), "entit"),
        (b"", "cannot be read"),
        (b"\x00\xff\xfe\x01" * 20, "cannot be read"),
        (XML.format(encoding="klingon", name="cat").encode(), "encoding"),
    ],
)
def test_that_a_refused_annotation_blocks_opening_and_stays_untouched(
    window: Composed, folder: Path, data: bytes, sentence: str
) -> None:
    make_image(folder / "b.png")
    broken = folder / "b.xml"
    broken.write_bytes(data)
    window.open(folder)
    window.show(folder / "b.png")
    assert "b.xml" in window.refusal
    assert sentence in window.refusal
    assert window.app.workspace.current is None
    assert broken.read_bytes() == data


@pytest.mark.parametrize("encoding", ["euc-kr", "gbk", "shift_jis", "utf-16", "utf-8-sig", "utf-8"])
def test_that_an_annotation_of_any_encoding_keeps_it_when_edited(
    window: Composed, folder: Path, encoding: str
) -> None:
    name = {"gbk": "猫", "shift_jis": "ねこ"}.get(encoding, "고양이")
    xml = folder / "a.xml"
    xml.write_bytes(XML.format(encoding=encoding.removesuffix("-sig"), name=name).encode(encoding))
    window.open(folder)
    (item,) = window.app.session.objects
    assert item.name == name
    window.app.session.set_flags([item.id], truncated=True)
    assert saved(window.app.workspace)
    written = xml.read_bytes().decode(encoding)
    assert written == XML.format(encoding=encoding.removesuffix("-sig"), name=name).replace(
        "<truncated>0", "<truncated>1"
    )


def test_that_an_annotation_of_another_size_warns_and_fix_is_one_undoable_step(
    window: Composed, folder: Path
) -> None:
    xml = annotate(folder / "a.png", CAT)
    data = xml.read_bytes()
    xml.write_bytes(data.replace(b"<width>60<", b"<width>61<"))
    window.open(folder)
    assert "61 x 40" in window.message
    window.click("Fix")
    assert window.app.session.undo_stack.count() == 1
    assert saved(window.app.workspace)
    assert xml.read_bytes() == data


@pytest.mark.parametrize(
    ("orientation", "button", "box"),
    [
        (6, "Turn the boxes", (20.0, 1.0, 39.0, 20.0)),
        (8, "Turn the boxes", (1.0, 40.0, 20.0, 59.0)),
        (1, "Turn clockwise", (20.0, 1.0, 39.0, 20.0)),
        (1, "Turn anticlockwise", (1.0, 40.0, 20.0, 59.0)),
    ],
)
def test_that_boxes_of_the_unrotated_image_are_turned_undoably(
    window: Composed, folder: Path, orientation: int, button: str, box: tuple[float, ...]
) -> None:
    photo = folder / "a.jpg"
    (folder / "a.png").unlink()
    xml = annotate(make_image(photo, (60, 40)), CAT)
    size = (60, 40) if orientation != 1 else (40, 60)
    make_image(photo, size, orientation=orientation)
    window.open(folder)
    assert "un-rotated" in window.message
    assert button in window.buttons
    assert "Fix" not in window.buttons
    window.click(button)
    assert window.app.session.objects[0].box == pytest.approx(box)
    assert window.message == ""
    # Undo shows the boxes wrong again, so the warning comes back with it.
    window.app.session.undo_stack.undo()
    assert "un-rotated" in window.message
    window.app.session.undo_stack.redo()
    assert saved(window.app.workspace)
    written = read_annotation(xml)
    assert (written.width, written.height) == (40, 60)
    assert written.objects[0].box == pytest.approx(box)


def test_that_class_names_nobody_knows_are_shown_kept_and_offered(window: Composed, folder: Path) -> None:
    unknown = ObjectAnnotation("개 <b>&amp;</b> " + "very " * 30 + "long", (1.0, 1.0, 20.0, 20.0))
    xml = annotate(folder / "a.png", unknown)
    window.open(folder)
    assert window.app.session.objects == (unknown,)
    assert unknown.name not in window.app.settings.class_names
    window.app.session.add_objects([CAT])
    assert saved(window.app.workspace)
    assert read_annotation(xml).objects[0].name == unknown.name


def test_that_an_image_without_proposals_says_why_and_can_be_annotated(
    window: Composed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = window.engine.run

    def nothing_found(*arguments: object, **named: object) -> DetectionRun:
        run = real(*arguments, **named)  # type: ignore[arg-type]
        scored = window.engine._score(run.scored.boxes[:0])
        return DetectionRun(
            run.content_key,
            Proposals(run.proposals.boxes[:0], run.proposals.scores[:0]),
            scored,
            window.engine.filter(scored, window.app.detection.filter),
            run.grids,
            run.seconds,
            run.device,
        )

    monkeypatch.setattr(window.engine, "run", nothing_found)
    window.open(folder)
    window.qtbot.waitUntil(lambda: window.app.detection.run is not None)
    labels = [label.text() for label in window.app.feature(DetectFeature).panel.findChildren(QLabel)]
    assert any("No proposals" in text and "W" in text for text in labels)
    window.app.actions["accept"].trigger()
    assert window.app.session.objects == ()
    window.app.session.add_objects([CAT])
    assert saved(window.app.workspace)


def test_that_a_folder_without_images_and_one_that_is_gone_are_said_so(
    window: Composed, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "bare").mkdir()
    window.open(folder)
    window.app.workspace.open_paths([tmp_path / "bare"])
    window.qtbot.waitUntil(lambda: "No images there" in window.message)
    window.key(Qt.Key.Key_Escape)
    window.app.frame.banner.clear()
    window.app.workspace.open_paths([tmp_path / "never"])
    window.qtbot.waitUntil(lambda: window.message != "")
    assert window.app.workspace.current == folder / "a.png"
