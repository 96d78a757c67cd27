"""Curves and mistakes drawn into files."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.evaluation.curve_plots import draw_curves
from frcnn_desktop.evaluation.error_kinds import Mistake
from frcnn_desktop.evaluation.error_pictures import caption, draw_mistakes
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.image_result import ImageResult, truth_key
from frcnn_desktop.evaluation.plot_fonts import families_for
from frcnn_desktop.evaluation.report import EvaluationReport, make_report

NAMES = ("dog/wolf", "$고양이$", "cow")
BOX = (10.0, 10.0, 60.0, 50.0)


def report(images: int = 3) -> EvaluationReport:
    kinds = np.array([1, 2], np.int64)
    truths = [GroundTruth(as_box_array([BOX, BOX]), kinds, np.zeros(2, bool))] * images
    results = [
        ImageResult(
            str(number),
            as_box_array([BOX]),
            np.array([0.9], np.float32),
            np.array([1], np.int64),
            np.zeros(2, np.float32),
            truth_key(truth),
            0.1,
            "digest",
        )
        for number, truth in enumerate(truths)
    ]
    return make_report(truths, results, NAMES, resamples=10)


def names_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file())


def test_that_every_class_with_objects_has_a_picture_and_all_have_one(tmp_path: Path) -> None:
    draw_curves(report(), tmp_path / "plots")
    assert names_below(tmp_path / "plots") == [
        "classes/$고양이$.png",
        "classes/dog_wolf.png",
        "precision-recall.png",
    ]
    with Image.open(tmp_path / "plots" / "classes" / "dog_wolf.png") as picture:
        assert picture.size == (640, 480)
        assert np.asarray(picture.convert("L")).min() < 128


def test_that_no_text_is_measured_in_a_font_that_lacks_its_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if len(families_for(NAMES[1])) < 2:
        pytest.skip("no font with Korean letters is installed")
    # As where another thread puts its own warning filters back: those of a process are one list.
    monkeypatch.setattr(warnings, "filterwarnings", lambda *_args, **_options: None)
    draw_curves(report(), tmp_path / "plots")


def test_that_mistakes_are_drawn_up_to_a_limit_the_worst_first_and_one_an_image(tmp_path: Path) -> None:
    pixels = np.full((80, 120, 3), 127, np.uint8)
    images = []
    for number in range(4):
        path = tmp_path / f"{number}.png"
        Image.fromarray(pixels).save(path)
        images.append((f"image {number}", path))
    images[3][1].write_bytes(b"no image")
    mistakes = [
        Mistake("background", image, 1, BOX, score)
        for image, score in ((0, 0.3), (1, 0.9), (1, 0.8), (2, 0.5))
    ]
    mistakes += [Mistake("missed", 3, 2, BOX, 0.0, reason="not seen")]
    folder = tmp_path / "errors"
    assert draw_mistakes(mistakes, images, NAMES, folder, limit=2) == 2
    assert names_below(folder) == [
        "background/01_dog_wolf_image_1.png",
        "background/02_dog_wolf_image_2.png",
    ]
    with Image.open(folder / "background" / "01_dog_wolf_image_1.png") as picture:
        assert picture.size == (720, 550)
        # The outline of the box, six times as large as in the photo, below the caption.
        red, green, blue = np.asarray(picture.convert("RGB"))[70 + 180, 60].tolist()
        assert red > 180
        assert max(green, blue) < 100


def test_that_captions_say_what_is_wrong() -> None:
    loose = Mistake("loose", 0, 1, BOX, 0.5, BOX, 1, 0.4)
    assert caption(loose, "7", NAMES) == "7: dog/wolf, score 0.50\ntoo loose, IoU 0.40"
    twice = Mistake("loose", 0, 1, BOX, 0.5, BOX, 1, 0.8, twice=True)
    assert "second time" in caption(twice, "7", NAMES)
    caption(twice, "no UTF-8 \udcff", NAMES).encode()
    assert "there is a cow" in caption(Mistake("other", 0, 1, BOX, 0.5, BOX, 3, 0.8), "7", NAMES)
    assert "looks alike" in caption(Mistake("similar", 0, 1, BOX, 0.5, BOX, 3, 0.8), "7", NAMES)
    assert "nothing" in caption(Mistake("background", 0, 1, BOX, 0.5), "7", NAMES)
    missed = Mistake("missed", 0, 3, BOX, 0.2, BOX, 1, 0.8, reason="other class")
    assert caption(missed, "7", NAMES) == (
        "7: cow missed\ntaken for something else (dog/wolf, score 0.20, IoU 0.80)"
    )


def test_that_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match="cannot be written"):
        draw_curves(report(), tmp_path / "file" / "plots")


@pytest.fixture(autouse=True)
def _quiet_font_manager() -> None:
    # The first use of a fresh home builds a list of fonts and says so.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
