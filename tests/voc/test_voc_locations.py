"""Which annotation file belongs to which image."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.locations import (
    Siblings,
    annotation_target,
    find_annotation,
    image_folders,
    in_natural_order,
    list_images,
    natural_key,
)


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def annotate(path: Path, filename: str, folder: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_annotation(ImageAnnotation(9, 9, filename=filename, folder=folder), path)
    return path


def test_that_images_are_listed_in_natural_order(tmp_path: Path) -> None:
    for name in (
        "img10.jpg",
        "IMG2.PNG",
        "img1.jpeg",
        "사진 2.webp",
        "사진 10.bmp",
        "a.txt",
        "a.xml",
        ".hid.jpg",
    ):
        touch(tmp_path / name)
    touch(tmp_path / "b.jpg" / "inside.jpg")
    touch(tmp_path / "sub10" / "z.jpg")
    touch(tmp_path / "sub9" / "z.jpg")
    touch(tmp_path / ".cache" / "z.jpg")
    flat = ["img1.jpeg", "IMG2.PNG", "img10.jpg", "사진 2.webp", "사진 10.bmp"]
    assert [path.name for path in list_images(tmp_path)] == flat
    below = [path.relative_to(tmp_path).as_posix() for path in list_images(tmp_path, recursive=True)]
    assert below == [*flat, "b.jpg/inside.jpg", "sub9/z.jpg", "sub10/z.jpg"]


def test_that_a_folder_that_cannot_be_read_is_an_error_and_a_link_cycle_none(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="gone cannot be opened"):
        list_images(tmp_path / "gone")
    touch(tmp_path / "a.jpg")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(list_images(tmp_path, recursive=True)) == 1


def test_that_the_chosen_folder_comes_before_the_image_s_and_that_before_annotations(tmp_path: Path) -> None:
    image = touch(tmp_path / "JPEGImages" / "a 1.jpg")
    chosen = tmp_path / "chosen"
    assert find_annotation(image, chosen) is None
    for folder in (tmp_path / "Annotations", image.parent, chosen):
        expected = annotate(folder / "a 1.xml", "a 1.jpg")
        assert find_annotation(image, chosen) == expected
        assert annotation_target(image, chosen, [image]) == expected
    assert find_annotation(image) == image.with_suffix(".xml")


def test_that_a_new_file_goes_to_the_chosen_folder_else_beside_the_image(tmp_path: Path) -> None:
    image = touch(tmp_path / "JPEGImages" / "a.tar.jpg")
    (tmp_path / "Annotations").mkdir()
    assert annotation_target(image, None, [image]) == image.with_name("a.tar.xml")
    assert annotation_target(image, tmp_path / "c", [image]) == tmp_path / "c" / "a.tar.xml"


def test_that_two_images_of_one_stem_never_share_a_file(tmp_path: Path) -> None:
    jpg, png = touch(tmp_path / "a.jpg"), touch(tmp_path / "a.png")
    for folder in (None, tmp_path / "chosen"):
        home = folder or tmp_path
        assert annotation_target(jpg, folder, [jpg, png]) == home / "a.xml"
        assert annotation_target(png, folder, [jpg, png]) == home / "a.png.xml"
        annotate(home / "a.xml", "a.jpg")
        assert find_annotation(png, folder) is None
        assert annotation_target(png, folder, [jpg, png]) == home / "a.png.xml"
        annotate(home / "a.png.xml", "a.png")
        for siblings in ([], [jpg, png]):
            assert find_annotation(jpg, folder, siblings) == home / "a.xml"
            assert find_annotation(png, folder, siblings) == home / "a.png.xml"
        (home / "a.xml").unlink()
        (home / "a.png.xml").unlink()


def test_that_a_file_stays_with_the_image_it_names_when_another_of_its_stem_arrives(tmp_path: Path) -> None:
    png = touch(tmp_path / "a.png")
    xml = annotate(tmp_path / "a.xml", "a.png")
    assert find_annotation(png) == xml
    jpg = touch(tmp_path / "a.jpg")
    assert find_annotation(png) == xml
    assert find_annotation(jpg) is None
    assert annotation_target(jpg, None, [jpg, png]) == tmp_path / "a.jpg.xml"


def test_that_a_corrupt_shared_file_belongs_to_the_first_image(tmp_path: Path) -> None:
    jpg, png = touch(tmp_path / "a.jpg"), touch(tmp_path / "a.png")
    (tmp_path / "a.xml").write_text("<broken")
    assert find_annotation(jpg) == tmp_path / "a.xml"
    assert find_annotation(png) is None


def test_that_images_of_several_folders_do_not_meet_in_the_chosen_one(tmp_path: Path) -> None:
    first, second = touch(tmp_path / "x" / "a.jpg"), touch(tmp_path / "y" / "a.jpg")
    third = touch(tmp_path / "z" / "a.png")
    chosen, images = tmp_path / "chosen", [first, second, third]
    targets = [annotation_target(image, chosen, images) for image in images]
    assert targets == [chosen / "a.xml", second.with_suffix(".xml"), chosen / "a.png.xml"]
    for image, target in zip(images, targets, strict=True):
        annotate(target, image.name, image.parent.name)
    assert [find_annotation(image, chosen, images) for image in images] == targets
    assert [annotation_target(image, chosen, images) for image in images] == targets


def test_that_the_folder_in_the_file_decides_between_images_of_one_name(tmp_path: Path) -> None:
    first, second = touch(tmp_path / "x" / "a.jpg"), touch(tmp_path / "y" / "a.jpg")
    xml = annotate(tmp_path / "chosen" / "a.xml", "a.jpg", folder="y")
    assert find_annotation(second, xml.parent, [first, second]) == xml
    assert find_annotation(first, xml.parent, [first, second]) is None
    assert annotation_target(first, xml.parent, [first, second]) not in (xml, second.with_suffix(".xml"))


def test_that_case_and_decomposed_hangul_do_not_hide_a_file(tmp_path: Path) -> None:
    image = touch(tmp_path / unicodedata.normalize("NFD", "강아지.JPG"))
    xml = annotate(tmp_path / "강아지.XML", image.name)
    assert find_annotation(image) == xml
    photo = touch(tmp_path / "IMG_1.JPG")
    xml = annotate(tmp_path / "img_1.xml", photo.name)
    found = find_annotation(photo)
    assert found is not None
    assert found.samefile(xml)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names that differ by case cannot coexist")
def test_that_names_which_differ_by_case_do_not_share_a_file(tmp_path: Path) -> None:
    lower, upper = touch(tmp_path / "a.jpg"), touch(tmp_path / "A.JPG")
    annotate(tmp_path / "a.xml", "a.jpg")
    assert find_annotation(lower) == tmp_path / "a.xml"
    assert find_annotation(upper) is None
    assert annotation_target(upper, None, [lower, upper]) == tmp_path / "A.JPG.xml"


def test_that_a_file_which_appears_later_is_found(tmp_path: Path) -> None:
    image = touch(tmp_path / "a.jpg")
    assert find_annotation(image) is None
    os.utime(tmp_path, ns=(1, 1))
    annotate(tmp_path / "A.Xml", "a.jpg")
    assert find_annotation(image) == tmp_path / "A.Xml"


def test_that_names_which_sort_alike_are_told_apart_by_their_characters() -> None:
    alike = ["007", "7", "Car", "car", "BUS", "bus", "7" * 5000]
    backwards = alike[::-1]
    assert sorted(alike, key=natural_key) == sorted(backwards, key=natural_key)
    assert sorted(["img10", "img2", "IMG1"], key=natural_key) == ["IMG1", "img2", "img10"]


def test_that_a_data_set_is_opened_where_its_images_are(tmp_path: Path) -> None:
    kit = tmp_path / "out" / "VOCdevkit"
    first = touch(kit / "VOC2007" / "JPEGImages" / "1.jpg").parent
    touch(kit / "VOC2007" / "SegmentationClass" / "1.png")
    for folder in (tmp_path / "out", kit, kit / "VOC2007", first):
        assert image_folders(folder) == (first,)
    second = touch(kit / "VOC2012" / "JPEGImages" / "1.jpg").parent
    touch(kit / "._VOC2013" / "JPEGImages" / "1.jpg")
    assert image_folders(kit) == (first, second)
    touch(tmp_path / "small" / "images" / "1.jpg")
    (tmp_path / "small" / "Annotations").mkdir()
    assert image_folders(tmp_path / "small") == (tmp_path / "small" / "images",)
    for other in ("gone", "empty", "photos"):
        if other != "gone":
            (tmp_path / other / "sub").mkdir(parents=True)
        assert image_folders(tmp_path / other) == (tmp_path / other,)


def test_that_images_of_one_folder_are_not_gone_through_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("frcnn_desktop.voc.locations.family_of", lambda name: asked.append(name) or name)
    Siblings([Path(f"/a/{number}.jpg") for number in range(9)])
    assert not asked
    Siblings([Path(f"/{folder}/1.jpg") for folder in "ab"])
    assert len(asked) == 2


@pytest.mark.parametrize(
    "texts",
    [
        ("7", "img", "img7", "img10", "img10a", "imga", "z1"),
        ("", "0", "1", "a", "a0", "a0b", "a1", "ab"),
        ("a2.jpg", "a10.jpg", "a10b2.jpg", "a10b10.jpg"),
    ],
)
def test_that_digits_come_by_value_and_before_letters(texts: tuple[str, ...]) -> None:
    assert tuple(sorted(frozenset(texts), key=natural_key)) == texts


digits_and_letters = st.text(st.sampled_from("012aA.ß²"), max_size=5)


@given(st.lists(digits_and_letters) | st.lists(st.text(st.sampled_from("0127"), min_size=3, max_size=3)))
def test_that_names_of_any_shape_are_listed_in_natural_order(names: list[str]) -> None:
    assert in_natural_order(names) == sorted(names, key=natural_key)


def test_that_names_that_differ_in_digits_alone_are_not_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("frcnn_desktop.voc.locations.natural_key", lambda name: asked.append(name) or name)
    assert in_natural_order(["2010_12.jpg", "2007_30.jpg"]) == ["2007_30.jpg", "2010_12.jpg"]
    assert not asked
    in_natural_order(["img2.jpg", "img10.jpg"])
    assert len(asked) == 2


def test_that_paths_of_a_large_folder_are_those_of_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("10.jpg", "9.jpg", "a.heic", "notes.txt"):
        touch(tmp_path / name)
    small = list_images(tmp_path)
    monkeypatch.setattr("frcnn_desktop.voc.locations._MANY", 1)
    assert list_images(tmp_path) == small == [tmp_path / name for name in ("9.jpg", "10.jpg", "a.heic")]
