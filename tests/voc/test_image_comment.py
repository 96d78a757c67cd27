"""A comment on the image: read, written where it belongs, and lossless like everything else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import decode_annotation, encode_annotation

PLAIN = b"""<annotation>
  <filename>a.jpg</filename>
  <size><width>60</width><height>40</height><depth>3</depth></size>
  <segmented>0</segmented>
  <object><name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object>
</annotation>
"""
SAID = PLAIN.replace(b"</segmented>\n", b"</segmented>\n  <comment> is this a cat &amp; a dog? </comment>\n")


def commented(data: bytes, comment: str) -> bytes:
    return encode_annotation(replace(decode_annotation(data), comment=comment))


def test_that_a_comment_is_read_and_an_untouched_file_keeps_its_bytes() -> None:
    annotation = decode_annotation(SAID)
    assert annotation.comment == "is this a cat & a dog?"
    assert encode_annotation(annotation) == SAID


def test_that_a_new_comment_is_one_new_line_before_the_objects() -> None:
    found = commented(PLAIN, "two\nlines & <more>")
    line = b"\n  <comment>two\nlines &amp; &lt;more&gt;</comment>"
    assert found == PLAIN.replace(b"</segmented>", b"</segmented>" + line)
    assert decode_annotation(found).comment == "two\nlines & <more>"


def test_that_another_comment_changes_its_text_alone() -> None:
    assert commented(SAID, "no") == SAID.replace(b"is this a cat &amp; a dog?", b"no")


def test_that_a_comment_taken_away_leaves_the_file_as_it_was_before() -> None:
    assert commented(SAID, "") == PLAIN


def test_that_a_comment_with_elements_in_it_is_somebody_elses_and_stays() -> None:
    foreign = PLAIN.replace(b"  <object>", b"  <comment><by>me</by></comment>\n  <object>")
    assert decode_annotation(foreign).comment == ""
    found = commented(foreign, "mine")
    assert b"<comment><by>me</by></comment>" in found
    assert decode_annotation(found).comment == "mine"
    assert commented(found, "") == foreign


@pytest.mark.parametrize("data", [b"", b"<annotation/>"])
def test_that_a_new_document_holds_it_with_and_without_objects(data: bytes) -> None:
    base = decode_annotation(data) if data else ImageAnnotation(60, 40)
    for objects in ((), (ObjectAnnotation("cat", (0, 0, 9, 9)),)):
        mine = replace(base, width=60, height=40, objects=objects, comment="which one?")
        back = decode_annotation(encode_annotation(mine))
        assert (back.comment, len(back.objects)) == ("which one?", len(objects))
