"""The arrays that the walk draws are the detector's own, and the worked example is torchvision's."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torchvision.ops import roi_align, roi_pool

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import DetectionFilter, FeatureGrid, ScoredRois
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.pooling import pool_rois
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.explain.nms_trace import tell_nms
from frcnn_desktop.explain.pooling_conventions import Reading, pool_region
from frcnn_desktop.explain.roi_projection import covered_cells
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.inference.inside_stages import feature_map, pool_box, pool_example
from frcnn_desktop.inference.network import Network

CLASSES = ("cat", "dog", "cow")


@pytest.fixture(scope="module")
def encoded() -> EncodedImage:
    torch.manual_seed(0)
    rgb = np.random.default_rng(0).integers(0, 255, (150, 210, 3), dtype=np.uint8)
    return Network(FastRcnn(COMPACT, CLASSES), torch.device("cpu")).encode(rgb, "key")


def test_that_the_feature_map_is_the_one_rois_are_pooled_from(encoded: EncodedImage) -> None:
    shown = feature_map(encoded)
    np.testing.assert_array_equal(shown.values, encoded.features[0].numpy())
    assert shown.values.shape[1:] == (shown.grid.rows, shown.grid.columns)
    assert shown.network_size == (encoded.size.width, encoded.size.height)


def test_that_a_box_is_pooled_as_the_detector_pools_it(encoded: EncodedImage) -> None:
    box = (20.0, 11.0, 130.5, 144.0)
    pooled = pool_box(encoded, box)
    x, y = encoded.size.scale_x, encoded.size.scale_y
    roi = torch.tensor([[box[0] * x, box[1] * y, box[2] * x, box[3] * y]])
    np.testing.assert_array_equal(pooled.values, pool_rois(encoded.features, [roi], COMPACT)[0].numpy())
    assert pooled.winners is not None
    rows, columns = pooled.winners[..., 0], pooled.winners[..., 1]
    channels = np.arange(len(pooled.values))[:, None, None]
    np.testing.assert_array_equal(encoded.features[0].numpy()[channels, rows, columns], pooled.values)


def test_that_of_a_pyramid_the_map_that_suits_the_box_is_shown() -> None:
    def grid(stride: int, side: float) -> FeatureGrid:
        return FeatureGrid(
            64 // stride, 64 // stride, 1 / stride, 1 / stride, stride, "roi_align", from_side=side
        )

    maps = tuple(torch.rand(1, 2, 64 // stride, 64 // stride) for stride in (4, 8))
    size = InputSize(64, 64, 64, 64, 64, 64)
    pyramid = EncodedImage(maps[0], size, (grid(4, 0), grid(8, 32)), "key", 0.0, maps[1:])
    for box, level in (((0.0, 0.0, 20.0, 20.0), 0), ((0.0, 0.0, 50.0, 50.0), 1)):
        np.testing.assert_array_equal(feature_map(pyramid, box).values, maps[level][0].numpy())
        rois = [torch.tensor([box])]
        expected = roi_align(maps[level], rois, 7, 1 / (4, 8)[level], 2, aligned=True)[0].numpy()
        np.testing.assert_array_equal(pool_box(pyramid, box).values, expected)


def test_that_the_bins_drawn_on_the_map_hold_the_winners(encoded: EncodedImage) -> None:
    box = (20.0, 11.0, 130.5, 144.0)
    pooled, shown = pool_box(encoded, box), feature_map(encoded)
    x1, y1, x2, y2 = (int(value) for value in covered_cells(shown.grid, as_box_array([box]))[0])
    for channel in (0, 7, -1):
        own = pool_region(shown.values[channel], (x1, y1, x2, y2), COMPACT.output_size)
        np.testing.assert_array_equal(own.values, pooled.values[channel])
        assert pooled.winners is not None
        np.testing.assert_array_equal(own.winners, pooled.winners[channel])


@st.composite
def examples(draw: st.DrawFn) -> tuple[np.ndarray, tuple[int, int, int, int], int]:
    rows, columns = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    cells = draw(st.lists(st.integers(-9, 9), min_size=rows * columns, max_size=rows * columns))
    xs = sorted(draw(st.tuples(st.integers(0, columns - 1), st.integers(0, columns - 1))))
    ys = sorted(draw(st.tuples(st.integers(0, rows - 1), st.integers(0, rows - 1))))
    values = np.array(cells, np.float32).reshape(rows, columns)
    return values, (xs[0], ys[0], xs[1], ys[1]), draw(st.integers(1, 5))


@given(examples())
def test_that_the_reference_reading_is_what_detector_and_torchvision_compute(
    example: tuple[np.ndarray, tuple[int, int, int, int], int],
) -> None:
    values, region, bins = example
    answer = pool_example(values, region, bins)
    own = pool_region(values, region, bins, Reading.REFERENCE)
    assert answer.agrees.all()
    np.testing.assert_array_equal(own.values, answer.detector)
    np.testing.assert_array_equal(own.winners, answer.winners)
    x1, y1, x2, y2 = region
    rois = torch.tensor([[0.0, x1, y1, x2, y2]])
    expected = roi_pool(torch.from_numpy(values)[None, None], rois, bins, 1.0)[0, 0].numpy()
    np.testing.assert_array_equal(expected, own.values)


def test_that_the_other_readings_differ_from_torchvision_on_seven_by_five() -> None:
    ramp = np.arange(63, dtype=np.float32).reshape(7, 9)
    ramp.setflags(write=False)
    answer = pool_example(ramp, (1, 1, 7, 5), 2)
    assert answer.torchvision.tolist() == [[31, 34], [49, 52]]
    for reading in (Reading.FIXED, Reading.UNEVEN):
        assert not np.array_equal(pool_region(ramp, (1, 1, 7, 5), 2, reading).values, answer.torchvision)


def _scored(seed: int, count: int) -> ScoredRois:
    random = np.random.default_rng(seed)
    corners = random.integers(0, 60, (count, 2))
    boxes = as_box_array(np.concatenate([corners, corners + random.integers(0, 50, (count, 2))], axis=1))
    scores = random.random((count, 4)).astype(np.float32)
    class_boxes = boxes[:, None] + random.integers(-3, 4, (count, 4, 4)).astype(np.float32)
    return ScoredRois(boxes, scores / scores.sum(axis=1, keepdims=True), class_boxes, CLASSES)


@given(st.integers(0, 2**31), st.integers(0, 40), st.sampled_from([0.05, 0.3, 0.5]), st.floats(0.1, 0.9))
def test_that_the_story_of_nms_keeps_exactly_the_detections(
    seed: int, count: int, threshold: float, iou: float
) -> None:
    scored = _scored(seed, count)
    settings = DetectionFilter(threshold, iou, hidden_classes=frozenset({"cow"}), box_voting=False)
    detections = filter_detections(scored, settings)
    story = tell_nms(scored, settings, detections)
    np.testing.assert_array_equal(story.kept, story.removed_by < 0)
    np.testing.assert_array_equal(story.rows[story.kept], detections.proposal_indices)
    np.testing.assert_array_equal(story.boxes[story.kept], detections.boxes)
    for place in np.flatnonzero(~story.kept):
        winner = story.removed_by[place]
        assert story.kept[winner]
        assert story.class_indices[winner] == story.class_indices[place]


def test_that_with_soft_nms_nothing_is_removed() -> None:
    scored = _scored(1, 30)
    settings = DetectionFilter(0.05, soft_nms=True)
    story = tell_nms(scored, settings, filter_detections(scored, settings))
    assert (story.removed_by == -1).all()
    assert 0 < story.kept.sum() < len(story)
