"""Free attributes of objects: read, edited, and written back where they were, byte for byte."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frcnn_desktop.core.annotation import Attribute, ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.voc.codec import decode_annotation, encode_annotation

CVAT = b"""<annotation>
  <filename>a.jpg</filename>
  <size><width>100</width><height>80</height><depth>3</depth></size>
  <object>
    <name>car</name>
    <occluded>0</occluded>
    <colour kind="paint"> red </colour>
    <bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>
    <part><name>wheel</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></part>
    <attributes>
      <attribute>
        <name>parked</name>
        <value>true</value>
      </attribute>
      <attribute>
        <name>doors</name>
        <value>4</value>
      </attribute>
    </attributes>
  </object>
  <object>
    <name>dog</name>
    <bndbox><xmin>5</xmin><ymin>5</ymin><xmax>50</xmax><ymax>50</ymax></bndbox>
  </object>
</annotation>
"""


def _read() -> ImageAnnotation:
    return decode_annotation(CVAT)


def _with(annotation: ImageAnnotation, number: int, *attributes: Attribute) -> str:
    objects = list(annotation.objects)
    objects[number] = replace(objects[number], attributes=attributes)
    return encode_annotation(annotation.with_objects(tuple(objects))).decode()


def test_that_own_elements_and_listed_attributes_are_read_and_nested_ones_are_none() -> None:
    car, dog = _read().objects
    assert car.attributes == (
        Attribute("colour", "red", own_tag=True),
        Attribute("parked", "true"),
        Attribute("doors", "4"),
    )
    assert dog.attributes == ()


def test_that_an_untouched_file_keeps_its_bytes() -> None:
    assert encode_annotation(_read()) == CVAT


def test_that_a_changed_value_changes_nothing_else() -> None:
    colour, parked, _ = _read().objects[0].attributes
    written = _with(_read(), 0, replace(colour, value="blue & white"), parked, Attribute("doors", "2"))
    expected = CVAT.decode().replace("> red <", "> blue &amp; white <").replace("<value>4<", "<value>2<")
    assert written == expected


def test_that_a_removed_attribute_goes_with_its_line_and_the_last_one_with_the_list() -> None:
    colour, parked, doors = _read().objects[0].attributes
    without_one = _with(_read(), 0, colour, doors)
    assert "parked" not in without_one
    assert without_one.count("<attribute>") == 1
    assert decode_annotation(without_one.encode()).objects[0].attributes == (colour, doors)
    assert "<attributes>" not in _with(_read(), 0, colour)
    assert "colour" not in _with(_read(), 0, parked, doors)


def test_that_a_new_attribute_joins_the_list_or_begins_one() -> None:
    car, dog = _read().objects
    new = Attribute("view", "side")
    joined = _with(_read(), 0, *car.attributes, new)
    assert joined.count("<attributes>") == 1
    assert decode_annotation(joined.encode()).objects[0].attributes == (*car.attributes, new)
    begun = _with(_read(), 1, new)
    assert begun.count("<attributes>") == 2
    assert decode_annotation(begun.encode()).objects == (car, replace(dog, attributes=(new,)))
    assert begun.startswith(CVAT.decode()[: CVAT.index(b"<name>dog")])


def test_that_all_attributes_can_be_replaced_at_once() -> None:
    new = Attribute("view", "side")
    written = _with(_read(), 0, new)
    assert decode_annotation(written.encode()).objects[0].attributes == (new,)
    assert "<part>" in written


@pytest.mark.parametrize(
    "group", ["<attributes/>", "<attributes></attributes>", "<attributes> </attributes>"]
)
def test_that_an_empty_list_is_filled(group: str) -> None:
    start, end = CVAT.index(b"<attributes>"), CVAT.index(b"</attributes>") + len(b"</attributes>")
    annotation = decode_annotation(CVAT[:start] + group.encode() + CVAT[end:])
    new = Attribute("view", "side")
    written = _with(annotation, 0, *annotation.objects[0].attributes, new)
    assert written.count("attributes>") == 2
    assert decode_annotation(written.encode()).objects[0].attributes[-1] == new


def test_that_a_copied_object_takes_its_attributes_along() -> None:
    annotation = _read()
    copy = ObjectAnnotation("car", (1.0, 1.0, 9.0, 9.0), attributes=annotation.objects[0].attributes)
    written = encode_annotation(annotation.with_objects((*annotation.objects, copy)))
    assert decode_annotation(written).objects[2] == copy


@pytest.mark.parametrize("name", ["bndbox", "name", "two words", "a<b", "1st"])
def test_that_a_name_that_can_be_no_element_is_listed(name: str) -> None:
    value = ObjectAnnotation("car", (1.0, 1.0, 9.0, 9.0), attributes=(Attribute(name, "x", own_tag=True),))
    written = encode_annotation(ImageAnnotation(20, 20, (value,), filename="a.jpg"))
    (read,) = decode_annotation(written).objects
    assert read.box == value.box
    assert read.attributes == (Attribute(name, "x"),)


def test_that_what_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(AnnotationWriteError):
        _with(_read(), 1, Attribute("note", "a\x00b"))
