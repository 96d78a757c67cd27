"""No annotation file belongs to two images, whatever they are called, and saving one moves no other."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.devkit import VocDataset
from frcnn_desktop.voc.image_folder import open_image_folder
from frcnn_desktop.voc.locations import Siblings, annotation_target, find_annotation, list_images
from frcnn_desktop.voc.pairing import divide_names, names_in

DOTS = {
    *("2021-01-26_18.14.00.mp4_760.jpg", "2021-01-26_18.14.00.mp4_874.jpg", "scan.xml.jpg"),
    *("car1.jpg", "car.2.jpg", "car.3.jpg", "car.4.jpg"),
    *("photo.jpg", "photo.png", "photo.jpg.jpg", "photo.png.jpg"),
}
parts = st.sampled_from(
    ["photo", "Photo", "car.2", "2021-01-26_18.14.00", ".jpg", ".PNG", ".png", ".xml", ".heic"]
)
bases = st.lists(parts, min_size=1, max_size=3).map("".join).filter(lambda name: name[0] != ".")
image_names = st.builds(str.__add__, bases, st.sampled_from([".jpg", ".png", ".JPG", ".jfif", ".heic"]))
stated = st.one_of(st.just(""), image_names)
files = st.dictionaries(bases.map("{}.xml".format), stated, max_size=5)


@contextmanager
def folder_of(images: set[str], annotations: dict[str, str]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for each in images:
            (root / each).touch()
        for each, filename in annotations.items():
            annotate(root / each, filename)
        yield root


def annotate(path: Path, filename: str) -> None:
    write_annotation(ImageAnnotation(9, 9, filename=filename or "unknown", folder="x"), path)


def targets(images: list[Path], folder: Path | None = None) -> dict[Path, Path]:
    siblings = Siblings(images)
    names_in.__globals__["_scan"].cache_clear()  # Faster than the clock of the file system.
    return {each: annotation_target(each, folder, siblings.of(each)) for each in images}


@settings(max_examples=150)
@given(st.sets(image_names, min_size=1, max_size=6), files, st.booleans())
def test_that_every_image_has_a_file_of_its_own_before_and_after_each_save(
    images: set[str], annotations: dict[str, str], elsewhere: bool
) -> None:
    with folder_of(images, {} if elsewhere else annotations) as root:
        folder = root / "chosen" if elsewhere else None
        home = folder or root
        home.mkdir(exist_ok=True)
        for name, filename in annotations.items():
            annotate(home / name, filename)
        listed = list_images(root)
        first = targets(listed, folder)
        assert len(set(map(str, first.values()))) == len(listed)
        for image in reversed(listed):
            annotate(first[image], image.name)
            assert targets(listed, folder) == first
        assert {each: find_annotation(each, folder, Siblings(listed).of(each)) for each in listed} == first


@settings(max_examples=50)
@given(st.sets(image_names, min_size=1, max_size=6), files)
def test_that_devkits_and_folders_give_each_image_the_file_that_the_window_gives(
    images: set[str], annotations: dict[str, str]
) -> None:
    with folder_of(set(), {}) as root:
        for each in images:
            (root / "JPEGImages" / each).parent.mkdir(exist_ok=True)
            (root / "JPEGImages" / each).touch()
        (root / "Annotations").mkdir()
        for each, filename in annotations.items():
            annotate(root / "Annotations" / each, filename)
        names_in.__globals__["_scan"].cache_clear()
        listed = list_images(root / "JPEGImages")
        shown = {each: found for each in listed if (found := find_annotation(each)) is not None}
        dataset = VocDataset(root)
        for image, annotation in shown.items():
            assert dataset.image_path(annotation.stem) == image
        if shown:
            folder = open_image_folder(root / "JPEGImages")
            assert {folder.image_path(each): folder.annotation_path(each) for each in folder.files} == shown


@given(st.sets(st.tuples(st.sampled_from("xy"), image_names), min_size=1, max_size=6))
def test_that_images_from_anywhere_have_files_of_their_own_in_one_folder(
    images: set[tuple[str, str]],
) -> None:
    paths = [Path(folder, name) for folder, name in images]
    names = divide_names(Path("/none/of/it"), paths)
    assert len({name.casefold() for name in names.values()}) == len(paths)


def test_that_a_folder_of_labelimg_gives_each_image_its_own_boxes() -> None:
    with folder_of({"photo.png", "photo.png.jpg"}, {"photo.xml": "", "photo.png.xml": ""}) as root:
        assert find_annotation(root / "photo.png") == root / "photo.xml"
        assert find_annotation(root / "photo.png.jpg") == root / "photo.png.xml"
        (root / "photo.xml").unlink()
        annotate(root / "photo.png.xml", "photo.png.jpg")
        assert find_annotation(root / "photo.png") is None
        assert annotation_target(root / "photo.png") == root / "photo.xml"


def test_that_eleven_images_with_dots_have_eleven_files_and_car_xml_is_none_of_them() -> None:
    with folder_of(DOTS, {"car.xml": "car.jpg"}) as root:
        found = targets(list_images(root))
        assert len(found) == len(set(found.values())) == 11
        assert root / "car.xml" not in found.values()


def test_that_a_file_of_the_same_tick_of_the_clock_is_found_soon(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    there = tmp_path.stat()
    assert "b" not in names_in(tmp_path).images
    (tmp_path / "b.png").touch()
    os.utime(tmp_path, ns=(there.st_atime_ns, there.st_mtime_ns))
    time.sleep(0.025)
    assert "b" in names_in(tmp_path).images
