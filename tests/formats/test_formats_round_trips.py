"""What comes back after a way through another format."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.data_sets import convert_folder, make_image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.formats.converting import Conversion
from frcnn_desktop.formats.format import FLAGS
from frcnn_desktop.formats.registry import FORMATS, VOC, format_named
from frcnn_desktop.voc import read_annotation, write_annotation

WIDTH, HEIGHT = 400, 300
NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")), min_size=1, max_size=12
)


@st.composite
def objects(draw: st.DrawFn) -> ObjectAnnotation:
    x1, y1 = draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1))
    x2, y2 = draw(st.integers(x1 + 1, WIDTH)), draw(st.integers(y1 + 1, HEIGHT))
    difficult, truncated, occluded = (draw(st.booleans()) for _ in range(3))
    pose = draw(st.sampled_from(["Unspecified", "Left", "Frontal", "뒤"]))
    return ObjectAnnotation(draw(NAMES), (x1, y1, x2, y2), difficult, truncated, occluded, pose)


def there_and_back(
    through: str, found: list[ObjectAnnotation], verified: bool
) -> tuple[ImageAnnotation, ImageAnnotation]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_image(root / "VOC" / "JPEGImages" / "a.jpg", (WIDTH, HEIGHT))
        (root / "VOC" / "Annotations").mkdir()
        before = ImageAnnotation(WIDTH, HEIGHT, tuple(found), verified)
        write_annotation(before, root / "VOC" / "Annotations" / "a.xml")
        convert_folder(root / "VOC", through, root / "there")
        convert_folder(root / "there", "voc", root / "back")
        return before, read_annotation(root / "back" / "Annotations" / "a.xml")


@pytest.mark.parametrize("through", [each.name for each in FORMATS if each.holds >= {*FLAGS, "verified"}])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(objects(), max_size=5), verified=st.booleans())
def test_that_boxes_and_flags_come_back_as_they_were(
    through: str, found: list[ObjectAnnotation], verified: bool
) -> None:
    before, after = there_and_back(through, found, verified)
    assert after.objects == before.objects
    assert (after.width, after.height, after.verified) == (WIDTH, HEIGHT, verified)


@settings(max_examples=30, deadline=None)
@given(found=st.lists(objects(), min_size=1, max_size=5))
def test_that_boxes_come_back_through_yolo_and_only_what_it_cannot_hold_is_gone(
    found: list[ObjectAnnotation],
) -> None:
    before, after = there_and_back("yolo", found, False)
    assert [(each.name, each.box) for each in after.objects] == [
        (each.name, each.box) for each in before.objects
    ]
    assert all(each == ObjectAnnotation(each.name, each.box) for each in after.objects)


@settings(max_examples=200, deadline=None)
@given(st.floats(0, 0.999), st.floats(0, 0.999), st.integers(10, 20_000), st.integers(10, 20_000))
def test_that_yolo_keeps_a_box_to_a_hundredth_of_a_pixel(
    left: float, top: float, width: int, height: int
) -> None:
    from frcnn_desktop.formats.known.yolo import _Decoder, _shares

    box = (left * width, top * height, width, height)
    (found,) = _Decoder(("cat",), False).objects(f"0 {_shares(box, width, height)}")
    assert found.box is not None
    back = [value * side for value, side in zip(found.box, (width, height) * 2, strict=True)]
    assert max(abs(a - b) for a, b in zip(back, box, strict=True)) < 0.01


CAT, DOG = ObjectAnnotation("cat", (1, 2, 11, 10)), ObjectAnnotation("dog", (0, 0, 40, 30), truncated=True)


@pytest.mark.parametrize("through", [each.name for each in FORMATS])
def test_that_splits_and_the_order_of_classes_come_back(
    voc: Callable[..., Path], turn: Callable[..., Conversion], through: str
) -> None:
    root = voc({"1": [CAT], "2": [DOG], "10": []}, train="1 2", val="10", trainval="1 2 10")
    (root / "classes.txt").write_text("zebra\ndog\ncat\n")
    there = turn(root, through).destination
    back = turn(there, "voc", "back")
    assert back.plan.data.classes == ("zebra", "dog", "cat")
    assert back.plan.data.splits == {"train": 2, "val": 1}
    lists = back.destination / "ImageSets" / "Main"
    assert (lists / "train.txt").read_text().split() == ["1", "2"]
    assert (lists / "trainval.txt").read_text().split() == ["1", "2", "10"]
    assert (back.destination / "classes.txt").read_text().split() == ["zebra", "dog", "cat"]
    assert (back.destination / "JPEGImages" / "10.jpg").is_file()


@pytest.mark.parametrize("through", [each.name for each in FORMATS if each is not VOC])
def test_that_a_set_without_splits_has_none_afterwards_where_the_format_has_a_way_to_say_so(
    voc: Callable[..., Path], turn: Callable[..., Conversion], through: str
) -> None:
    there = turn(voc({"1": [CAT]}), through)
    back = turn(there.destination, "voc", "back")
    assert set(back.plan.data.splits) == {"train" if through == "yolo" else ""}
    told = [str(each) for each in there.plan.data.notes]
    assert any("no splits" in each for each in told) == bool(format_named(through).single_split)
