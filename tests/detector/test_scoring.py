from dataclasses import replace
from typing import Literal

import numpy as np
import pytest
import torch

from frcnn_desktop.core.boxes import as_box_array, scale_boxes
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.detector import scoring
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.detector.scaling import InputSize, feature_grid, input_size, normalise, resize_image
from frcnn_desktop.detector.scoring import RoiScorer
from frcnn_desktop.detector.table_pooling import roi_cells

TINY = replace(COMPACT, short_side=96, long_side=160, neck_channels=8, hidden=(16, 12))
CPU = torch.device("cpu")


def tiny_model(pooling: Literal["roi_pool", "roi_align"] = "roi_pool") -> FastRcnn:
    torch.manual_seed(3)
    return FastRcnn(replace(TINY, pooling=pooling), ("cat", "dog", "cow")).eval()


def picture(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)


def random_boxes(count: int, width: float, height: float) -> np.ndarray:
    corners = np.random.default_rng(1).uniform(0, 1, (count, 2, 2))
    corners = np.sort(corners, axis=1) * [width, height]
    return as_box_array(corners.reshape(count, 4))


def encoded(model: FastRcnn, width: int, height: int) -> tuple[torch.Tensor, InputSize]:
    size = input_size(width, height, model.preset)
    pixels = resize_image(picture(width, height), size)
    with torch.no_grad():
        return model.encode(normalise(pixels, size, model.preset)), size


@pytest.mark.parametrize("pooling", ["roi_pool", "roi_align"])
def test_that_scores_are_those_of_the_plain_network(pooling: Literal["roi_pool", "roi_align"]) -> None:
    model = tiny_model(pooling)
    features, size = encoded(model, 131, 90)
    boxes = random_boxes(600, 131, 90)
    scored = RoiScorer(model, CPU).score_rois(features, boxes, size)
    rois = torch.from_numpy(scale_boxes(boxes, size.scale_x, size.scale_y))
    with torch.no_grad():
        logits, _ = model.judge(features, [rois])
    np.testing.assert_allclose(scored.scores, torch.softmax(logits, 1).numpy(), atol=1e-5)
    np.testing.assert_array_equal(scored.class_boxes[:, 0], boxes)
    assert scored.class_boxes.min() >= 0
    assert (scored.class_boxes.reshape(-1, 2).max(axis=0) <= (131, 90)).all()


def test_that_the_map_is_as_large_as_the_grid_says() -> None:
    model = tiny_model()
    for width, height in ((131, 90), (90, 131), (500, 40), (1, 1), (33, 700)):
        features, size = encoded(model, width, height)
        grid = feature_grid(size, model.preset)
        assert features.shape[2:] == (grid.rows, grid.columns)
        assert features.dtype == torch.float32


def test_that_images_are_padded_and_never_stretched() -> None:
    preset = replace(COMPACT, short_side=448, long_side=672)
    size = input_size(500, 375, preset)
    assert (size.width, size.height, size.padded_width, size.padded_height) == (597, 448, 608, 448)
    assert abs(size.scale_x / size.scale_y - 1) < 0.002
    assert input_size(1000, 100, preset).width == 672


def test_that_no_boxes_give_no_scores() -> None:
    model = tiny_model()
    features, size = encoded(model, 64, 64)
    scored = RoiScorer(model, CPU).score_rois(features, random_boxes(0, 1, 1), size)
    assert scored.scores.shape == (0, 4)
    assert scored.class_boxes.shape == (0, 4, 4)


def test_that_work_stops_between_chunks() -> None:
    model = tiny_model()
    features, size = encoded(model, 400, 300)

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        RoiScorer(model, CPU).score_rois(features, random_boxes(5, 400, 300), size, stop)


def test_that_a_stop_is_heard_before_every_chunk_and_before_boxes_are_decoded() -> None:
    model, calls = tiny_model(), []
    features, size = encoded(model, 400, 300)
    boxes = random_boxes(600, 400, 300)
    RoiScorer(model, CPU).score_rois(features, boxes, size, lambda: calls.append(1))
    rois = torch.from_numpy(scale_boxes(boxes, size.scale_x, size.scale_y))
    different = len(torch.unique(roi_cells(rois, 1 / model.preset.stride), dim=0))
    assert len(calls) >= -(-different // scoring._CHUNK) + 1


def test_that_the_backbone_stops_between_blocks() -> None:
    model, calls = tiny_model(), []

    def stop_at_third() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        model.encode(torch.zeros(1, 3, 64, 64), stop_at_third)
    assert len(calls) == 3
