"""Class names changed in a file's bytes: nothing else in it moves."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from frcnn_desktop.core.errors import AnnotationReadError, AnnotationWriteError
from frcnn_desktop.voc import decode_annotation
from frcnn_desktop.voc.class_edits import class_texts, with_classes


def changed(text: str | bytes, names: Mapping[str, str | None]) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    return with_classes(data, lambda name: names.get(name, name)).data


def test_that_a_rename_changes_the_names_and_no_other_byte(plain: str) -> None:
    assert changed(plain, {"dog": "hound"}) == plain.replace("<name>dog<", "<name>hound<").encode()
    assert changed(plain, {}) == plain.encode()


def test_that_an_object_without_a_usable_box_is_renamed_as_well(plain: str) -> None:
    boxless = plain.replace("<xmin>263</xmin>", "<xmin>left</xmin>")
    assert [each.name for each in decode_annotation(boxless.encode()).objects] == ["dog"]
    assert class_texts(boxless.encode()) == {"chair": 1, "dog": 1}
    assert changed(boxless, {"chair": "seat"}) == boxless.replace("<name>chair<", "<name>seat<").encode()


def test_that_names_swap_at_once(plain: str) -> None:
    swapped = changed(plain, {"dog": "chair", "chair": "dog"})
    assert [each.name for each in decode_annotation(swapped).objects] == ["dog", "chair"]
    assert changed(swapped, {"dog": "chair", "chair": "dog"}) == plain.encode()


def test_that_a_deleted_object_takes_only_itself_and_its_line_along(plain: str) -> None:
    start, end = plain.index("\n\t<object>\n\t\t<name>chair"), plain.index("\n\t<object>\n\t\t<name>dog")
    edited = with_classes(plain.encode(), lambda name: None if name == "chair" else name)
    assert edited.data == (plain[:start] + plain[end:]).encode()
    assert (edited.renamed, edited.deleted, edited.left) == (0, 1, 1)


def test_that_parts_and_owners_have_names_of_their_own(plain: str) -> None:
    text = plain.replace("<pose>Rear</pose>", "<part><name>dog</name></part>").replace("somebody", "dog")
    assert changed(text, {"dog": "hound"}).count(b"<name>dog</name>") == 2


def test_that_white_space_around_a_name_goes_with_the_name(plain: str) -> None:
    text = plain.replace("<name>dog<", "<name>\n dog <")
    assert class_texts(text.encode()) == {"chair": 1, "\n dog ": 1}
    assert changed(text, {"\n dog ": "dog"}) == plain.encode()


@pytest.mark.parametrize("written", ["<name/>", "<name></name>", "<name><!-- none --></name>"])
def test_that_an_object_without_a_name_can_be_given_one(plain: str, written: str) -> None:
    text = plain.replace("<name>dog</name>", written)
    assert [each.name for each in decode_annotation(changed(text, {"": "dog"})).objects] == ["chair", "dog"]


def test_that_a_missing_name_is_put_into_its_place(plain: str) -> None:
    text = plain.replace("\t\t<name>dog</name>\n", "")
    assert changed(text, {"": "dog"}) == plain.encode()


@pytest.mark.parametrize("encoding", ["euc-kr", "utf-16", "latin-1"])
def test_that_the_file_keeps_its_encoding(plain: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n{plain}'
    data = text.encode(encoding)
    assert changed(data, {"dog": "hound"}) == text.replace(">dog<", ">hound<").encode(encoding)
    assert decode_annotation(changed(data, {"dog": "강아지 ♞"})).objects[1].name == "강아지 ♞"


def test_that_signs_of_xml_in_a_name_are_escaped_and_read_back(plain: str) -> None:
    edited = changed(plain, {"dog": "a & <b>"})
    assert b"<name>a &amp; &lt;b&gt;</name>" in edited
    assert changed(edited, {"a & <b>": "dog"}) == plain.encode()


def test_that_a_name_xml_cannot_hold_is_refused(plain: str) -> None:
    with pytest.raises(AnnotationWriteError, match="XML cannot hold"):
        changed(plain, {"dog": "a\x00b"})


@pytest.mark.parametrize("data", [b"", b"<annotation>", b"<html/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'])
def test_that_what_is_no_annotation_is_refused(data: bytes) -> None:
    with pytest.raises(AnnotationReadError):
        class_texts(data)
