"""What an annotation file means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.voc import decode_annotation, encode_annotation

Bend = Callable[..., bytes]


def codes(annotation: ImageAnnotation) -> set[str]:
    return {problem.code for problem in annotation.problems}


def test_that_voc_numbers_become_half_open_boxes_and_flags_are_read(plain: str) -> None:
    annotation = decode_annotation(plain.encode())
    assert (annotation.width, annotation.height, annotation.depth) == (500, 375, 3)
    assert (annotation.folder, annotation.filename, annotation.verified) == ("VOC2007", "000005.jpg", False)
    chair, dog = annotation.objects
    assert (chair.name, chair.box, chair.pose) == ("chair", (262, 210, 324, 339), "Rear")
    assert (chair.difficult, chair.truncated, chair.occluded) == (False, False, False)
    assert (dog.difficult, dog.truncated, dog.pose) == (True, True, "Unspecified")
    assert annotation.problems == ()


def test_that_fractions_are_read_as_they_stand(bent: Bend) -> None:
    data = bent(("<ymin>211</ymin>", "<ymin>45.70000076293945</ymin>"))
    annotation = decode_annotation(data)
    assert annotation.objects[0].box == (262, 44.70000076293945, 324, 339)
    assert codes(annotation) == {"fractional-box"}
    assert encode_annotation(annotation) == data


def test_that_boxes_of_parts_and_names_of_owners_are_not_objects(bent: Bend) -> None:
    box = "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox>"
    part = f"<part><name>head</name>{box}</part>"
    for place in ("\t\t<name>chair", "\t\t<pose>Rear"):
        annotation = decode_annotation(bent((place, part + place)))
        assert annotation.objects[0].name == "chair"
        assert annotation.objects[0].box == (262, 210, 324, 339)


def test_that_the_order_of_tags_does_not_matter(bent: Bend) -> None:
    data = bent(("\t\t\t<xmin>263</xmin>\n", ""), ("324</xmax>\n", "324</xmax>\n\t\t\t<xmin>263</xmin>\n"))
    assert decode_annotation(data).objects[0].box == (262, 210, 324, 339)


@pytest.mark.parametrize(("text", "expected"), [("yes", True), ("no", False), ("True", True), ("", False)])
def test_that_odd_flags_are_understood_and_reported(bent: Bend, text: str, expected: bool) -> None:
    annotation = decode_annotation(bent(("<difficult>0</difficult>", f"<difficult>{text}</difficult>")))
    assert annotation.objects[0].difficult is expected
    assert codes(annotation) == {"odd-flag"}


def test_that_verified_is_read_from_the_root(bent: Bend) -> None:
    assert decode_annotation(bent(("<annotation>", '<annotation verified="yes">'))).verified
    assert not decode_annotation(bent(("<annotation>", '<annotation verified="no">'))).verified


def test_that_an_object_without_a_box_is_reported_and_kept_in_the_file(bent: Bend) -> None:
    start, end = "<bndbox>", "</bndbox>"
    for data in (
        bent((start, "<robndbox>"), (end, "</robndbox>")),
        bent(("<xmin>263</xmin>", "")),
        bent(("<xmin>263</xmin>", "<xmin>abc</xmin>")),
        bent(("<xmin>263</xmin>", "<xmin>nan</xmin>")),
        bent(("<xmin>263</xmin>", "<xmin>1e999</xmin>")),
        bent(("<xmin>263</xmin>", "<xmin>2_63</xmin>")),
        bent(("<xmin>263</xmin>", "<xmin/>")),
    ):
        annotation = decode_annotation(data)
        assert [each.name for each in annotation.objects] == ["dog"]
        assert [problem.code for problem in annotation.problems] == ["no-box"]
        assert "Object 1 (chair)" in str(annotation.problems[0].message)
        assert encode_annotation(annotation) == data


def test_that_the_first_of_two_boxes_is_shown(bent: Bend) -> None:
    second = "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox>\n\t</object>"
    annotation = decode_annotation(bent(("\n\t</object>", second)))
    assert annotation.objects[0].box == (262, 210, 324, 339)
    assert codes(annotation) == {"several-boxes"}
    assert annotation.problems[0].object_id == annotation.objects[0].id


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not well-formed"),
        (b"not xml", "not well-formed"),
        (b"<annotation>", "not well-formed"),
        (b"<annotation><object></annotation>", "mismatched tag"),
        (b"<annotations></annotations>", "<annotations>"),
        (b"<html/>", "<html>"),
        (b'\n<?xml version="1.0"?><annotation/>', "not well-formed"),
        (b"\xef\xbb\xbf", "not well-formed"),
        (b"<annotation>\x00</annotation>", "not well-formed"),
        (b"<annotation/><annotation/>", "not well-formed"),
    ],
)
def test_that_what_is_no_annotation_is_refused_with_its_name(data: bytes, reason: str) -> None:
    with pytest.raises(AnnotationReadError, match=r"photo\.xml cannot be read") as caught:
        decode_annotation(data, "photo.xml")
    assert reason in str(caught.value)
    assert "left untouched" in str(caught.value)


LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "document",
    [
        f'<!DOCTYPE annotation [<!ENTITY l0 "lol">{LOL}]><annotation><filename>&l9;</filename></annotation>',
        '<!DOCTYPE annotation [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotation>&x;</annotation>',
        '<!DOCTYPE annotation [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]><annotation/>',
        '<!DOCTYPE annotation SYSTEM "http://127.0.0.1/x.dtd"><annotation>&x;</annotation>',
    ],
)
def test_that_entities_are_refused_without_being_expanded(document: str) -> None:
    with pytest.raises(AnnotationReadError, match="entity"):
        decode_annotation(document.encode())


def test_that_a_very_large_file_is_refused(monkeypatch: pytest.MonkeyPatch, plain: str) -> None:
    monkeypatch.setattr("frcnn_desktop.voc.codec.MAX_BYTES", 100)
    with pytest.raises(AnnotationReadError, match="larger"):
        decode_annotation(plain.encode())


def test_that_deep_nesting_does_not_crash() -> None:
    depth = 20_000
    data = b"<annotation>" + b"<a>" * depth + b"</a>" * depth + b"</annotation>"
    assert encode_annotation(decode_annotation(data)) == data


def test_that_namespaces_are_read_and_reported(bent: Bend, plain: str) -> None:
    default = bent(("<annotation>", '<annotation xmlns="http://example.org/voc">'))
    prefixed = plain.replace("</", "</v:").replace("<", "<v:").replace("<v:/v:", "</v:").encode()
    prefixed = prefixed.replace(b"<v:annotation>", b'<v:annotation xmlns:v="http://example.org/voc">', 1)
    for data in (default, prefixed):
        annotation = decode_annotation(data)
        assert [each.name for each in annotation.objects] == ["chair", "dog"]
        assert codes(annotation) == {"namespace"}
        assert encode_annotation(annotation) == data


def test_that_a_name_of_many_words_is_edited_at_once(bent: Bend) -> None:
    annotation = decode_annotation(bent(("chair", "chair" + " " * 1_000_000 + "x")))
    renamed = replace(annotation.objects[0], name="sofa")
    edited = encode_annotation(annotation.with_objects((renamed, annotation.objects[1])))
    assert edited == bent(("chair", "sofa"))
