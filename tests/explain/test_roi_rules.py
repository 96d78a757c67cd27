"""RoI projection, bins, sampling points and deltas in numpy against the detector's tensors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from torchvision.ops import roi_align, roi_pool

from frcnn_desktop.core.boxes import Box, as_box_array, scale_boxes
from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.detector.box_coder import decode_boxes, encode_boxes
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.detector.scaling import feature_grid, input_size
from frcnn_desktop.detector.table_pooling import roi_cells
from frcnn_desktop.explain.box_deltas import decode_deltas, encode_deltas
from frcnn_desktop.explain.pooling_bins import pooling_bins
from frcnn_desktop.explain.roi_projection import covered_cells, on_image, project, rounded_cells

WIDTH, HEIGHT = 150, 90
SIZE = input_size(WIDTH, HEIGHT, COMPACT)
GRID = replace(feature_grid(SIZE, COMPACT), pooling="roi_pool", output_size=3)
ALIGNED = replace(GRID, pooling="roi_align")
UNALIGNED = replace(ALIGNED, shift=0.5, sampling_ratio=0)
BOXES = st.builds(
    lambda x, y, w, h: (x, y, min(x + w, WIDTH), min(y + h, HEIGHT)),
    st.floats(0, WIDTH - 2, width=32),
    st.floats(0, HEIGHT - 2, width=32),
    st.floats(1, WIDTH, width=32),
    st.floats(1, HEIGHT, width=32),
)
PLACES = st.floats(-40, 40, width=32)


@example([0.49999997, 2.5, 3.5, -0.5])
@given(st.lists(PLACES, min_size=4, max_size=4))
def test_that_corners_are_rounded_to_cells_as_the_detector_rounds_them(places: list[float]) -> None:
    rois = np.array([places], np.float32)
    np.testing.assert_array_equal(rounded_cells(rois), roi_cells(torch.from_numpy(rois), 1.0).numpy())


@given(BOXES)
def test_that_a_box_is_projected_as_the_detector_projects_it(box: Box) -> None:
    boxes = as_box_array([box])
    network = torch.from_numpy(scale_boxes(boxes, SIZE.scale_x, SIZE.scale_y))
    np.testing.assert_array_equal(project(GRID, boxes), (network / GRID.stride).numpy())
    np.testing.assert_array_equal(
        rounded_cells(project(GRID, boxes)), roi_cells(network, 1 / GRID.stride).numpy()
    )
    assert on_image(GRID, tuple(project(GRID, boxes)[0].tolist())) == pytest.approx(box, abs=1e-3)


@given(BOXES)
def test_that_cells_of_roi_align_are_those_that_the_projection_touches(box: Box) -> None:
    boxes = as_box_array([box])
    x1, y1, x2, y2 = project(ALIGNED, boxes)[0].tolist()
    left, top, right, bottom = covered_cells(ALIGNED, boxes)[0].tolist()
    assert 0 <= left <= x1 < left + 1
    assert 0 <= top <= y1 < top + 1
    assert right < x2 <= right + 1 or right == left or right == ALIGNED.columns - 1
    assert bottom < y2 <= bottom + 1 or bottom == top or bottom == ALIGNED.rows - 1


def features(grid: FeatureGrid) -> NDArray[np.float32]:
    return np.random.default_rng(7).random((grid.rows, grid.columns), np.float32)


def rois(box: Box) -> list[torch.Tensor]:
    return [torch.from_numpy(scale_boxes(as_box_array([box]), SIZE.scale_x, SIZE.scale_y))]


@given(BOXES)
def test_that_the_maxima_of_the_bins_are_torchvisions_roi_pool(box: Box) -> None:
    values, bins = features(GRID), pooling_bins(GRID, box)
    expected = roi_pool(torch.from_numpy(values)[None, None], rois(box), 3, 1 / GRID.stride)[0, 0].numpy()
    for row, column in np.ndindex(3, 3):
        x1, y1, x2, y2 = (int(edge) for edge in bins.bin(row, column))
        assert values[y1:y2, x1:x2].max(initial=0) == expected[row, column]


@pytest.mark.parametrize("grid", [ALIGNED, UNALIGNED])
@given(box=BOXES)
def test_that_the_means_of_the_sampling_points_are_torchvisions_roi_align(
    grid: FeatureGrid, box: Box
) -> None:
    values, bins = features(grid), pooling_bins(grid, box)
    aligned = grid.shift == 0
    sampling = grid.sampling_ratio
    expected = roi_align(
        torch.from_numpy(values)[None, None], rois(box), 3, 1 / grid.stride, sampling, aligned
    )
    x1, y1, x2, y2 = bins.area
    if not aligned and (x2 - x1 < 1 or y2 - y1 < 1):
        # There a RoI is at least a cell wide and high.
        return
    across = len(np.unique(bins.samples[:, 0]))
    sampled = interpolated(values, bins.samples).reshape(len(bins.samples) // across, across)
    means = sampled.reshape(3, sampled.shape[0] // 3, 3, across // 3).mean(axis=(1, 3))
    np.testing.assert_allclose(means, expected[0, 0].numpy(), atol=2e-4)


def interpolated(values: NDArray[np.float32], points: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the bilinear values at points (x, y) in cells, whose numbers belong to their centres."""
    limits = np.array(values.shape[::-1]) - 1
    places = np.clip(points.astype(np.float64) - 0.5, 0, limits)
    x, y = np.minimum(np.floor(places), np.maximum(limits - 1, 0)).astype(int).T
    dx, dy = (places - np.stack([x, y], axis=1)).T
    top = values[y, x] * (1 - dx) + values[y, x + 1] * dx
    bottom = values[y + 1, x] * (1 - dx) + values[y + 1, x + 1] * dx
    return top * (1 - dy) + bottom * dy


def test_that_sampling_points_are_the_centres_of_the_parts_of_each_bin() -> None:
    grid = FeatureGrid(10, 20, 1 / 16, 1 / 8, 16, "roi_align", output_size=7, sampling_ratio=2)
    points = pooling_bins(grid, (0, 0, 140 * 16, 70 * 8)).samples
    assert len(points) == 14 * 14
    assert sorted(set(points[:, 0].tolist())) == [5 + 10 * step for step in range(14)]
    assert sorted(set(points[:, 1].tolist())) == [2.5 + 5 * step for step in range(14)]


def test_that_adaptive_sampling_has_a_point_for_each_cell_of_a_bin() -> None:
    grid = FeatureGrid(10, 20, 1 / 16, 1 / 16, 16, "roi_align", output_size=7, sampling_ratio=0)
    assert len(pooling_bins(grid, (0, 0, 16 * 14, 16 * 7)).samples) == 14 * 7


@given(st.integers(0, 1000))
def test_that_deltas_are_those_of_the_detectors_box_coder(seed: int) -> None:
    random = np.random.default_rng(seed)
    corners = random.random((6, 2), np.float32) * 100
    objects = np.concatenate([corners, corners + random.random((6, 2), np.float32) * 50], axis=1)
    boxes = np.concatenate([corners + 3, corners + 8 + random.random((6, 2), np.float32) * 40], axis=1)
    deltas = encode_deltas(boxes, objects)
    tensors = torch.from_numpy(boxes), torch.from_numpy(objects)
    np.testing.assert_allclose(deltas, encode_boxes(*tensors, (1, 1, 1, 1)).numpy(), rtol=1e-4, atol=1e-5)
    weights = (10.0, 10.0, 5.0, 5.0)
    wild = (random.random((6, 3, 4), np.float32) - 0.5) * 60
    expected = decode_boxes(tensors[0], torch.from_numpy(wild), weights).numpy()
    np.testing.assert_allclose(decode_deltas(boxes, wild, weights), expected, rtol=1e-4, atol=1e-3)
    weighted = (deltas * np.array(weights, np.float32))[:, None]
    np.testing.assert_allclose(decode_deltas(boxes, weighted, weights)[:, 0], objects, rtol=1e-4, atol=1e-3)
