"""What the inspector draws against the detector's own arrays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torchvision.ops import roi_align, roi_pool

from frcnn_desktop.core.boxes import as_box_array, scale_boxes
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.detector.box_coder import decode_boxes
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.explain.detection_story import Fate
from frcnn_desktop.explain.nms_outcome import box_fate
from frcnn_desktop.explain.roi_inspection import ChannelChoice, ChannelKind, RoiInspection, RoiQuery
from frcnn_desktop.explain.roi_projection import covered_cells
from frcnn_desktop.inference import Predictor
from frcnn_desktop.inference.encoded import EncodedImage

TINY = replace(COMPACT, short_side=192, long_side=320, neck_channels=8, hidden=(16,))
WIDTH, HEIGHT = 150, 90
MEAN, STRONGEST = ChannelChoice(ChannelKind.MEAN), ChannelChoice()
Setup = tuple[Predictor, EncodedImage]


def chosen(index: int) -> ChannelChoice:
    return ChannelChoice(ChannelKind.CHOSEN, index)


def make(pooling: str) -> Setup:
    torch.manual_seed(3)
    preset = replace(TINY, pooling=pooling)
    meta = CheckpointMeta(preset, ("cat", "dog"), "tiny", "CC0", proposals={"mode": "fast", "max": "40"})
    predictor = Predictor(FastRcnn(preset, meta.class_names), meta, "cpu")
    rgb = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    return predictor, predictor.encode(rgb, content_key="photo")


@pytest.fixture(scope="module", params=["roi_pool", "roi_align"])
def any_setup(request: pytest.FixtureRequest) -> Setup:
    return make(request.param)


@pytest.fixture(scope="module")
def setup() -> Setup:
    return make("roi_pool")


def inspect(setup: Setup, box: tuple[float, float, float, float], choice: ChannelChoice) -> RoiInspection:
    found = setup[0].inspect_cached(RoiQuery("photo", box, choice))
    assert found is not None
    return found


boxes = st.builds(
    lambda x, y, w, h: (x, y, min(x + w, WIDTH), min(y + h, HEIGHT)),
    st.floats(0, WIDTH - 2),
    st.floats(0, HEIGHT - 2),
    st.floats(1, WIDTH),
    st.floats(1, HEIGHT),
)


@settings(max_examples=15)
@given(box=boxes, index=st.integers(0, 7))
def test_that_every_winning_cell_holds_the_pooled_value_and_lies_in_its_bin(
    setup: Setup, box: tuple[float, float, float, float], index: int
) -> None:
    found = inspect(setup, box, chosen(index))
    pooled, values = found.pooled("roi_pool"), found.channel.values
    np.testing.assert_array_equal(values, setup[1].features[0, index].numpy())
    for row in range(7):
        for column in range(7):
            cell = pooled.winners[row, column]
            x1, y1, x2, y2 = pooled.bins.bin(row, column)
            inside = values[int(y1) : int(y2), int(x1) : int(x2)]
            if not inside.size:
                assert cell.tolist() == [-1, -1]
                assert pooled.values[row, column] == 0
                continue
            assert y1 <= cell[0] < y2
            assert x1 <= cell[1] < x2
            assert values[tuple(cell)] == pooled.values[row, column] == inside.max()


@settings(max_examples=15)
@given(box=boxes)
def test_that_pooled_values_are_those_of_torchvision_for_both_kinds(
    any_setup: Setup, box: tuple[float, float, float, float]
) -> None:
    features, size = any_setup[1].features, any_setup[1].size
    roi = [torch.from_numpy(scale_boxes(as_box_array([box]), size.scale_x, size.scale_y))]
    expected = {
        "roi_pool": roi_pool(features, roi, 7, 1 / 16)[0],
        "roi_align": roi_align(features, roi, 7, 1 / 16, 2, aligned=True)[0],
    }
    one, mean = inspect(any_setup, box, chosen(5)), inspect(any_setup, box, MEAN)
    for kind, values in expected.items():
        np.testing.assert_array_equal(one.pooled(kind).values, values[5].numpy())
        np.testing.assert_allclose(mean.pooled(kind).values, values.mean(0).numpy(), atol=1e-6)


@settings(max_examples=10)
@given(box=boxes)
def test_that_scores_boxes_and_deltas_are_the_detectors(
    any_setup: Setup, box: tuple[float, float, float, float]
) -> None:
    predictor, encoded = any_setup
    found = inspect(any_setup, box, STRONGEST)
    scored = predictor.score(encoded, as_box_array([box]))
    assert found.trained.kind == predictor.info.pooling != found.other.kind
    # A few boxes may be multiplied in another order than one.
    np.testing.assert_allclose(found.trained.scores, scored.scores[0], atol=1e-5)
    np.testing.assert_allclose(found.trained.class_boxes, scored.class_boxes[0], atol=1e-3)
    assert found.class_index == scored.scores[0, 1:].argmax() + 1
    deltas = torch.from_numpy(found.trained.deltas.copy())[None]
    roi = torch.from_numpy(as_box_array([box]))
    again = decode_boxes(roi, deltas, (1, 1, 1, 1))[0].clamp(min=0)
    again = torch.minimum(again, torch.tensor([WIDTH, HEIGHT, WIDTH, HEIGHT])).numpy()
    np.testing.assert_allclose(again[1:], found.trained.class_boxes[1:], atol=2e-3)


def test_that_sampling_points_interpolate_to_the_values_of_roi_align(setup: Setup) -> None:
    found = inspect(setup, (33.3, 21.7, 117.9, 80.1), chosen(2))
    pooled, values = found.pooled("roi_align"), found.channel.values
    assert len(pooled.bins.samples) == 14 * 14
    # A cell's centre is half a cell from its corner, where the drawing frame counts from.
    at = pooled.bins.samples.reshape(14, 14, 2) - 0.5
    x0, y0 = np.floor(at[..., 0]).astype(int), np.floor(at[..., 1]).astype(int)
    dx, dy = at[..., 0] - x0, at[..., 1] - y0
    mixed = (
        values[y0, x0] * (1 - dx) * (1 - dy)
        + values[y0, x0 + 1] * dx * (1 - dy)
        + values[y0 + 1, x0] * (1 - dx) * dy
        + values[y0 + 1, x0 + 1] * dx * dy
    )
    np.testing.assert_allclose(mixed.reshape(7, 2, 7, 2).mean(axis=(1, 3)), pooled.values, atol=1e-5)
    assert (pooled.winners == -1).all()


def test_that_the_projection_and_its_cells_are_those_of_the_grid(setup: Setup) -> None:
    box = (33.3, 21.7, 117.9, 80.1)
    found, grid = inspect(setup, box, MEAN), setup[1].grids[0]
    scales = np.array([grid.scale_x, grid.scale_y] * 2)
    np.testing.assert_allclose(found.projected, np.array(box) * scales, rtol=1e-6)
    x1, y1, x2, y2 = covered_cells(grid, as_box_array([box]))[0].tolist()
    assert found.pooled("roi_pool").bins.area == (x1, y1, x2 + 1, y2 + 1)
    assert found.channel.values.shape == (grid.rows, grid.columns)


def test_that_the_mean_of_all_channels_marks_the_cell_most_channels_took(setup: Setup) -> None:
    box = (20.0, 10.0, 140.0, 85.0)
    found = inspect(setup, box, MEAN)
    np.testing.assert_allclose(found.channel.values, setup[1].features[0].mean(0).numpy(), atol=1e-6)
    each = [inspect(setup, box, chosen(index)).trained.winners for index in range(8)]
    votes = [tuple(winners[3, 4]) for winners in each]
    cell, share = tuple(found.trained.winners[3, 4]), found.trained.shares[3, 4]
    assert votes.count(cell) == max(votes.count(vote) for vote in votes)
    assert share == pytest.approx(votes.count(cell) / 8)


def test_that_the_strongest_channel_stands_out_most_against_its_own_map(setup: Setup) -> None:
    box = (20.0, 10.0, 90.0, 60.0)
    found = inspect(setup, box, STRONGEST)
    strengths = []
    for index in range(8):
        one = inspect(setup, box, chosen(index))
        values = one.channel.values
        strengths.append((one.trained.values.mean() - values.mean()) / values.std(ddof=1))
    assert found.channel.index == int(np.argmax(strengths)) == found.channel.strongest[0][0]
    assert found.channel.strongest[0][1] == pytest.approx(max(strengths), rel=1e-4)
    told = [value for _, value in found.channel.strongest]
    np.testing.assert_allclose(told, sorted(strengths, reverse=True)[:5], rtol=1e-4)


def test_that_a_detection_is_kept_and_a_copy_of_it_is_suppressed_by_it(setup: Setup) -> None:
    predictor, encoded = setup
    rois = as_box_array([(10, 10, 60, 60), (80, 20, 140, 80), (0, 40, 50, 90)])
    scored, wanted = predictor.score(encoded, rois), DetectionFilter(score_threshold=0.0, nms_iou=0.5)
    detections = predictor.filter(scored, wanted)
    row, name = int(detections.proposal_indices[0]), int(detections.class_indices[0])
    box = tuple(float(value) for value in rois[row])
    asked = RoiQuery("photo", box, MEAN, row, name, scored, wanted)  # type: ignore[arg-type]
    found = predictor.inspect_cached(asked)
    assert found is not None
    assert found.fate is not None
    assert found.fate.outcome.fate is Fate.KEPT
    copy = predictor.inspect_cached(replace(asked, row=None))
    assert copy is not None
    assert copy.fate is not None
    assert copy.fate.outcome.suppressor is not None
    assert (copy.fate.outcome.suppressor.row, round(copy.fate.outcome.suppressor.iou, 4)) == (row, 1.0)


@pytest.mark.parametrize("limit", [0, 2, 100])
@pytest.mark.parametrize("soft", [False, True])
def test_that_the_fate_is_that_of_all_classes_filtered_together(setup: Setup, limit: int, soft: bool) -> None:
    predictor, encoded = setup
    rois = as_box_array([(x, 10 + x / 3, x + 50, 60 + x / 3) for x in range(0, 90, 6)])
    scored = predictor.score(encoded, rois)
    wanted = DetectionFilter(score_threshold=0.3, nms_iou=0.5, soft_nms=soft, max_detections=limit)
    detections = predictor.filter(scored, replace(wanted, box_voting=False))
    fates = set()
    for row, box in enumerate(rois.tolist()):
        for class_index in (1, 2):
            asked = RoiQuery("photo", tuple(box), MEAN, row, class_index, scored, wanted)
            found = predictor.inspect_cached(asked)
            assert found is not None
            assert found.fate == box_fate(scored, wanted, detections, row, class_index)
            assert found.fate is not None
            fates.add(found.fate.outcome.fate)
    assert (Fate.CUT in fates) == (limit < 100)


def test_that_nothing_is_told_of_an_image_whose_features_are_gone(setup: Setup) -> None:
    assert setup[0].inspect_cached(RoiQuery("another", (0, 0, 9, 9))) is None
    assert inspect(setup, (0, 0, 9, 9), MEAN).fate is None


def test_that_arrays_for_the_window_cannot_be_written(setup: Setup) -> None:
    found = inspect(setup, (5, 5, 70, 60), MEAN)
    arrays = [found.channel.values]
    for pooled in (found.trained, found.other):
        arrays += [pooled.values, pooled.winners, pooled.shares, pooled.scores, pooled.deltas]
        arrays += [pooled.class_boxes, pooled.bins.row_starts, pooled.bins.samples]
    assert not any(array.flags.writeable for array in arrays)
