"""Saving through the real codec: what nobody touched keeps its bytes, also when undo goes past a save."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.saves import save

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.voc import read_annotation

XML = b"""<annotation>
\t<filename>photo.jpg</filename><size><width>200</width><height>100</height><depth>3</depth></size>
\t<object><name>dog</name><unknown a='1'>kept</unknown><pose>Left</pose><truncated>0</truncated>
\t\t<difficult>0</difficult><bndbox><xmin>11</xmin><ymin>11</ymin><xmax>50</xmax><ymax>40</ymax></bndbox>
\t</object>
\t<object><name>cat</name><pose>Left</pose><truncated>0</truncated><difficult>0</difficult>
\t\t<bndbox><xmin>61</xmin><ymin>21</ymin><xmax>90</xmax><ymax>80</ymax></bndbox></object>
</annotation>
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "photo.xml"
    path.write_bytes(XML)
    return path


@pytest.fixture
def opened(session: DocumentSession, image: LoadedImage, file: Path) -> DocumentSession:
    session.open(image, read_annotation(file), file)
    return session


def test_that_saving_untouched_changes_no_byte(opened: DocumentSession, file: Path) -> None:
    save(opened)
    save(opened)
    assert file.read_bytes() == XML


def test_that_an_edit_after_a_save_touches_its_own_object_only(opened: DocumentSession, file: Path) -> None:
    dog, cat = opened.objects
    opened.set_boxes({dog.id: (11.0, 10.0, 51.0, 40.0)}, "Move")
    save(opened)
    moved = XML.replace(b"<xmin>11<", b"<xmin>12<").replace(b"<xmax>50<", b"<xmax>51<")
    assert file.read_bytes() == moved
    opened.set_boxes({cat.id: (60.0, 20.0, 90.0, 81.0)}, "Move")
    save(opened)
    assert file.read_bytes() == moved.replace(b"<ymax>80<", b"<ymax>81<")


def test_that_undo_past_saves_brings_back_the_first_bytes(opened: DocumentSession, file: Path) -> None:
    opened.remove_objects([opened.objects[0].id])
    save(opened)
    opened.add_objects([ObjectAnnotation("bus", (1, 2, 30, 40))])
    save(opened)
    assert b"unknown" not in file.read_bytes()
    assert b"bus" in file.read_bytes()
    opened.undo_stack.undo()
    opened.undo_stack.undo()
    save(opened)
    assert file.read_bytes() == XML


def test_that_a_new_annotation_saved_twice_gives_the_same_bytes_and_ids(
    session: DocumentSession, image: LoadedImage, tmp_path: Path
) -> None:
    path = tmp_path / "new.xml"
    session.open(image, ImageAnnotation(200, 100, filename="photo.jpg"), path)
    session.add_objects([ObjectAnnotation("bus", (1.2, 2.7, 30.5, 40.0))])
    ids = [item.id for item in session.objects]
    save(session)
    first = path.read_bytes()
    save(session)
    assert path.read_bytes() == first
    assert [item.id for item in session.objects] == ids
    assert read_annotation(path).objects[0].box == (1, 3, 31, 40)


def test_that_an_edited_box_is_limited_by_the_image_and_not_by_a_wrong_size_in_the_file(
    session: DocumentSession, image: LoadedImage, file: Path
) -> None:
    file.write_bytes(XML.replace(b"<width>200<", b"<width>70<"))
    session.open(image, read_annotation(file), file)
    session.set_boxes({session.objects[0].id: (120.0, 10.0, 180.0, 40.0)}, "Move")
    save(session)
    assert read_annotation(file).objects[0].box == (120, 10, 180, 40)
