"""Unsaved edits beside what their file holds when they are found: mine, theirs and the base."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import read_annotation, write_annotation
from frcnn_desktop.voc.edits_comparison import Comparison, Standing, compare_edits
from frcnn_desktop.voc.problems import check_against_image, fix_problems
from frcnn_desktop.voc.unsaved_edits import decode_edits, edits_of, encode_edits

CAT = ObjectAnnotation("cat", (0.0, 0.0, 20.0, 20.0))
DOG = ObjectAnnotation("dog", (5.0, 5.0, 30.0, 30.0))
COW = ObjectAnnotation("cow", (1.0, 2.0, 3.0, 4.0))
XML = """<annotation><folder>f</folder><filename>a.png</filename><source><database>x</database></source>
<size><width>60</width><height>40</height><depth>3</depth></size><segmented>0</segmented>
<object><name>cat</name><pose>Left</pose><truncated>0</truncated><difficult>0</difficult><colour>red</colour>
<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>20</xmax><ymax>20</ymax></bndbox></object></annotation>"""

Edit = Callable[[ImageAnnotation], ImageAnnotation]


def compared(target: Path, edit: Edit, meanwhile: Callable[[], object] = lambda: None) -> Comparison:
    """Edit what `target` holds, keep the edits as a journal does, compare after what happens meanwhile."""
    base, data = ImageAnnotation(60, 40), b""
    if target.exists():
        base, data = check_against_image(read_annotation(target), 60, 40), target.read_bytes()
    edits = edits_of((target.with_suffix(".png"), "key"), target, edit(base), (base, data), 1.0)
    meanwhile()
    return compare_edits(decode_edits(encode_edits(edits)))


def adding(*objects: ObjectAnnotation) -> Edit:
    return lambda annotation: annotation.with_objects((*annotation.objects, *objects))


def names(annotation: ImageAnnotation | None) -> list[str]:
    assert annotation is not None
    return [each.name for each in annotation.objects]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "a.xml"
    path.write_text(XML)
    return path


def test_that_untouched_objects_keep_their_bytes_through_the_journal(target: Path) -> None:
    found = compared(target, adding(DOG))
    assert found.standing is Standing.UNCHANGED
    assert found.mine is not None
    write_annotation(found.mine, target)
    assert names(read_annotation(target)) == ["cat", "dog"]
    assert "<colour>red</colour>" in target.read_text()


def test_that_edits_of_an_image_without_a_file_are_unchanged_while_there_is_none(tmp_path: Path) -> None:
    found = compared(tmp_path / "a.xml", adding(DOG))
    assert found.standing is Standing.UNCHANGED
    assert names(found.mine) == ["dog"]


def test_that_edits_which_the_file_holds_count_as_saved(target: Path) -> None:
    half = replace(DOG, box=(5.4, 5.4, 30.4, 30.4))
    mine = adding(half)(read_annotation(target))
    assert compared(target, adding(half), lambda: write_annotation(mine, target)).standing is Standing.SAVED


def test_that_a_file_saved_since_is_a_conflict_and_both_sides_can_be_combined(target: Path) -> None:
    theirs = adding(COW)(read_annotation(target))
    found = compared(target, adding(DOG), lambda: write_annotation(theirs, target))
    assert found.standing is Standing.CHANGED
    assert names(found.theirs) == ["cat", "cow"]
    assert names(found.mine) == ["cat", "dog"]
    assert names(found.combined) == ["cat", "cow", "dog"]


def test_that_combining_takes_what_one_side_changed_and_both_where_both_did(target: Path) -> None:
    def rename(name: str) -> Edit:
        return lambda annotation: annotation.with_objects(
            tuple(replace(each, name=name) if each.name == "cat" else each for each in annotation.objects)
        )

    base = read_annotation(target)
    found = compared(target, rename("tiger"), lambda: write_annotation(adding(COW)(base), target))
    assert names(found.combined) == ["tiger", "cow"]
    target.write_text(XML)
    found = compared(target, rename("tiger"), lambda: write_annotation(rename("lion")(base), target))
    assert names(found.combined) == ["lion", "tiger"]
    target.write_text(XML)
    found = compared(target, adding(DOG), lambda: write_annotation(base.with_objects(()), target))
    assert names(found.combined) == ["dog"]


def test_that_a_deleted_object_stays_deleted_when_both_are_combined(target: Path) -> None:
    base = read_annotation(target)
    found = compared(
        target, lambda each: each.with_objects(()), lambda: write_annotation(adding(COW)(base), target)
    )
    assert names(found.combined) == ["cow"]


def test_that_edits_go_on_from_what_was_saved_between_them(target: Path) -> None:
    first = check_against_image(read_annotation(target), 60, 40)
    saved = adding(replace(DOG, box=(5.4, 5.4, 30.4, 30.4)))(first)
    data = write_annotation(saved, target)
    second = adding(COW)(saved)
    edits = edits_of((target.with_suffix(".png"), "key"), target, second, (saved, data), 1.0)
    found = compare_edits(decode_edits(encode_edits(edits)))
    assert found.standing is Standing.UNCHANGED
    assert found.mine is not None
    write_annotation(found.mine, target)
    assert names(read_annotation(target)) == ["cat", "dog", "cow"]
    assert "<colour>red</colour>" in target.read_text()


def test_that_a_fix_which_the_values_do_not_show_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.xml"
    target.write_text(XML.replace("<truncated>0</truncated>", "").replace("<segmented>0</segmented>", ""))
    found = compared(target, lambda annotation: fix_problems(annotation, 60, 40))
    assert found.mine is not None
    write_annotation(found.mine, target)
    assert "<truncated>0</truncated>" in target.read_text()
    assert "<segmented>0</segmented>" in target.read_text()


@pytest.mark.parametrize("content", [b"<annotation>", b"", b"\xff\xfe\x00"])
def test_that_a_file_that_cannot_be_understood_is_said_to_be_so(target: Path, content: bytes) -> None:
    found = compared(target, adding(DOG), lambda: target.write_bytes(content))
    assert found.standing is Standing.UNREADABLE
    assert "a.xml" in str(found.reason)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_that_a_pipe_in_the_place_of_the_file_is_not_waited_for(target: Path) -> None:
    def replace_by_pipe() -> None:
        target.unlink()
        os.mkfifo(target)

    assert compared(target, adding(DOG), replace_by_pipe).standing is Standing.UNREADABLE


def test_that_names_which_xml_cannot_hold_come_back(target: Path) -> None:
    odd = replace(DOG, name="a\x01b")
    found = compared(target, adding(odd, replace(DOG, name="")))
    assert names(found.mine) == ["cat", "a\x01b", ""]
