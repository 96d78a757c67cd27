"""The marks of a RoI: one palette that is seen on heat maps, the same drawing in every frame."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.explain.pooling_bins import pooling_bins
from frcnn_desktop.ui.canvas.colours import rank_colour
from frcnn_desktop.ui.canvas.roi_marks import (
    BIN,
    CELLS,
    EXACT,
    SAMPLE,
    WINNER,
    RoiMarks,
    draw_roi_marks,
    winner_centres,
)

LINES = (EXACT, CELLS, BIN)
DOTS = (WINNER, SAMPLE)
BLACK = "#000000"


def oklab(colour: QColor) -> np.ndarray:
    """Return OKLab (B. Ottosson, 2020): Euclidean distances are about as large as they look."""
    srgb = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    to_lms = [[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]]
    to_lab = [[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]]
    return np.array(to_lab) @ np.cbrt(np.array(to_lms) @ linear)


def distance(first: QColor, second: QColor) -> float:
    return float(np.linalg.norm(oklab(first) - oklab(second)))


def test_that_no_mark_has_a_colour_of_the_heat_maps_or_of_another_mark() -> None:
    heat = [rank_colour(step / 100) for step in range(101)]
    for mark in (*LINES, *DOTS):
        assert min(distance(mark, colour) for colour in heat) > 0.12
    # The yellow that the exact projection once had is one of them.
    assert min(distance(QColor("#ffd54a"), colour) for colour in heat) < 0.08
    for first, second in combinations((*LINES, *DOTS), 2):
        assert distance(first, second) > 0.12


def drawn(marks: RoiMarks, scale: int, ratio: int = 1) -> QImage:
    """Draw on 20 x 20 cells of `scale` logical pixels."""
    image = QImage(20 * scale * ratio, 20 * scale * ratio, QImage.Format.Format_RGB32)
    image.fill(QColor(BLACK))
    painter = QPainter(image)
    draw_roi_marks(painter, QTransform.fromScale(scale * ratio, scale * ratio), marks, ratio)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1, 2])
def test_that_each_mark_lies_on_its_cells_at_any_sharpness(ratio: int) -> None:
    grid = FeatureGrid(20, 20, 1 / 16, 1 / 16, 16, "roi_pool", output_size=2)
    bins = pooling_bins(grid, (2.4 * 16, 2.4 * 16, 12 * 16, 12 * 16))
    marks = RoiMarks(
        exact=(2.4, 2.4, 12, 12),
        cells=bins.area,
        bins=bins,
        winners=winner_centres(np.array([[[4, 9]], [[-1, -1]]])),
    )
    image = drawn(marks, 10, ratio)

    def at(x: float, y: float) -> QColor:
        return image.pixelColor(round(x * 10 * ratio), round(y * 10 * ratio))

    # Cells 2..12, ends included: two bins of five and a half cells share cell 7.
    assert bins.area == (2, 2, 13, 13)
    assert distance(at(2, 8.5), CELLS) < 0.05
    assert distance(at(13, 8.5), CELLS) < 0.05
    assert distance(at(9.5, 4.5), WINNER) < 0.02
    assert distance(at(7, 10.5), BIN) < 0.02
    assert at(5, 5) == QColor(BLACK)
    assert at(7.5, 5).blue() > 30
    row = [image.pixelColor(x, round(24 * ratio)) for x in range(image.width())]
    assert min(distance(colour, EXACT) for colour in row) < 0.05


def test_that_sampling_points_are_dots_that_never_run_into_each_other() -> None:
    grid = FeatureGrid(20, 20, 1 / 16, 1 / 16, 16, "roi_align", output_size=7, sampling_ratio=2)
    points = pooling_bins(grid, (32, 32, 256, 256)).samples
    for scale in (3, 30):
        image = drawn(RoiMarks(samples=points), scale)
        for x, y in points.tolist():
            assert image.pixelColor(int(x * scale), int(y * scale)) != QColor(BLACK)
        first, second = points[0, 0] * scale, points[1, 0] * scale
        between = image.pixelColor(round((first + second) / 2), int(points[0, 1] * scale))
        assert distance(between, SAMPLE) > 0.15
