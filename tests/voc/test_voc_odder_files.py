"""Files that nobody should write and somebody will: opened with a report and kept as they are, or refused."""

import pytest

from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.voc.codec import decode_annotation, encode_annotation
from frcnn_desktop.voc.problems import list_problems

BOX = "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox>"


def with_object(content: str) -> bytes:
    return f"<annotation><object>{content}</object></annotation>".encode()


def corner(value: str) -> bytes:
    return with_object("<name>c</name>" + BOX.replace("<xmax>5", f"<xmax>{value}"))


@pytest.mark.parametrize(
    "data",
    [
        *(
            corner(value)
            for value in ("nan", "inf", "-inf", "1e400", "9" * 400, "1,5", "５", "0x5", "", "5 6")
        ),
        with_object("<name>c</name>" + '<bndbox xmin="1" ymin="1" xmax="5" ymax="5"/>'),
        with_object("<name>c</name><bndbox>1 1 5 5</bndbox>"),
        with_object("<name>c</name><polygon/>"),
        b"<annotation>" + b"<a>" * 5000 + b"</a>" * 5000 + b"<object><name>c</name></object></annotation>",
    ],
)
def test_that_an_object_without_a_usable_box_is_reported_and_kept(data: bytes) -> None:
    annotation = decode_annotation(data, "a.xml")
    assert annotation.objects == ()
    assert "no-box" in {problem.code for problem in list_problems(annotation)}
    assert encode_annotation(annotation) == data


@pytest.mark.parametrize(
    ("name", "read"),
    [("<![CDATA[a & b]]>", "a & b"), ("&#xACE0;양이", "고양이"), (" dog\n", "dog"), ("<!-- x -->dog", "dog")],
)
def test_that_names_are_read_however_they_are_written(name: str, read: str) -> None:
    data = with_object(f"<name>{name}</name>{BOX}")
    annotation = decode_annotation(data, "a.xml")
    assert [each.name for each in annotation.objects] == [read]
    assert encode_annotation(annotation) == data


@pytest.mark.parametrize(
    "size", ["<width>-9</width><height>0</height>", "<width>nan</width><height>9</height>"]
)
def test_that_a_size_that_no_image_has_is_reported(size: str) -> None:
    data = f"<annotation><size>{size}</size></annotation>".encode()
    annotation = decode_annotation(data, "a.xml")
    assert list_problems(annotation)
    assert encode_annotation(annotation) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b"<annotation>\0</annotation>",
        b"<annotation></annotation>more",
        b"<annotation/><annotation/>",
        b"<annotation><object></annotation>",
        b'<?xml version="1.0" encoding="utf-7"?><annotation/>',
        b'<?xml version="1.0" encoding="base64"?><annotation/>',
        b'<?xml version="1.0" encoding="no such"?><annotation/>',
        "<annotation>".encode("utf-32"),
    ],
)
def test_that_what_is_no_annotation_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(AnnotationReadError, match=r"a\.xml cannot be read"):
        decode_annotation(data, "a.xml")
