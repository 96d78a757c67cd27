"""Which files are images, what is never opened, and images whose bytes say something else than they look."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, features
from support.package_source import MODULES, PACKAGE, nodes_of

from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.image_kinds import IMAGE_SUFFIXES, is_image_name, unreadable_kind
from frcnn_desktop.core.images import load_image, load_thumbnail
from frcnn_desktop.voc.datasets import open_dataset
from frcnn_desktop.voc.devkit import open_voc
from frcnn_desktop.voc.export_files import prepare
from frcnn_desktop.voc.locations import list_images

GROUND, MARK = (90, 140, 60), (200, 30, 30)
ANNOTATION = (
    "<annotation><object><name>cat</name><bndbox><xmin>2</xmin><ymin>2</ymin><xmax>9</xmax><ymax>9</ymax>"
    "</bndbox></object></annotation>"
)


def picture(bands: tuple[int, ...] = ()) -> NDArray[np.uint8]:
    pixels = np.full((20, 30, 3), GROUND, np.uint8)
    pixels[10:, 10:] = MARK
    extra = [np.full((20, 30, 1), band, np.uint8) for band in bands]
    return np.concatenate([pixels, *extra], axis=2)


def assert_shown_as_drawn(path: Path) -> None:
    for rgb in (load_image(path).rgb, load_thumbnail(path, 64)):
        assert tuple(rgb[2, 2]) == GROUND
        assert tuple(rgb[15, 20]) == MARK


# --- what is opened


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the program that is started is a shell script")
@pytest.mark.parametrize("head", [b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"\xc5\xd0\xd3\xc6"])
@pytest.mark.parametrize("name", ["a.jpg", "a.eps", "a.png", "a.tga"])
def test_that_a_picture_never_starts_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: bytes, name: str
) -> None:
    trace = tmp_path / "started"
    for program in ("gs", "gswin64c"):
        (tmp_path / program).write_text(f"#!/bin/sh\ntouch {trace}\n")
        (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    (tmp_path / name).write_bytes(head + b"showpage\n%%EOF\n" * 20)
    for read in (load_image, lambda path: load_thumbnail(path, 64)):
        with pytest.raises(ImageLoadError, match=r"not an image|damaged"):
            read(tmp_path / name)
    assert not trace.exists()


def test_that_images_are_opened_in_one_place_and_by_listed_kinds() -> None:
    calls = []
    for path in MODULES:
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Image.open"):
                calls.append((path.relative_to(PACKAGE).as_posix(), {each.arg for each in node.keywords}))
            assert not (isinstance(node, ast.ImportFrom) and node.module == "PIL.Image"), path
    assert calls == [("core/opened_image.py", {"formats"})]


@pytest.mark.parametrize("module", ["voc", "core.images", "proposals", "evaluation.error_pictures", "cli"])
def test_that_importing_changes_nothing_of_pillow(module: str) -> None:
    script = (
        # matplotlib, which draws mistakes, asks for the PNG plug-in.
        "from PIL import Image, ImageFile, PngImagePlugin\n"
        "def state():\n"
        "    return {f'{m.__name__}.{k}': repr(v) for m in (Image, ImageFile) for k, v in vars(m).items()\n"
        "            if k.isupper() and not isinstance(v, dict)}\n"
        "before = state()\n"
        f"import frcnn_desktop.{module}\n"
        "assert before == state() and Image.MAX_IMAGE_PIXELS, set(before.items()) ^ set(state().items())\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_that_more_pixels_than_pillow_allows_are_refused_in_our_words(tmp_path: Path) -> None:
    Image.new("1", (20_000, 10_000)).save(tmp_path / "a.png")
    with pytest.raises(ImageLoadError, match="200 megapixels; the limit is 150"):
        load_image(tmp_path / "a.png")


def test_that_a_hundred_megapixels_are_read_without_a_word(tmp_path: Path) -> None:
    Image.new("1", (10_000, 9_500)).save(tmp_path / "a.png")
    assert load_thumbnail(tmp_path / "a.png", 8).shape == (8, 8, 3)


# --- names


WRITTEN_AS = {
    ".jfif": "JPEG", ".jpe": "JPEG", ".jif": "JPEG", ".dib": "DIB", ".pbm": "PPM", ".pnm": "PPM",
    ".tga": "TGA", ".jp2": "JPEG2000", ".mpo": "MPO", ".avif": "AVIF", ".apng": "PNG", ".JPE": "JPEG",
}  # fmt: skip


@pytest.mark.parametrize(("suffix", "written"), WRITTEN_AS.items())
def test_that_every_kind_that_pillow_reads_is_listed_and_read(
    tmp_path: Path, suffix: str, written: str
) -> None:
    if written == "AVIF" and not features.check("avif"):
        pytest.skip("Pillow reads no AVIF here")
    path = tmp_path / f"a{suffix}"
    Image.fromarray(picture()).convert("1" if suffix == ".pbm" else "RGB").save(path, written)
    assert list_images(tmp_path) == [path]
    assert load_image(path).rgb.shape == (20, 30, 3)
    path.with_suffix(".xml").write_text(ANNOTATION)
    assert open_dataset(tmp_path).image_ids() == ("a",)
    assert prepare(path, path.with_suffix(".xml"), include_unverified=True).width == 30


@pytest.mark.parametrize(
    ("name", "kind"), [("6.heic", "HEIC"), ("6.CR2", "camera RAW"), ("6.dng", "camera RAW")]
)
def test_that_a_kind_which_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, kind: str
) -> None:
    path = tmp_path / name
    # As cameras do it: a TIFF with a small preview first.
    Image.fromarray(picture()).save(path, "TIFF" if kind == "camera RAW" else "AVIF")
    path.write_bytes(path.read_bytes().replace(b"avif", b"heic"))
    path.with_suffix(".xml").write_text(ANNOTATION)
    assert list_images(tmp_path) == [path]
    dataset = open_dataset(tmp_path)
    assert dataset.image_ids() == ("6",)
    for read in (load_image, lambda each: prepare(each, path.with_suffix(".xml"), True)):
        with pytest.raises(ImageLoadError, match=f"{name} is a {kind} picture, which cannot be read"):
            read(dataset.image_path("6"))


def test_that_heic_under_another_name_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\0\0\0\x18ftypheic" + bytes(80))
    with pytest.raises(ImageLoadError, match=r"a\.jpg is a HEIC picture"):
        load_image(tmp_path / "a.jpg")


def test_that_a_converted_picture_takes_the_place_and_the_annotation_of_its_raw_one(tmp_path: Path) -> None:
    for name in ("1.cr2", "1.jpg", "2.heic", "2.JPG"):
        Image.fromarray(picture()).save(tmp_path / name, "TIFF" if name == "1.cr2" else "JPEG")
    for number in (1, 2):
        (tmp_path / f"{number}.xml").write_text(ANNOTATION)
    assert list_images(tmp_path) == [tmp_path / "1.jpg", tmp_path / "2.JPG"]
    assert [open_dataset(tmp_path).image_path(each).name for each in ("1", "2")] == ["1.jpg", "2.JPG"]


def test_that_what_systems_put_beside_images_is_never_one(tmp_path: Path) -> None:
    for name in ("._a.jpg", ".hidden.png", "Thumbs.db", "a.txt", "@eaDir", "__MACOSX", "~a.xml"):
        assert not is_image_name(name)
    assert not unreadable_kind("._a.heic")
    root = tmp_path / "VOC"
    for folder in ("Annotations", "JPEGImages", "ImageSets/Main"):
        for place in (root / folder, root / folder / ".ipynb_checkpoints", root / folder / "@eaDir"):
            place.mkdir(parents=True)
    for place in [path for path in root.rglob("*") if path.is_dir()]:
        for name in ("._1.jpg", "._1.xml", "._1.txt", ".DS_Store", "Thumbs.db"):
            (place / name).write_bytes(b"\0\5\x16\7" + bytes(99))
    images = root / "JPEGImages"
    Image.fromarray(picture()).save(images / "1.jpg")
    shutil.copy(images / "1.jpg", images / ".ipynb_checkpoints" / "1-checkpoint.jpg")
    shutil.copy(images / "1.jpg", images / "@eaDir" / "1.jpg")
    (root / "Annotations" / "1.xml").write_text(ANNOTATION)
    (root / "ImageSets" / "Main" / "trainval.txt").write_text("1\n")
    shutil.copytree(root, tmp_path / "__MACOSX")
    dataset = open_voc(tmp_path)
    assert (dataset.splits(), dataset.image_ids()) == (("trainval",), ("1",))
    assert list_images(root, recursive=True) == [root / "JPEGImages" / "1.jpg"]
    assert open_dataset(root / "JPEGImages").image_ids() == ("1",)


def test_that_no_kind_is_both_read_and_not_read() -> None:
    assert not [suffix for suffix in IMAGE_SUFFIXES if unreadable_kind(f"a{suffix}")]


# --- pixels


def bitmap(version: int, alpha: int) -> bytes:
    """Return a 32-bit bitmap of `picture` whose fourth byte is `alpha`, with a header of a version."""
    rows = picture((alpha,))[::-1, :, [2, 1, 0, 3]].tobytes()
    size = {3: 40, 4: 108}[version]
    masks = np.array([0xFF0000, 0xFF00, 0xFF, 0xFF000000], "<u4").tobytes() if version == 4 else b""
    compression = 3 if version == 4 else 0
    head = np.array([size, 30, 20], "<u4").tobytes() + np.array([1, 32], "<u2").tobytes()
    head += np.array([compression, len(rows), 0, 0, 0, 0], "<u4").tobytes() + masks
    head = head.ljust(size, b"\0")
    return b"BM" + np.array([14 + size + len(rows), 0, 14 + size], "<u4").tobytes() + head + rows


@pytest.mark.parametrize("version", [3, 4])
def test_that_a_bitmap_whose_fourth_byte_is_0_everywhere_shows_its_colours(
    tmp_path: Path, version: int
) -> None:
    (tmp_path / "a.bmp").write_bytes(bitmap(version, 0))
    assert_shown_as_drawn(tmp_path / "a.bmp")


def test_that_a_bitmap_with_opacity_is_shown_over_white(tmp_path: Path) -> None:
    (tmp_path / "a.bmp").write_bytes(bitmap(4, 128))
    assert load_image(tmp_path / "a.bmp").rgb[2, 2, 0] == pytest.approx((90 + 255) / 2, abs=2)


def test_that_a_targa_without_opacity_shows_its_colours(tmp_path: Path) -> None:
    Image.fromarray(picture((0,)), "RGBA").save(tmp_path / "a.tga")
    assert_shown_as_drawn(tmp_path / "a.tga")


@pytest.mark.parametrize("extra", [0, None])
@pytest.mark.parametrize("compression", ["raw", "tiff_lzw"])
def test_that_near_infrared_is_not_blended_into_the_colours(
    tmp_path: Path, extra: int | None, compression: str
) -> None:
    infrared = picture((0,))
    infrared[:, :15, 3] = 255
    path = tmp_path / "a.tif"
    Image.fromarray(infrared, "RGBA").save(path, compression=compression)
    # A little-endian TIFF calls the fourth band opacity (2) in tag 338: say 0, unspecified, or no such tag.
    written, wanted = (338, 3, 1, 0, 2), (338, 3, 1, 0, 0) if extra == 0 else (65_000, 3, 1, 0, 2)
    old, new = (np.array(entry, "<u2").tobytes() for entry in (written, wanted))
    data = path.read_bytes()
    assert data.count(old) == 1
    path.write_bytes(data.replace(old, new))
    assert_shown_as_drawn(path)


def test_that_four_inks_are_exported_as_three_colours(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(picture()).convert("CMYK").save(path, quality=95)
    path.with_suffix(".xml").write_text(ANNOTATION)
    ready = prepare(path, path.with_suffix(".xml"), include_unverified=True)
    with Image.open(BytesIO(ready.jpeg)) as exported:
        assert (exported.mode, ready.depth) == ("RGB", 3)
        shown = np.asarray(exported).astype(int)
    assert np.abs(shown - load_image(path).rgb).mean() < 4


def deep(kind: str) -> NDArray:
    """Ground 21,400 and an object 23,500 of 65,535, with the noise and the dead pixels of a sensor."""
    generator = np.random.default_rng(0)
    values = 21_400 + generator.normal(0, 60, (120, 160))
    values[40:80, 60:100] += 2_100
    values[0, :40], values[1, :40] = 0, 65_535
    return values.astype({"I;16": np.uint16, "I": np.int32, "F": np.float32}[kind])


@pytest.mark.parametrize("kind", ["I;16", "I", "F"])
def test_that_a_small_difference_of_deep_grey_values_is_seen_and_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.tif"
    Image.fromarray(deep(kind)).save(path)
    before = path.read_bytes()
    loaded = load_image(path)
    object_, ground = loaded.rgb[60, 80].astype(int), loaded.rgb[20, 20].astype(int)
    assert (object_ - ground).min() >= 60
    assert np.array_equal(load_thumbnail(path, 500), loaded.rgb)
    assert "shown as black to white" in str(loaded.note)
    assert path.read_bytes() == before


def test_that_a_ramp_stays_one_from_black_to_white(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 65_535, 320).astype(np.uint16), (4, 1))
    Image.fromarray(ramp).save(tmp_path / "a.png")
    row = load_image(tmp_path / "a.png").rgb[0, :, 0].astype(int)
    assert (row[0], row[-1]) == (0, 255)
    assert (np.diff(row) >= 0).all()
    assert len(set(row.tolist())) > 240
