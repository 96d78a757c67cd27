"""The bench that compares our search with OpenCV's, on a tiny data set made here."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.bench import proposals
from frcnn_desktop.bench.proposal_growth import measure_growth
from frcnn_desktop.bench.proposal_runs import OPENCV_ORDER
from frcnn_desktop.cli import run_module
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc.devkit import open_voc
from frcnn_desktop.voc.files import write_annotation


@pytest.fixture
def voc(tmp_path: Path, scene: NDArray[np.uint8]) -> Path:
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (tmp_path / folder).mkdir(parents=True)
    names = [f"{number:06d}" for number in range(3)]
    for shift, name in enumerate(names):
        Image.fromarray(np.roll(scene, 5 * shift, axis=1)).save(tmp_path / "JPEGImages" / f"{name}.png")
        objects = (
            ObjectAnnotation("box", (60 + 5 * shift, 10, 105 + 5 * shift, 55)),
            ObjectAnnotation("speck", (0, 0, 2, 2), difficult=True),
        )
        annotation = ImageAnnotation(filename=f"{name}.png", width=160, height=120, objects=objects)
        write_annotation(annotation, tmp_path / "Annotations" / f"{name}.xml")
    (tmp_path / "ImageSets/Main/val.txt").write_text("\n".join(names))
    return tmp_path


def test_that_the_bench_prints_a_table_and_then_its_figures(
    voc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(voc), "--limit", "2", "--modes", "fast", "exact", "--no-growth", "--json"]
    assert run_module("frcnn_desktop.bench.proposals", "bench", arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2 photos, 2 objects")
    assert "two threads x" in lines[1]
    found = json.loads(lines[-1])
    assert set(found["modes"]) == {"opencv", "fast", "exact", OPENCV_ORDER}
    assert found["modes"]["opencv"]["time_ratio"] == 1
    assert found["modes"]["opencv"]["identical_fraction"] == 1
    assert found["modes"]["exact"]["identical_fraction"] >= 0.85
    for figures in found["modes"].values():
        assert set(figures["recall"]) == set(figures["mabo"]) == {"300", "1000", "2000"}
        assert figures["recall"]["2000"]["0.5"] == 1
    assert {mode for mode, figures in found["modes"].items() if figures.get("threads2_ratio", 0) > 0} == {
        "fast",
        "exact",
    }


def test_that_growth_is_measured_on_mosaics_and_on_an_enlarged_photo(voc: Path) -> None:
    dataset = open_voc(voc)
    growth = measure_growth(dataset, dataset.image_ids("val"), ["preview"], [(1, 1), (1, 2)])
    assert [pixels for pixels, _ in growth["preview"].mosaics] == [187_500, 375_000]
    assert all(seconds > 0 for _, seconds in growth["preview"].enlarged)
    assert growth["preview"].exponent < 3


def test_that_the_photos_are_spread_over_the_split(
    voc: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (voc / "ImageSets/Main/val.txt").write_text("\n".join(str(number) for number in range(100)))
    asked: list[str] = []

    def compare(_dataset: object, ids: tuple[str, ...], _modes: object) -> object:
        asked.extend(ids)
        raise SystemExit

    monkeypatch.setattr(proposals, "compare_searches", compare)
    with pytest.raises(SystemExit):
        run_module("frcnn_desktop.bench.proposals", "bench", ["--data", str(voc), "--limit", "4"])
    assert asked == ["0", "25", "50", "75"]
