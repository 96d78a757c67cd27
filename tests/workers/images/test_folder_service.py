"""Summaries of many images find each one's own annotation."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.workers.images.folder_service import FolderService


def test_that_images_of_one_name_in_several_folders_do_not_share_a_chosen_folder(
    qtbot: QtBot, tmp_path: Path
) -> None:
    chosen = tmp_path / "xml"
    chosen.mkdir()
    photos = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        photos.append(tmp_path / name / "1.png")
        Image.new("RGB", (60, 40)).save(photos[-1])
    objects = (ObjectAnnotation("cat", (1.0, 1.0, 9.0, 9.0)),)
    write_annotation(ImageAnnotation(60, 40, objects, filename="1.png", folder="b"), chosen / "1.xml")
    service = FolderService()
    service.start()
    with qtbot.waitSignal(service.summarised) as blocker:
        service.summarise(tuple(photos), {photo.parent: chosen for photo in photos})
    service.shutdown()
    assert [summary.object_count for summary in blocker.args[0]] == [None, 1]


def test_that_a_data_set_that_is_dropped_shows_its_photos_and_not_its_masks(
    qtbot: QtBot, tmp_path: Path
) -> None:
    year = tmp_path / "VOCdevkit" / "VOC2007"
    for name in ("JPEGImages/1.jpg", "SegmentationClass/1.png"):
        (year / name).parent.mkdir(parents=True)
        Image.new("RGB", (60, 40)).save(year / name)
    service = FolderService()
    service.start()
    for dropped in (tmp_path / "VOCdevkit", year):
        with qtbot.waitSignal(service.listed) as blocker:
            service.list_images((dropped,), recursive=True)
        listed = blocker.args[0]
        assert listed.paths == (year / "JPEGImages" / "1.jpg",)
        assert (listed.roots, listed.folders) == ((dropped,), (year / "JPEGImages",))
    service.shutdown()
