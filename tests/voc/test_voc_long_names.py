"""File names as long as they may be, links that go in a circle, locked folders: no reason to lose a box."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import read_annotation, write_annotation
from frcnn_desktop.voc.locations import annotation_target, find_annotation, list_images
from frcnn_desktop.voc.portable_names import PortableNames

DOG = ObjectAnnotation("dog", (1.0, 2.0, 30.0, 20.0))
# As macOS writes Korean names: three bytes for each part of a syllable.
DECOMPOSED = unicodedata.normalize("NFD", "내 사진 모음에서 고른 것")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other limits")


@pytest.mark.parametrize("stem", ["x" * 251, (DECOMPOSED * 9)[:83], "가" * 83])
def test_that_an_image_of_the_longest_name_is_annotated(tmp_path: Path, stem: str) -> None:
    image = tmp_path / f"{stem}.jpg"
    image.touch()
    assert find_annotation(image) is None
    target = annotation_target(image)
    write_annotation(ImageAnnotation(60, 40, (DOG,)), target)
    found = find_annotation(image)
    assert found is not None
    assert read_annotation(found).objects == (DOG,)
    write_annotation(read_annotation(found).with_objects(()), found)
    assert {each.name for each in tmp_path.iterdir()} == {image.name, target.name}


def test_that_a_link_in_a_circle_does_not_hide_the_other_images(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").symlink_to("a.jpg")
    (tmp_path / "b.jpg").touch()
    assert list_images(tmp_path) == [tmp_path / "b.jpg"]


def test_that_a_locked_folder_of_annotations_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image = tmp_path / "images" / "a.jpg"
    image.parent.mkdir()
    image.touch()
    locked = tmp_path / "Annotations"
    real = os.stat

    def refuse(path: str | Path, **how: bool) -> os.stat_result:
        # Root, as who tests may run, is refused nothing.
        if locked in Path(path).parents:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, **how)

    locked.mkdir()
    monkeypatch.setattr(os, "stat", refuse)
    assert find_annotation(image) is None
    assert annotation_target(image) == image.with_suffix(".xml")


def test_that_bytes_which_are_no_utf8_leave_nothing_that_a_system_refuses() -> None:
    names = PortableNames()
    assert [names.take("b\udcff\udce9d"), names.take("b\udcfe\udce8d")] == ["b_d", "b_d_2"]
