"""Images come out as people see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageOps

from frcnn_desktop.core import pixels as pixels_module
from frcnn_desktop.core.images import load_image, load_thumbnail
from frcnn_desktop.core.upright import swaps_sides, upright_pixels

ORIENTATION = 0x0112


def marked() -> NDArray[np.uint8]:
    """Return 40 x 30 stored pixels: a red corner top left, a green one top right, on black."""
    pixels = np.zeros((30, 40, 3), np.uint8)
    pixels[:8, :8] = (255, 0, 0)
    pixels[:8, -8:] = (0, 255, 0)
    return pixels


def corners(rgb: NDArray[np.uint8]) -> str:
    """Name the corners clockwise from top left: R, G or a dot."""
    spots = (rgb[2, 2], rgb[2, -3], rgb[-3, -3], rgb[-3, 2])
    return "".join("." if spot.max() < 128 else "RGB"[int(spot.argmax())] for spot in spots)


SHOWN = {1: "RG..", 2: "GR..", 3: "..RG", 4: "..GR", 5: "R..G", 6: ".RG.", 7: ".GR.", 8: "G..R"}


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_that_every_orientation_is_shown_upright_in_every_format(
    tmp_path: Path, orientation: int, suffix: str
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    path = tmp_path / f"a{suffix}"
    Image.fromarray(marked()).save(path, exif=exif, quality=95)
    loaded = load_image(path)
    assert corners(loaded.rgb) == SHOWN[orientation]
    assert corners(load_thumbnail(path, 40)) == SHOWN[orientation]
    assert loaded.orientation == orientation
    assert loaded.stored_size == (40, 30)
    assert (loaded.width, loaded.height) == ((30, 40) if swaps_sides(orientation) else (40, 30))


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_that_an_invalid_orientation_turns_nothing(tmp_path: Path, value: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = value
    Image.fromarray(marked()).save(tmp_path / "a.jpg", exif=exif)
    loaded = load_image(tmp_path / "a.jpg")
    assert (corners(loaded.rgb), loaded.orientation) == ("RG..", 1)


def test_that_an_orientation_which_is_no_number_turns_nothing(tmp_path: Path) -> None:
    one_ascii_entry = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x02\0\x02\0\0\0" + b"6\0\0\0" + bytes(4)
    Image.fromarray(marked()).save(tmp_path / "a.jpg", exif=one_ascii_entry)
    assert corners(load_image(tmp_path / "a.jpg").rgb) == "RG.."


def test_that_damaged_exif_does_not_cost_the_picture(tmp_path: Path) -> None:
    Image.fromarray(marked()).save(
        tmp_path / "a.jpg", exif=b"Exif\x00\x00MM\x00*\x00\x00\xff\xff" + b"\x01" * 9
    )
    assert corners(load_image(tmp_path / "a.jpg").rgb) == "RG.."


def test_that_pixels_are_read_only_and_the_key_follows_the_content(tmp_path: Path) -> None:
    Image.fromarray(marked()).save(tmp_path / "한글 a.png")
    Image.fromarray(marked()).save(tmp_path / "b.png")
    Image.fromarray(marked()[::-1]).save(tmp_path / "c.png")
    first, second, third = (load_image(tmp_path / name) for name in ("한글 a.png", "b.png", "c.png"))
    assert not first.rgb.flags.writeable
    assert first.rgb.flags.c_contiguous
    assert first.rgb.dtype == np.uint8
    assert first.content_key == second.content_key != third.content_key
    assert first.note is None


@pytest.mark.parametrize(
    ("mode", "suffix", "note"),
    [
        ("RGB", ".bmp", ""),
        ("RGBA", ".png", "RGBA shown as RGB"),
        ("CMYK", ".tif", "CMYK shown as RGB"),
        ("CMYK", ".jpg", "CMYK shown as RGB"),
        ("P", ".png", "P shown as RGB"),
        ("P", ".gif", "P shown as RGB"),
        ("YCbCr", ".tif", "YCbCr shown as RGB"),
        ("L", ".jpg", ""),
        ("LA", ".png", "LA shown as RGB"),
        ("1", ".png", "1 shown as RGB"),
    ],
)
def test_that_every_pixel_format_becomes_rgb(tmp_path: Path, mode: str, suffix: str, note: str) -> None:
    path = tmp_path / f"a{suffix}"
    Image.fromarray(marked()).convert(mode).save(path)
    loaded = load_image(path)
    assert loaded.rgb.shape == (30, 40, 3)
    assert loaded.rgb[15, 20].max() < 10
    assert str(loaded.note or "") == note
    if mode not in ("L", "LA", "1"):
        assert corners(loaded.rgb) == "RG.."


def test_that_transparency_is_shown_over_white(tmp_path: Path) -> None:
    rgba = np.zeros((4, 4, 4), np.uint8)
    rgba[:2] = (255, 0, 0, 255)
    Image.fromarray(rgba).save(tmp_path / "a.png")
    palette = Image.fromarray(np.array([[0, 1]], np.uint8)).convert("P")
    palette.putpalette([10, 20, 30, 255, 0, 0])
    palette.save(tmp_path / "p.png", transparency=0)
    assert load_image(tmp_path / "a.png").rgb[:, 0].tolist() == [[255, 0, 0]] * 2 + [[255, 255, 255]] * 2
    assert load_image(tmp_path / "p.png").rgb[0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize(
    ("values", "suffix", "expected"),
    [
        (np.array([[0, 32768, 65535]], np.uint16), ".png", [0, 128, 255]),
        (np.array([[0, 32768, 65535]], np.uint16), ".tif", [0, 128, 255]),
        (np.array([[0, 100, 255]], np.uint16), ".png", [0, 100, 255]),
        (np.array([[0.0, 0.5, 1.0]], np.float32), ".tif", [0, 128, 255]),
        (np.array([[-3.0, 126.0, 255.0]], np.float32), ".tif", [0, 128, 255]),
        (np.array([[300, 550, 800]], np.uint16), ".png", [0, 128, 255]),
        (np.array([[-50.0, -40.0, -30.0]], np.float32), ".tif", [0, 128, 255]),
        (np.array([[7, 7, 7]], np.uint16), ".png", [0, 0, 0]),
        (np.array([[np.nan, np.nan, np.nan]], np.float32), ".tif", [0, 0, 0]),
        (np.array([[np.nan, 0.25, 0.5, np.inf]], np.float32), ".tif", [0, 0, 255, 255]),
        (np.array([[0, 2**30, 2**31 - 1]], np.int32), ".tif", [0, 128, 255]),
    ],
)
def test_that_deep_grey_values_are_scaled_to_eight_bits(
    tmp_path: Path, values: NDArray[Any], suffix: str, expected: list[int]
) -> None:
    path = tmp_path / f"a{suffix}"
    Image.fromarray(values).save(path)
    assert load_image(path).rgb[0, :, 1].tolist() == expected


def test_that_the_first_frame_of_an_animation_is_shown_and_said_so(tmp_path: Path) -> None:
    frames = [Image.fromarray(marked()), Image.fromarray(marked()[::-1])]
    for name in ("a.gif", "a.webp", "a.tif", "a.png"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
        loaded = load_image(tmp_path / name)
        assert corners(loaded.rgb) == "RG.."
        assert "first frame shown" in str(loaded.note)


def test_that_previews_inside_a_phone_s_jpeg_are_no_animation(tmp_path: Path) -> None:
    frames = [Image.fromarray(marked()), Image.fromarray(marked()[:10, :10])]
    frames[0].save(tmp_path / "a.jpg", format="MPO", save_all=True, append_images=frames[1:])
    assert load_image(tmp_path / "a.jpg").note is None


def test_that_one_pixel_is_an_image(tmp_path: Path) -> None:
    Image.new("RGB", (1, 1), "red").save(tmp_path / "a.bmp")
    assert load_image(tmp_path / "a.bmp").rgb.tolist() == [[[255, 0, 0]]]
    assert load_thumbnail(tmp_path / "a.bmp", 96).shape == (1, 1, 3)


def test_that_thumbnails_keep_the_shape_and_stay_small(tmp_path: Path) -> None:
    for name, mode in (("a.jpg", "RGB"), ("a.png", "P"), ("b.png", "I;16"), ("b.jpg", "CMYK")):
        Image.new("RGB", (800, 400), "red").convert("L" if mode == "I;16" else mode).convert(mode).save(
            tmp_path / name
        )
        assert load_thumbnail(tmp_path / name, 96).shape == (48, 96, 3)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "I", "F"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_that_pixels_do_not_depend_on_the_strips_they_are_converted_in(
    mode: str, orientation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = np.random.default_rng(0).integers(0, 255, (37, 53, 4), np.uint8)
    if mode in ("I;16", "I", "F"):
        deep = {"I;16": np.uint16, "I": np.int32, "F": np.float32}[mode]
        image = Image.fromarray(values[..., 0].astype(deep) * 100)
    else:
        image = Image.fromarray(values).convert(mode)
    image.getexif()[0x0112] = orientation
    monkeypatch.setattr(pixels_module, "_SAMPLES", 500)
    whole = ImageOps.exif_transpose(pixels_module.to_rgb(image)) if mode == "RGB" else upright_pixels(image)
    monkeypatch.setattr(pixels_module, "_STRIP_PIXELS", 300)
    assert np.array_equal(upright_pixels(image), np.asarray(whole))
