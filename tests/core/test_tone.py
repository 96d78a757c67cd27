"""Tones: what values are shown as, and grey values of more than 8 bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from frcnn_desktop.core.grey import GreyValues
from frcnn_desktop.core.images import load_image
from frcnn_desktop.core.tone import NEUTRAL, Tone, byte_table, histogram, level_table, tone_from_text


def _grey(path: Path, values: np.ndarray) -> GreyValues:
    Image.fromarray(values).save(path)
    grey = load_image(path, keep_grey=True).grey
    assert grey is not None
    return grey


def test_that_a_narrow_range_shows_steps_that_eight_bits_had_lost(tmp_path: Path) -> None:
    values = np.linspace(0, 60_000, 3000).astype(np.uint16).reshape(50, 60)
    grey = _grey(tmp_path / "ramp.png", values)
    shown = level_table(Tone(window=(21_000.0, 21_255.0)), grey)
    inside = (values >= 21_000) & (values <= 21_255)
    assert inside.sum() >= 12
    assert shown[grey.levels[inside]].tolist() == (values[inside] - 21_000).tolist()


def test_that_without_a_range_deep_levels_are_shown_as_in_the_picture(tmp_path: Path) -> None:
    values = np.random.default_rng(0).normal(22_000, 800, (40, 50)).astype(np.uint16)
    Image.fromarray(values).save(tmp_path / "thermal.png")
    image = load_image(tmp_path / "thermal.png", keep_grey=True)
    assert image.grey is not None
    shown = level_table(NEUTRAL, image.grey)[image.grey.levels]
    assert np.abs(shown.astype(int) - image.rgb[..., 0]).max() <= 1


@pytest.mark.parametrize("dead", [np.nan, np.inf, 1e30])
def test_that_a_dead_pixel_of_a_float_image_takes_no_levels_from_the_others(
    tmp_path: Path, dead: float
) -> None:
    values = np.linspace(20, 30, 3000, dtype=np.float32).reshape(50, 60)
    values[0, 0] = dead
    grey = _grey(tmp_path / "depth.tif", values)
    assert grey.step < 0.001
    assert grey.low <= 20.01
    assert grey.high >= 29.9
    assert grey.scale[grey.levels[25, 30]] == pytest.approx(values[25, 30], abs=0.001)


def test_that_whole_numbers_below_zero_keep_a_level_each(tmp_path: Path) -> None:
    grey = _grey(tmp_path / "ct.tif", np.arange(-1000, 2000, dtype=np.int32).reshape(50, 60))
    assert 1 / grey.step == pytest.approx(21)
    assert np.rint(grey.scale[grey.levels]).astype(int).ravel().tolist() == list(range(-1000, 2000))


def test_that_grey_values_stand_as_the_displayed_image(tmp_path: Path) -> None:
    values = np.arange(6, dtype=np.uint16).reshape(2, 3) * 1000
    image = Image.fromarray(values)
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(tmp_path / "turned.png", exif=exif)
    loaded = load_image(tmp_path / "turned.png", keep_grey=True)
    assert loaded.grey is not None
    assert np.rint(loaded.grey.scale[loaded.grey.levels]).tolist() == np.rot90(values, -1).tolist()
    assert loaded.grey.levels.shape == loaded.rgb.shape[:2]


def test_that_grey_values_are_kept_only_where_they_are_asked_for(tmp_path: Path) -> None:
    Image.fromarray(np.zeros((4, 4), np.uint16)).save(tmp_path / "deep.png")
    Image.fromarray(np.zeros((4, 4), np.uint8)).save(tmp_path / "plain.png")
    assert load_image(tmp_path / "deep.png").grey is None
    assert load_image(tmp_path / "plain.png", keep_grey=True).grey is None


def test_that_the_neutral_tone_changes_no_value_and_others_rise_with_the_values() -> None:
    rgb = np.zeros((2, 2, 3), np.uint8)
    assert byte_table(NEUTRAL, rgb).tolist() == list(range(256))
    for tone in (Tone(0.3), Tone(contrast=0.5), Tone(contrast=-0.5), Tone(gamma=2.0), Tone(gamma=0.4)):
        table = byte_table(tone, rgb).astype(int)
        assert (np.diff(table) >= 0).all()
        assert table.tolist() != list(range(256))


def test_that_an_automatic_stretch_spans_a_dark_photo() -> None:
    rgb = np.random.default_rng(0).integers(20, 60, (60, 60, 3)).astype(np.uint8)
    table = byte_table(Tone(automatic=True), rgb)
    assert table[21] <= 8
    assert table[59] >= 247


@pytest.mark.parametrize(
    "tone", [NEUTRAL, Tone(0.1, -0.2, 1.5, automatic=True), Tone(window=(-3.25, 21_400.0))]
)
def test_that_a_tone_survives_as_text(tone: Tone) -> None:
    assert tone_from_text(tone.to_text()) == tone


@pytest.mark.parametrize("text", ["", "x", "1 2", "nan 0 1 0", "0 0 1 0 inf 3", "0 0 1 0 9 3", "9" * 5000])
def test_that_a_broken_text_is_a_tone_that_can_be_shown(text: str) -> None:
    tone = tone_from_text(text)
    assert tone.window is None
    assert byte_table(tone, np.zeros((1, 1, 3), np.uint8)).shape == (256,)


def test_that_the_histogram_spans_the_values_there_are(tmp_path: Path) -> None:
    values = np.random.default_rng(0).normal(22_000, 100, (100, 100)).astype(np.uint16)
    counts, (low, high) = histogram(_grey(tmp_path / "thermal.png", values), 64)
    assert counts.sum() >= 9900
    assert 21_000 < low < 21_900
    assert 22_100 < high < 23_000
