"""Exporting a data set by keys and clicks, on the real thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.search.parser import parse_query
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.browse.image_entry import ImageState
from frcnn_desktop.ui.export.export_dialog import ExportDialog
from frcnn_desktop.ui.export.export_report import ExportReportDialog
from frcnn_desktop.ui.export.feature import ExportFeature
from frcnn_desktop.voc import export_files, read_annotation
from frcnn_desktop.voc.devkit import open_voc

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five images: three verified, one labelled, one without an annotation."""
    folder = tmp_path / "사진"
    folder.mkdir()
    for number in range(1, 4):
        annotate(make_image(folder / f"{number}.png"), CAT, verified=True)
    annotate(make_image(folder / "4 개.png"), DOG)
    make_image(folder / "5.png")
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    window.open(folder)
    catalogue = window.app.workspace.catalogue
    qtbot.waitUntil(lambda: catalogue.counts[ImageState.VERIFIED] == 3)
    window.app.canvas.setFocus()
    yield window
    window.close()


def ask(window: Composed) -> ExportDialog:
    window.key(Qt.Key.Key_E, KEYS)
    window.wait_for_save()
    dialog = window.app.window.findChild(ExportDialog)
    assert dialog is not None
    return dialog


def summary(dialog: ExportDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_that_verified_images_are_exported_with_one_key_and_one_click(window: Composed, folder: Path) -> None:
    dialog = ask(window)
    assert "3 of 5 images: about 2 train and 1 val" in summary(dialog)
    with window.qtbot.waitSignal(window.app.feature(ExportFeature).exports.succeeded):
        QTest.mouseClick(dialog.export, LEFT)
        assert not dialog.isVisible()
        assert window.app.frame.status_bar.busy.isVisible()
    target = folder.with_name("사진-voc")
    assert open_voc(target).image_ids("trainval") == ("1", "2", "3")
    assert "Exported to 사진-voc: 2 train, 1 val. 2 left out." in window.message
    assert not window.app.frame.status_bar.busy.isVisible()
    window.click("Details…")
    report = window.app.window.findChild(ExportReportDialog)
    assert report is not None
    group = report.tree.topLevelItem(0)
    assert group is not None
    assert [group.child(row).text(0) for row in range(2)] == ["4 개.png", "5.png"]
    assert "not marked verified" in group.child(0).text(1)


def test_that_unsaved_edits_unverified_images_share_and_seed_are_taken_along(
    window: Composed, folder: Path
) -> None:
    window.app.session.add_objects([DOG])
    dialog = ask(window)
    assert not window.app.session.dirty
    dialog.unverified.click()
    dialog.share.setValue(50)
    dialog.seed.setValue(7)
    assert "4 of 5 images: about 2 train and 2 val" in summary(dialog)
    with window.qtbot.waitSignal(window.app.feature(ExportFeature).exports.succeeded) as blocker:
        QTest.mouseClick(dialog.export, LEFT)
    report = blocker.args[0]
    assert (len(report.splits["train"]), len(report.splits["val"])) == (2, 2)
    assert [image.name for image, _name in report.renamed] == ["4 개.png"]
    exported = read_annotation(report.destination / "Annotations" / "1.xml")
    assert [item.name for item in exported.objects] == ["cat", "dog"]
    assert "1 renamed" in window.message


def test_that_a_filter_of_the_list_limits_the_export(window: Composed) -> None:
    window.app.workspace.catalogue.set_filter(parse_query("1"))
    dialog = ask(window)
    assert "1 of 1 images" in summary(dialog)
    with window.qtbot.waitSignal(window.app.feature(ExportFeature).exports.succeeded) as blocker:
        QTest.mouseClick(dialog.export, LEFT)
    assert blocker.args[0].splits["trainval"] == ("1",)


def test_that_the_images_selected_in_the_list_are_exported(window: Composed) -> None:
    images = window.app.feature(BrowseFeature).images
    first = window.app.session.image
    for row in (1, 2):
        middle = images.view.visualRect(images.model.index(row, 0)).center()
        QTest.mouseClick(images.view.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, middle)
    assert window.app.session.image is first
    dialog = ask(window)
    assert dialog.images.currentText() == "Images selected in the list (3)"
    QTest.keyClick(dialog.images, Qt.Key.Key_Up)
    assert "3 of 5 images" in summary(dialog)
    QTest.keyClick(dialog.images, Qt.Key.Key_Down)
    with window.qtbot.waitSignal(window.app.feature(ExportFeature).exports.succeeded) as blocker:
        QTest.mouseClick(dialog.export, LEFT)
    assert blocker.args[0].splits["trainval"] == ("1", "2", "3")


def test_that_what_the_dialog_counted_is_exported_whatever_the_list_shows_then(
    window: Composed, tmp_path: Path
) -> None:
    catalogue = window.app.workspace.catalogue
    catalogue.set_filter(parse_query("1"))
    dialog = ask(window)
    assert dialog.isModal()
    catalogue.set_filter(parse_query(""))
    other = tmp_path / "other"
    other.mkdir()
    window.open(make_image(other / "9.png").parent)
    with window.qtbot.waitSignal(window.app.feature(ExportFeature).exports.succeeded) as blocker:
        QTest.mouseClick(dialog.export, LEFT)
    assert blocker.args[0].splits["trainval"] == ("1",)


def test_that_a_folder_which_is_there_is_never_written(
    window: Composed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.with_name("사진-voc").mkdir()
    dialog = ask(window)
    assert dialog.destination == folder.with_name("사진-voc-2")
    dialog.folder.setText(str(folder))
    assert not dialog.export.isEnabled()
    assert "there already" in summary(dialog)
    monkeypatch.setattr(window.app.shell.prompts, "folder", lambda _title, _start: folder)
    QTest.mouseClick(dialog.choose, LEFT)
    assert dialog.destination == folder / "사진"
    assert dialog.export.isEnabled()


def test_that_an_export_of_nothing_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog([ImageState.LABELLED], [], [], tmp_path / "new")
    qtbot.addWidget(dialog)
    dialog.images.setCurrentIndex(0)
    assert "None of these images is verified" in summary(dialog)
    assert not dialog.export.isEnabled()
    dialog.unverified.click()
    assert dialog.export.isEnabled()


def test_that_stop_ends_the_export_and_leaves_nothing_behind(
    window: Composed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, gate = threading.Event(), threading.Event()
    real = export_files.load_image

    def slow(path: Path) -> object:
        reached.set()
        gate.wait(10)
        return real(path)

    monkeypatch.setattr(export_files, "load_image", slow)
    QTest.mouseClick(ask(window).export, LEFT)
    window.qtbot.waitUntil(reached.is_set)
    # A second export has to wait, and detection does not take the line or the stop button away.
    window.app.actions["export"].trigger()
    with window.qtbot.waitSignal(window.app.inference.succeeded):
        window.app.actions["detect"].trigger()
    assert window.app.frame.status_bar.busy.isVisible()
    stop = next(
        button
        for button in window.app.frame.status_bar.busy.findChildren(QToolButton)
        if button.defaultAction() is window.app.actions["stop"]
    )
    with window.qtbot.waitSignal(window.app.feature(ExportFeature).exports.cancelled):
        QTest.mouseClick(stop, LEFT)
        gate.set()
    assert sorted(path.name for path in folder.parent.iterdir() if "voc" in path.name) == []
    assert not window.app.frame.status_bar.busy.isVisible()
    assert not window.app.actions["stop"].isEnabled()


def test_that_a_failed_export_says_why_and_can_be_tried_again(
    window: Composed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    dialog = ask(window)
    with window.qtbot.waitSignal(window.app.feature(ExportFeature).exports.failed):
        QTest.mouseClick(dialog.export, LEFT)
    assert "No space left" in window.message
    monkeypatch.undo()
    window.click("Export again…")
    assert window.app.window.findChildren(ExportDialog)[-1].isVisible()


def test_that_closing_the_window_ends_an_export(
    window: Composed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = threading.Event()
    real = export_files.load_image

    def observed(path: Path) -> object:
        reached.set()
        return real(path)

    monkeypatch.setattr(export_files, "load_image", observed)
    dialog = ask(window)
    window.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.folder, Qt.Key.Key_Return)
    window.qtbot.waitUntil(reached.is_set)
    window.app.shutdown()
    assert not [path for path in folder.parent.iterdir() if ".partial" in path.name]
