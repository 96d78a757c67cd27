"""Saving into files that lack what is to be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.voc import decode_annotation, encode_annotation

Bend = Callable[..., bytes]
BIRD = ObjectAnnotation(name="R&D <bird>", box=(9.5, 19.4, 30.5, 40.0), truncated=True, occluded=True)


def edit(annotation: ImageAnnotation, index: int, **changes: Any) -> bytes:
    """Change one object and save."""
    objects = list(annotation.objects)
    objects[index] = replace(objects[index], **changes)
    return encode_annotation(annotation.with_objects(tuple(objects)))


def test_that_missing_and_empty_fields_are_filled_in_place(bent: Bend) -> None:
    data = bent(
        ("\t\t<name>chair</name>\n", ""),
        ("\t\t<pose>Rear</pose>\n", ""),
        ("<difficult>0</difficult>", '<difficult note="/"/>'),
    )
    saved = edit(decode_annotation(data), 0, name="sofa", difficult=True, pose="Left")
    expected = data.replace(
        b"\t\t<truncated>0", b"\t\t<name>sofa</name>\n\t\t<pose>Left</pose>\n\t\t<truncated>0", 1
    ).replace(b'<difficult note="/"/>', b'<difficult note="/">1</difficult>')
    assert saved == expected


def test_that_text_in_cdata_is_read_and_replaced(bent: Bend) -> None:
    data = bent((">chair<", "><![CDATA[R&D]]><"))
    annotation = decode_annotation(data)
    assert annotation.objects[0].name == "R&D"
    assert b"<name>sofa</name>" in edit(annotation, 0, name="sofa")


def test_that_a_changed_size_or_name_of_the_image_changes_its_own_text_only(plain: str) -> None:
    annotation = decode_annotation(plain.encode())
    saved = encode_annotation(replace(annotation, width=640, filename="b & c.jpg"))
    expected = plain.replace("<width>500<", "<width>640<").replace("000005.jpg", "b &amp; c.jpg")
    assert saved.decode() == expected


@pytest.mark.parametrize(
    "root", ["<annotation/>", "<annotation></annotation>", "<annotation>\n</annotation>"]
)
def test_that_an_empty_root_is_filled_completely(root: str) -> None:
    annotation = decode_annotation(root.encode())
    assert encode_annotation(annotation).decode() == root
    edited = replace(annotation, width=100, height=80, objects=(BIRD,), filename="a.jpg", verified=True)
    read = decode_annotation(encode_annotation(edited))
    assert read == replace(edited, objects=read.objects)
    assert read.problems == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": " "}, "no class name"),
        ({"name": "a\x01"}, "XML cannot hold"),
        ({"name": "\ud800"}, "XML cannot hold"),
        ({"box": (0, 0, float("nan"), 1)}, "not finite"),
    ],
)
def test_that_what_cannot_be_written_is_an_error_and_not_a_broken_file(
    plain: str, changes: dict[str, Any], reason: str
) -> None:
    annotation = decode_annotation(plain.encode())
    with pytest.raises(AnnotationWriteError, match=reason):
        edit(annotation, 0, **changes)
    with pytest.raises(AnnotationWriteError, match=reason):
        encode_annotation(annotation.with_objects((*annotation.objects, replace(BIRD, **changes))))
