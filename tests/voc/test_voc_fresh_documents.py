"""New files are complete, and any annotation comes back as it was saved."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.voc_readers import read_by_everyone

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.voc import decode_annotation, encode_annotation, write_annotation
from frcnn_desktop.voc.coordinates import box_from_voc, voc_from_box

COMPLETE = """<annotation verified="yes">
\t<folder>photos</folder>
\t<filename>a &amp; b.jpg</filename>
\t<source>
\t\t<database>Unknown</database>
\t</source>
\t<size>
\t\t<width>64</width>
\t\t<height>48</height>
\t\t<depth>3</depth>
\t</size>
\t<segmented>0</segmented>
\t<object>
\t\t<name>강아지</name>
\t\t<pose>Unspecified</pose>
\t\t<truncated>0</truncated>
\t\t<difficult>1</difficult>
\t\t<bndbox>
\t\t\t<xmin>1</xmin>
\t\t\t<ymin>1</ymin>
\t\t\t<xmax>64</xmax>
\t\t\t<ymax>48</ymax>
\t\t</bndbox>
\t</object>
</annotation>
"""


def test_that_a_new_file_is_written_as_voc_and_labelimg_write_it() -> None:
    whole = ObjectAnnotation("강아지", (0, 0, 64, 48), difficult=True)
    annotation = ImageAnnotation(64, 48, (whole,), verified=True, filename="a & b.jpg", folder="photos")
    assert encode_annotation(annotation).decode() == COMPLETE


def test_that_a_size_which_is_not_known_is_an_error() -> None:
    with pytest.raises(AnnotationWriteError, match="width and height"):
        encode_annotation(ImageAnnotation(0, 0))


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((0, 0, 500, 375), (1, 1, 500, 375)),
        ((1.5, 1.5, 2.5, 2.5), (3, 3, 3, 3)),
        ((0.49, 0.5, 9.49, 9.5), (1, 2, 9, 10)),
        ((-9, -9, -5, -5), (1, 1, 1, 1)),
        ((600, 400, 700, 500), (500, 375, 500, 375)),
        ((10, 10, 10, 10), (11, 11, 11, 11)),
        ((20, 20, 10, 10), (21, 21, 21, 21)),
        ((499.6, 374.6, 500, 375), (500, 375, 500, 375)),
    ],
)
def test_that_boxes_are_rounded_half_up_and_kept_inside(
    box: tuple[float, float, float, float], expected: tuple[int, int, int, int]
) -> None:
    assert voc_from_box(box, 500, 375) == expected


SIDES = st.integers(1, 5000)
FLOATS = st.floats(-1e4, 1e4)


@given(SIDES, SIDES, st.tuples(FLOATS, FLOATS, FLOATS, FLOATS))
def test_that_any_box_is_written_ordered_inside_the_image_and_once_written_stays(
    width: int, height: int, box: tuple[float, float, float, float]
) -> None:
    xmin, ymin, xmax, ymax = voc_from_box(box, width, height)
    assert 1 <= xmin <= xmax <= width
    assert 1 <= ymin <= ymax <= height
    read = box_from_voc(xmin, ymin, xmax, ymax)
    assert voc_from_box(read, width, height) == (xmin, ymin, xmax, ymax)
    if box[0] >= 0 and box[0] + 1 <= box[2] <= width:
        assert math.isclose(read[0], box[0], abs_tol=0.5)
        assert math.isclose(read[2], box[2], abs_tol=0.5)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12)
NAMES = TEXT.map(str.strip).filter(bool)


@st.composite
def annotation_values(draw: st.DrawFn) -> ImageAnnotation:
    width, height = draw(SIDES), draw(SIDES)
    objects = []
    for _ in range(draw(st.integers(0, 4))):
        x1, y1 = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
        x2, y2 = draw(st.integers(x1 + 1, width)), draw(st.integers(y1 + 1, height))
        flags = [draw(st.booleans()) for _ in range(3)]
        box = (float(x1), float(y1), float(x2), float(y2))
        objects.append(ObjectAnnotation(draw(NAMES), box, *flags, pose=draw(NAMES)))
    return ImageAnnotation(
        width,
        height,
        tuple(objects),
        verified=draw(st.booleans()),
        filename=draw(NAMES),
        folder=draw(NAMES),
        depth=draw(st.sampled_from([1, 3, 4])),
    )


@given(annotation_values())
def test_that_every_annotation_comes_back_as_it_was(annotation: ImageAnnotation) -> None:
    data = encode_annotation(annotation)
    read = decode_annotation(data)
    assert read == annotation
    assert {problem.code for problem in read.problems} <= {"degenerate-box"}
    assert encode_annotation(read) == data


@given(annotation_values(), annotation_values())
def test_that_one_file_patched_into_another_reads_as_the_other(
    old: ImageAnnotation, new: ImageAnnotation
) -> None:
    source = decode_annotation(encode_annotation(old))
    objects = tuple(
        replace(value, id=kept.id) for value, kept in zip(new.objects, source.objects, strict=False)
    )
    target = replace(new, objects=objects + new.objects[len(objects) :], source=source.source)
    read = decode_annotation(encode_annotation(target))
    assert read == target


def test_that_every_reader_understands_a_new_file(tmp_path: Path) -> None:
    objects = (
        ObjectAnnotation("dog", (0, 0, 1, 1)),
        ObjectAnnotation("Person", (0.4, 0.5, 63.6, 47.7), truncated=True, occluded=True),
        ObjectAnnotation("license plate", (63, 47, 64, 48), difficult=True, pose="Left"),
    )
    path = tmp_path / "a.xml"
    write_annotation(ImageAnnotation(64, 48, objects), path)
    assert read_by_everyone(path, 64) == [
        ("dog", (0, 0, 1, 1)),
        ("Person", (0, 1, 64, 48)),
        ("license plate", (63, 47, 64, 48)),
    ]


def test_that_a_name_with_line_breaks_survives() -> None:
    annotation = ImageAnnotation(9, 9, (ObjectAnnotation("a\rb\nc\td", (0, 0, 9, 9)),))
    assert decode_annotation(encode_annotation(annotation)).objects[0].name == "a\rb\nc\td"
