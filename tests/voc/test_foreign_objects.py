"""Objects of one file put into another, both kept byte for byte."""

from __future__ import annotations

import pytest

from frcnn_desktop.voc import decode_annotation
from frcnn_desktop.voc.foreign_objects import Transplant, transplanted

HOUND = """<object><name>hound</name><pose>Left</pose><own-tag>한글</own-tag>
    <bndbox><ymin>6</ymin><xmin>5</xmin><ymax>60</ymax><xmax>50.5</xmax></bndbox></object>"""
OTHER = f"<annotation>{HOUND}\n</annotation>"


def test_that_an_object_gives_its_place_to_one_of_the_other_file(plain: str) -> None:
    a, b = decode_annotation(plain.encode()), decode_annotation(OTHER.encode())
    start, end = plain.index("<object>\n\t\t<name>dog"), plain.rindex("</object>") + len("</object>")
    merged = transplanted(a, b, Transplant(replaced={a.objects[1].id: b.objects[0].id}))
    assert merged == (plain[:start] + HOUND + plain[end:]).encode()


def test_that_what_is_not_wanted_changes_nothing(plain: str) -> None:
    a = decode_annotation(plain.encode())
    assert transplanted(a, None, Transplant()) == plain.encode()


def test_that_objects_are_removed_followed_and_added(plain: str) -> None:
    a, b = decode_annotation(plain.encode()), decode_annotation(OTHER.encode())
    chair, dog = (each.id for each in a.objects)
    hound = b.objects[0].id
    both = transplanted(a, b, Transplant(followed={chair: hound}))
    assert [each.name for each in decode_annotation(both).objects] == ["chair", "hound", "dog"]
    assert both.replace(b"\n\t" + HOUND.encode(), b"") == plain.encode()
    last = transplanted(a, b, Transplant(removed=frozenset({chair, dog}), added=(hound,)))
    assert [each.name for each in decode_annotation(last).objects] == ["hound"]


@pytest.mark.parametrize(
    "empty", ["<annotation/>", "<annotation></annotation>", "<annotation>\n</annotation>"]
)
def test_that_a_file_without_anything_takes_an_object(empty: str) -> None:
    a, b = decode_annotation(empty.encode()), decode_annotation(OTHER.encode())
    merged = transplanted(a, b, Transplant(added=(b.objects[0].id,)))
    assert decode_annotation(merged).objects == b.objects


def test_that_each_file_keeps_its_encoding(plain: str) -> None:
    a = decode_annotation(f'<?xml version="1.0" encoding="latin-1"?>{plain}'.encode("latin-1"))
    text = f'<?xml version="1.0" encoding="euc-kr"?>{OTHER}'.replace("hound", "강아지")
    b = decode_annotation(text.encode("euc-kr"))
    merged = transplanted(a, b, Transplant(added=(b.objects[0].id,)))
    assert merged.startswith(b'<?xml version="1.0" encoding="latin-1"?>')
    assert [each.name for each in decode_annotation(merged).objects] == ["chair", "dog", "강아지"]


def test_that_a_file_of_another_namespace_gives_values_only(plain: str) -> None:
    a = decode_annotation(plain.encode())
    text = (
        OTHER.replace("<", "<v:")
        .replace("<v:/", "</v:")
        .replace("<v:annotation>", '<v:annotation xmlns:v="u">')
    )
    b = decode_annotation(text.encode())
    merged = transplanted(a, b, Transplant(added=(b.objects[0].id,)))
    added = decode_annotation(merged).objects[2]
    assert (added.name, added.pose) == ("hound", "Left")
    assert b"v:" not in merged
