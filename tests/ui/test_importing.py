"""Data sets of other formats come in and go out by keys, drops and clicks, on the real threads."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTreeWidget
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.formats import gathering
from frcnn_desktop.ui.export.conversion_report import ConversionReportDialog
from frcnn_desktop.ui.export.export_dialog import ExportDialog
from frcnn_desktop.ui.export.feature import ExportFeature
from frcnn_desktop.ui.export.preview_dialog import PreviewDialog
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc import read_annotation

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def coco(tmp_path: Path) -> Path:
    """A COCO set whose images are not in the folder itself: one crowd, one unknown class."""
    root = tmp_path / "cocoset"
    (root / "images").mkdir(parents=True)
    (root / "annotations").mkdir()
    boxes = [
        {"image_id": 1, "category_id": 5, "bbox": [1, 2, 10, 8], "iscrowd": 1},
        {"image_id": 2, "category_id": 5, "bbox": [3, 4, 10, 8]},
        {"image_id": 2, "category_id": 6, "bbox": [3, 4, 10, 8]},
    ]
    images = [{"id": n, "file_name": f"{n}.jpg", "width": 60, "height": 40} for n in (1, 2)]
    for number in (1, 2):
        make_image(root / "images" / f"{number}.jpg")
    content = {"images": images, "annotations": boxes, "categories": [{"id": 5, "name": "otter"}]}
    (root / "annotations" / "instances_train.json").write_text(json.dumps(content))
    return root


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    yield window
    window.close()


def preview(window: Composed) -> PreviewDialog:
    def shown() -> list[PreviewDialog]:
        return [each for each in window.app.window.findChildren(PreviewDialog) if each.isVisible()]

    window.qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def lines(tree: QTreeWidget) -> list[str]:
    return [item.text(0) for row in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(row))]


def said(dialog: PreviewDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.parametrize("what", ["", "annotations/instances_train.json"])
def test_that_a_dropped_coco_set_is_previewed_written_as_voc_and_opened(
    window: Composed, coco: Path, what: str
) -> None:
    window.app.start(())
    window.app.frame.paths_dropped.emit([coco / what])
    dialog = preview(window)
    assert "2 images, 2 objects, 1 class  ·  train 2" in said(dialog)
    assert "counted from 0" in said(dialog)
    assert "counted from 1" in said(dialog)
    assert lines(dialog.losses) == [
        "1 object is of a class that is not in the list",
        "1 crowd becomes a difficult object",
    ]
    with window.qtbot.waitSignal(window.app.workspace.current_changed):
        QTest.mouseClick(dialog.write, LEFT)
    target = coco.with_name("cocoset-voc")
    assert [path.parent for path in window.app.workspace.paths] == [target / "JPEGImages"] * 2
    assert read_annotation(target / "Annotations" / "1.xml").objects[0].difficult
    assert "2 images were written to cocoset-voc as Pascal VOC. 1 left out, 1 changed." in window.message
    assert "otter" in window.app.values.classes.names
    window.click("Details…")
    report = window.app.window.findChild(ConversionReportDialog)
    assert report is not None
    first = report.tree.topLevelItem(0)
    assert first is not None
    assert (first.child(0).text(0), "the class 6" in first.child(0).text(1)) == ("2.jpg", True)


def test_that_a_folder_of_images_with_labels_of_another_format_is_opened_and_its_import_offered(
    window: Composed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "yolo"
    folder.mkdir()
    make_image(folder / "a.jpg")
    (folder / "a.txt").write_text("0 .5 .5 .5 .5\n")
    window.open(folder)
    window.qtbot.waitUntil(lambda: "another format: YOLO" in window.message)
    assert len(window.app.workspace.paths) == 1
    window.click("Import…")
    window.qtbot.waitUntil(lambda: "numbers its classes" in window.message)
    names = tmp_path / "names.txt"
    names.write_text("seal\n")
    monkeypatch.setattr(window.app.shell.prompts, "class_list", lambda: names)
    window.click("Choose a class list…")
    dialog = preview(window)
    with window.qtbot.waitSignal(window.app.workspace.current_changed):
        QTest.mouseClick(dialog.write, LEFT)
    assert [each.name for each in window.app.session.annotation.objects] == ["seal"]


def test_that_a_set_which_could_be_of_two_formats_is_read_as_the_one_chosen(
    window: Composed, tmp_path: Path
) -> None:
    folder = tmp_path / "both"
    folder.mkdir()
    make_image(folder / "a.jpg")
    (folder / "a.txt").write_text("0 .5 .5 .5 .5\n")
    (folder / "classes.txt").write_text("seal\n")
    shape = {"label": "otter", "points": [[1, 1], [9, 9]], "shape_type": "rectangle", "flags": {}}
    content = {"shapes": [shape], "imagePath": "a.jpg", "imageWidth": 60, "imageHeight": 40}
    (folder / "a.json").write_text(json.dumps(content))
    window.open(folder)
    window.qtbot.waitUntil(lambda: "YOLO, labelme" in window.message)
    window.click("Import…")
    first = preview(window)
    assert first.windowTitle() == "YOLO to Pascal VOC"
    first.formats.setCurrentIndex(1)
    first.formats.activated.emit(1)
    window.qtbot.waitUntil(lambda: not first.isVisible())
    assert preview(window).windowTitle() == "labelme to Pascal VOC"


def test_that_voc_is_opened_as_ever_and_nothing_offered(window: Composed, tmp_path: Path) -> None:
    folder = tmp_path / "voc"
    folder.mkdir()
    annotate(make_image(folder / "a.jpg"), CAT)
    (folder / "a.txt").write_text("0 .5 .5 .5 .5\n")
    recognition = window.app.feature(ExportFeature).recognition
    with window.qtbot.waitSignal(recognition.succeeded) as blocker:
        window.open(folder)
    assert blocker.args == [None]
    assert window.message == ""


def test_that_a_file_of_no_known_format_is_said_to_be_none(
    window: Composed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "package.json"
    file.write_text("{}")
    window.app.start(())
    offered: list[str] = []

    def choose(_start: Path | None, patterns: Sequence[str]) -> Path:
        offered.extend(patterns)
        return file

    monkeypatch.setattr(window.app.shell.prompts, "data_set", choose)
    window.app.actions[ActionId.IMPORT].trigger()
    window.qtbot.waitUntil(lambda: "no data set of a known format" in window.message)
    assert offered == ["*.json", "*.yaml", "*.yml"]


def test_that_a_taken_folder_is_never_written_to(
    window: Composed, coco: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.app.start(())
    window.app.frame.paths_dropped.emit([coco])
    dialog = preview(window)
    assert dialog.write.isEnabled()
    dialog.set_destination(coco)
    assert not dialog.write.isEnabled()
    assert "nothing is overwritten" in said(dialog)
    monkeypatch.setattr(window.app.shell.prompts, "folder", lambda _title, _start: coco.parent)
    dialog.choose.click()
    assert dialog.destination == coco.with_name("cocoset-2")


def test_that_an_import_can_be_stopped_and_leaves_nothing(
    window: Composed, coco: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, reached, real = threading.Event(), threading.Event(), gathering.image_head

    def slow(path: Path) -> gathering.ImageHead:
        reached.set()
        assert gate.wait(30)
        return real(path)

    monkeypatch.setattr(gathering, "image_head", slow)
    window.app.start(())
    window.app.frame.paths_dropped.emit([coco])
    window.qtbot.waitUntil(reached.is_set)
    with window.qtbot.waitSignal(window.app.feature(ExportFeature).conversions.cancelled):
        window.app.actions[ActionId.STOP].trigger()
        gate.set()
    told = [label.text() for label in window.app.frame.status_bar.findChildren(QLabel)]
    assert "The conversion was stopped; nothing was written." in told
    assert window.app.window.findChild(PreviewDialog) is None
    assert {each.name for each in coco.parent.iterdir()} >= {"cocoset"}
    assert not coco.with_name("cocoset-voc").exists()


def test_that_the_images_of_the_list_are_exported_as_yolo_after_a_preview(
    window: Composed, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    annotate(make_image(folder / "1.jpg"), CAT, DOG, verified=True)
    annotate(make_image(folder / "2.jpg"), DOG)
    window.open(folder)
    window.app.actions[ActionId.EXPORT].trigger()
    window.wait_for_save()
    dialog = window.app.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.format.setCurrentIndex(dialog.format.findData("yolo"))
    assert dialog.destination == tmp_path / "photos-yolo"
    dialog.share.setValue(0)
    window.app.values.classes.set_names(["dog", "otter"])
    window.qtbot.waitUntil(dialog.export.isEnabled)
    QTest.mouseClick(dialog.export, LEFT)
    shown = preview(window)
    assert "1 image is not verified" in lines(shown.losses)
    assert "1 image loses its mark verified" in lines(shown.losses)
    before = list(window.app.workspace.paths)
    with window.qtbot.waitSignal(window.app.feature(ExportFeature).conversions.converted):
        QTest.mouseClick(shown.write, LEFT)
    written = tmp_path / "photos-yolo"
    assert [each.name for each in (written / "labels" / "train").iterdir()] == ["1.txt"]
    assert not (written / "images" / "train" / "1.jpg").samefile(folder / "1.jpg")
    names = (written / "classes.txt").read_text().split()
    assert names == ["dog", "otter", "cat"]
    assert window.app.workspace.paths == before


def test_that_images_elsewhere_are_shown_where_they_are_and_read_again(
    window: Composed, coco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = (coco / "images").rename(tmp_path / "photos")
    window.app.start(())
    window.app.frame.paths_dropped.emit([coco / "annotations" / "instances_train.json"])
    first = preview(window)
    assert "2 images are not there" in lines(first.losses)
    assert first.images.isVisible()
    monkeypatch.setattr(window.app.shell.prompts, "folder", lambda _title, _start: photos)
    QTest.mouseClick(first.images, LEFT)
    window.qtbot.waitUntil(lambda: not first.isVisible())
    second = preview(window)
    assert not second.images.isVisible()
    with window.qtbot.waitSignal(window.app.workspace.current_changed):
        QTest.mouseClick(second.write, LEFT)
    assert len(window.app.workspace.paths) == 2


def test_that_a_set_without_any_image_asks_where_they_are(
    window: Composed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, photos = tmp_path / "yolo", tmp_path / "photos"
    for each in (folder / "labels", photos):
        each.mkdir(parents=True)
    (folder / "labels" / "1.txt").write_text("0 .5 .5 .5 .5\n")
    (folder / "train.txt").write_text("images/1.jpg\n")
    (folder / "data.yaml").write_text("train: train.txt\nnames: [seal]\n")
    make_image(photos / "1.jpg")
    monkeypatch.setattr(window.app.shell.prompts, "folder", lambda _title, _start: photos)
    window.app.start(())
    window.app.frame.paths_dropped.emit([folder])
    window.qtbot.waitUntil(lambda: "No image of yolo can be converted" in window.message)
    window.click("The images are elsewhere…")
    assert "1 image, 1 object" in said(preview(window))


def test_that_images_without_an_annotation_come_along_when_a_person_says_what_that_means(
    window: Composed, tmp_path: Path
) -> None:
    folder = tmp_path / "yolo"
    for name in ("images", "labels"):
        (folder / name).mkdir(parents=True)
    for number in (1, 2):
        make_image(folder / "images" / f"{number}.jpg")
    (folder / "labels" / "1.txt").write_text("0 .5 .5 .5 .5\n")
    (folder / "classes.txt").write_text("seal\n")
    window.app.start(())
    window.app.frame.paths_dropped.emit([folder])
    first = preview(window)
    assert "1 image has no annotation" in lines(first.losses)
    QTest.mouseClick(first.unlabelled, LEFT)
    window.qtbot.waitUntil(lambda: not first.isVisible())
    second = preview(window)
    assert second.unlabelled.isChecked()
    assert "1 image has no annotation" not in lines(second.losses)
    assert "2 images, 1 object, 1 class" in said(second)
