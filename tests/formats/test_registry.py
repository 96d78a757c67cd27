"""What is said of the formats."""

from __future__ import annotations

from frcnn_desktop.formats.registry import FORMATS, VOC


def test_that_formats_are_told_apart_and_voc_comes_first() -> None:
    assert len({each.name for each in FORMATS}) == len({each.title for each in FORMATS}) == len(FORMATS)
    assert FORMATS[0] is VOC


def test_that_each_format_says_how_it_writes_a_box() -> None:
    told = {each.name: str(each.box_message) for each in FORMATS}
    assert told["voc"] == "Pascal VOC: two corners, in whole pixels, counted from 1, both ends inside the box"
    assert told["coco"] == "COCO: upper left corner, width and height, in pixels, counted from 0"
    assert told["yolo"] == "YOLO: centre, width and height, as parts of the image's width and height"
    assert told["labelme"] == "labelme: two corners, in pixels, counted from 0"
