"""Unsaved edits as JSON of plain values."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.core.annotation import Attribute, ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc.unsaved_edits import UnsavedEdits, decode_edits, edits_of, encode_edits

IMAGE, TARGET = Path("/photos/a.png").absolute(), Path("/elsewhere/b.xml").absolute()
CAT = ObjectAnnotation("cat", (1.0, 1.0, 20.0, 20.0))
DOG = ObjectAnnotation("dog", (5.0, 5.5, 30.0, 30.25), truncated=True, pose="Left")

texts = st.text(st.characters(exclude_categories=()), max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False)
objects = st.builds(
    ObjectAnnotation,
    texts,
    st.tuples(numbers, numbers, numbers, numbers),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    texts,
    st.lists(st.builds(Attribute, texts, texts, st.booleans()), max_size=3).map(tuple),
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def edits(mine: ImageAnnotation, base: ImageAnnotation | None = None) -> UnsavedEdits:
    return edits_of((IMAGE, "key"), TARGET, mine, (base or ImageAnnotation(60, 40), b"bytes"), 1e9)


@given(st.lists(objects, max_size=5), st.lists(objects, max_size=5), texts, st.booleans())
def test_that_all_values_come_back_also_those_that_xml_cannot_hold(
    common: list[ObjectAnnotation], new: list[ObjectAnnotation], name: str, verified: bool
) -> None:
    base = ImageAnnotation(60, 40, tuple(common))
    mine = ImageAnnotation(60, 40, (*common[1:], *new), verified, filename=name, folder=name, comment=name)
    back = decode_edits(encode_edits(edits(mine, base)))
    assert (back.mine, back.base) == (mine, base)
    assert (back.image, back.target, back.shown_size, back.time) == (IMAGE, TARGET, (60, 40), 1e9)
    shared = [each.id for each in back.base.objects[1:]]
    assert [each.id for each in back.mine.objects][: len(shared)] == shared


def test_that_a_path_that_is_no_utf8_comes_back() -> None:
    odd = Path("/photos/a\udcff.png").absolute()
    kept = replace(edits(ImageAnnotation(60, 40, (CAT,))), image=odd)
    assert decode_edits(encode_edits(kept)).image == odd


@pytest.mark.parametrize("time", ["NaN", "1e400", "-1", "1e300", '"noon"', "null", "9" * 5000])
def test_that_a_strange_time_costs_no_edits_or_is_refused(time: str) -> None:
    text = encode_edits(edits(ImageAnnotation(60, 40, (CAT,)))).decode()
    text = text.replace('"time": 1000000000.0', f'"time": {time}')
    try:
        back = decode_edits(text.encode())
    except ValueError:
        return
    assert back.time == 0.0
    assert back.mine.objects == (CAT,)


@given(st.data())
def test_that_changed_entries_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    mine = ImageAnnotation(60, 40, (CAT, DOG))
    facts = json.loads(encode_edits(edits(mine, ImageAnnotation(60, 40, (CAT,)))))
    place: dict[str, object] = facts
    if data.draw(st.booleans()):
        place = facts[data.draw(st.sampled_from(["mine", "base"]))]
        if data.draw(st.booleans()):
            place = place["objects"][0]  # type: ignore[index]
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(plain)
    try:
        back = decode_edits(json.dumps(facts).encode())
    except ValueError:
        return
    assert encode_edits(back)


@given(st.binary(max_size=200))
def test_that_bytes_of_any_kind_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_edits(data)
