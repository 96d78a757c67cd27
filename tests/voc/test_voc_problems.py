"""What is odd is reported, put right in one step, and never before somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support.voc_readers import read_by_everyone

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.images import load_image
from frcnn_desktop.voc import decode_annotation, encode_annotation, write_annotation
from frcnn_desktop.voc.problems import (
    FIXABLE_CODES,
    check_against_image,
    fix_problems,
    is_unrotated,
    list_problems,
    turn_annotation,
)

Bend = Callable[..., bytes]
CHAIR_BOX = (262, 210, 324, 339)

ODD = {
    "inverted-box": (("<xmin>263<", "<xmin>324<"), ("<xmax>324<", "<xmax>263<")),
    "outside-image": (("<xmin>263<", "<xmin>-4<"),),
    "zero-based": (("<ymin>211<", "<ymin>0<"),),
    "fractional-box": (("<ymin>211<", "<ymin>210.7<"),),
    "missing-tags": (("\t\t<truncated>0</truncated>\n", ""), ("\t\t<pose>Rear</pose>\n", "")),
    "odd-flag": (("<difficult>0</difficult>", "<difficult/>"),),
    "missing-head": (
        ("\t<segmented>0</segmented>\n", ""),
        ("\t<folder>VOC2007</folder>\n", ""),
        ("\t<source>\n\t\t<database>The VOC2007 Database</database>\n\t</source>\n", ""),
    ),
    "size-zero": (("<width>500<", "<width>0<"), ("<height>375<", "<height><")),
    "size-differs": (("<width>500<", "<width>640<"),),
}
WITHOUT_FIX = {
    "degenerate-box": (("<xmax>324<", "<xmax>263<"),),
    "no-name": ((">chair<", "><"),),
}


def codes(annotation: ImageAnnotation) -> list[str]:
    return [problem.code for problem in annotation.problems]


@pytest.mark.parametrize("code", [*ODD, *WITHOUT_FIX])
def test_that_each_oddity_is_reported_and_saved_as_it_is(bent: Bend, code: str) -> None:
    data = bent(*(ODD | WITHOUT_FIX)[code])
    annotation = check_against_image(decode_annotation(data), 500, 375)
    assert codes(annotation) == [code]
    assert (code in FIXABLE_CODES) == (code in ODD)
    assert encode_annotation(annotation) == data


@pytest.mark.parametrize("code", ODD)
def test_that_fix_puts_it_right_for_every_reader_and_touches_nothing_else(
    bent: Bend, code: str, tmp_path: Path
) -> None:
    data = bent(*ODD[code])
    annotation = decode_annotation(data)
    fixed = fix_problems(annotation, 500, 375)
    assert codes(fixed) == []
    assert encode_annotation(annotation) == data
    saved = encode_annotation(fixed)
    dog = data[data.rindex(b"<object>") :]
    assert saved.endswith(dog)
    read = check_against_image(decode_annotation(saved), 500, 375)
    assert read == fixed
    assert codes(read) == []
    path = tmp_path / "a.xml"
    write_annotation(fixed, path)
    assert len(read_by_everyone(path, 500)) == 2
    assert encode_annotation(fix_problems(read, 500, 375)) == saved


def test_that_fixed_boxes_are_what_was_meant(bent: Bend) -> None:
    expected = {
        "inverted-box": CHAIR_BOX,
        "outside-image": (0, 210, 324, 339),
        "zero-based": (262, 0, 324, 339),
        "fractional-box": (262, 210, 324, 339),
    }
    for code, box in expected.items():
        fixed = fix_problems(decode_annotation(bent(*ODD[code])), 500, 375)
        assert fixed.objects[0].box == box


def test_that_missing_tags_are_written_where_voc_has_them(bent: Bend, plain: str) -> None:
    fixed = fix_problems(decode_annotation(bent(*ODD["missing-tags"])), 500, 375)
    assert encode_annotation(fixed).decode() == plain.replace("Rear", "Unspecified", 1)
    fixed = fix_problems(decode_annotation(bent(*ODD["missing-head"])), 500, 375)
    assert encode_annotation(fixed).decode() == plain.replace("The VOC2007 Database", "Unknown").replace(
        "<folder>VOC2007<", "<folder><"
    )


@pytest.mark.parametrize("size", ["\t<size/>\n", "\t<size></size>\n", ""])
def test_that_a_save_adds_the_size_a_file_lacks_once_the_image_is_known(plain: str, size: str) -> None:
    start, end = plain.index("\t<size>"), plain.index("\t<segmented>")
    data = (plain[:start] + size + plain[end:]).encode()
    annotation = check_against_image(decode_annotation(data), 500, 375)
    assert encode_annotation(annotation) == data
    chair, dog = annotation.objects
    edited = annotation.with_objects((replace(chair, box=(262, 210, 600, 339)), dog))
    expected = plain.replace("<xmax>324<", "<xmax>500<")
    assert encode_annotation(edited).decode() == expected


def test_that_a_wrong_size_stays_until_fixed_but_never_cuts_a_box(bent: Bend) -> None:
    data = bent(("<width>500<", "<width>300<"))
    annotation = check_against_image(decode_annotation(data), 500, 375)
    chair, dog = annotation.objects
    edited = annotation.with_objects((replace(chair, box=(262, 210, 480, 339)), dog))
    assert encode_annotation(edited) == data.replace(b"<xmax>324<", b"<xmax>480<")


def test_that_an_edited_or_removed_object_is_reported_no_more(bent: Bend) -> None:
    data = bent(*ODD["inverted-box"], ("<difficult>1<", "<difficult>?<"))
    annotation = decode_annotation(data)
    assert codes(annotation) == ["odd-flag", "inverted-box"]
    chair, dog = annotation.objects
    assert [p.code for p in list_problems(annotation.with_objects((chair,)))] == ["inverted-box"]
    upright = replace(chair, box=CHAIR_BOX)
    assert [p.code for p in list_problems(annotation.with_objects((upright, dog)))] == ["odd-flag"]


def test_that_boxes_wholly_outside_are_left_for_a_person(bent: Bend) -> None:
    data = bent(("<xmin>263<", "<xmin>900<"), ("<xmax>324<", "<xmax>950<"))
    fixed = fix_problems(decode_annotation(data), 500, 375)
    assert codes(fixed) == ["outside-image"]
    assert encode_annotation(fixed) == data


def test_that_new_annotations_have_no_problems_to_fix() -> None:
    annotation = ImageAnnotation(10, 10, (ObjectAnnotation("a", (0, 0, 5, 5)),))
    assert list_problems(annotation) == ()
    assert fix_problems(annotation, 10, 10) is annotation
    assert check_against_image(annotation, 10, 10) == annotation


def test_that_an_unrotated_file_is_offered_to_be_turned_and_not_fixed(bent: Bend) -> None:
    data = bent()
    annotation = check_against_image(decode_annotation(data), 375, 500)
    assert codes(annotation) == ["size-swapped"]
    assert is_unrotated(annotation)
    assert encode_annotation(annotation) == data
    assert encode_annotation(fix_problems(annotation, 375, 500)) == data
    turned = turn_annotation(annotation, 6)
    assert codes(turned) == []
    read = decode_annotation(encode_annotation(turned))
    assert (read.width, read.height) == (375, 500)
    assert read.objects[1].box == (375 - 60, 4, 375 - 5, 50)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_that_turning_moves_boxes_as_the_picture_is_turned(tmp_path: Path, orientation: int) -> None:
    stored = np.zeros((30, 40, 3), np.uint8)
    stored[4:11, 20:33] = 255
    path = tmp_path / "a.png"
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(stored).save(path, exif=exif)
    shown = load_image(path)
    annotation = ImageAnnotation(40, 30, (ObjectAnnotation("a", (20, 4, 33, 11)),))
    turned = turn_annotation(annotation, orientation)
    rows, columns = np.nonzero(shown.rgb[:, :, 0])
    box = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert turned.objects[0].box == box
    assert (turned.width, turned.height) == (shown.width, shown.height)


def test_that_turning_needs_to_know_the_size() -> None:
    with pytest.raises(ValueError, match="no image size"):
        turn_annotation(ImageAnnotation(0, 0), 6)


def test_that_each_of_several_boxes_of_an_object_can_be_made_an_object(bent: Bend) -> None:
    second = "<bndbox><xmin>11</xmin><ymin>21</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>"
    third = "<bndbox><xmin>400</xmin><ymin>300</ymin><xmax>900</xmax><ymax>350</ymax></bndbox>"
    no_box = "<bndbox><xmin>1</xmin></bndbox>"
    data = bent(("</bndbox>", f"</bndbox>{second}{third}{no_box}"))
    annotation = decode_annotation(data)
    fixed = fix_problems(annotation, 500, 375)
    boxes = [(262, 210, 324, 339), (10, 20, 30, 40), (399, 299, 500, 350)]
    assert [(each.name, each.box) for each in fixed.objects[:3]] == [("chair", box) for box in boxes]
    assert "several-boxes" not in {each.code for each in fixed.problems}
    again = decode_annotation(encode_annotation(fixed))
    assert [each.box for each in again.objects if each.name == "chair"] == boxes
    assert encode_annotation(fixed).count(no_box.encode()) == 1
    assert encode_annotation(annotation) == data
