from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.inference import Predictor
from frcnn_desktop.inference.comparison import CROP, crop_regions

TINY = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(32,))
RGB = np.random.default_rng(2).integers(0, 256, (60, 80, 3), dtype=np.uint8)


def regions(count: int) -> BoxArray:
    rng = np.random.default_rng(3)
    corners = rng.uniform(0, 40, (count, 2))
    return as_box_array(np.concatenate([corners, corners + rng.uniform(4, 20, (count, 2))], axis=1))


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    torch.manual_seed(3)
    meta = CheckpointMeta(TINY, ("cat",), "tiny", "CC0", proposals={"mode": "fast", "max": "40"})
    return Predictor(FastRcnn(TINY, meta.class_names), meta, "cpu")


def image() -> LoadedImage:
    return LoadedImage(Path("a.jpg"), RGB, (80, 60), 1, "key")


def test_that_a_sample_of_the_regions_is_measured_and_scaled_up(predictor: Predictor) -> None:
    steps: list[tuple[int, int]] = []
    boxes = regions(40)
    ways = predictor.compare_ways(image(), boxes, CancelToken(), lambda *step: steps.append(step))
    assert (ways.content_key, ways.regions, ways.sampled) == ("key", 40, 32)
    assert ways.rcnn_seconds == pytest.approx(ways.region_seconds * 40)
    assert min(ways.region_seconds, ways.backbone_seconds, ways.head_seconds) > 0
    assert steps[0] == (0, 32)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    # Random weights have no small singular values: a decomposition may win nothing.
    assert ways.thin_head_seconds is None or ways.thin_head_seconds > 0


def test_that_fewer_regions_than_the_sample_are_all_measured(predictor: Predictor) -> None:
    ways = predictor.compare_ways(image(), regions(3), CancelToken(), lambda *_: None)
    assert (ways.regions, ways.sampled) == (3, 3)


def test_that_measuring_stops_between_two_batches(predictor: Predictor) -> None:
    token = CancelToken()

    def stop_in_the_middle(done: int, _total: int) -> None:
        if done >= 8:
            token.cancel()

    with pytest.raises(Cancelled):
        predictor.compare_ways(image(), regions(40), token, stop_in_the_middle)


def test_that_a_region_is_cropped_resized_and_normalised_as_the_network_wants_it() -> None:
    crops = crop_regions(RGB, as_box_array([(10, 5, 10 + 32, 5 + 28), (79.5, 59.5, 79.9, 59.9)]), TINY)
    assert crops.shape == (2, 3, CROP, CROP)
    pixels = crops[0].permute(1, 2, 0).numpy() * 128 + 127
    # 224 is seven times 32 and eight times 28: the middle pixel of each block is the photo's own.
    np.testing.assert_allclose(pixels[4 * 8 + 4, 3 + 7 * 9], RGB[5 + 4, 10 + 9], atol=40)
    np.testing.assert_allclose(crops[1].mean(dim=(1, 2)).numpy() * 128 + 127, RGB[59, 79], atol=1)


def test_that_the_ratio_compares_all_regions_with_one_image() -> None:
    ways = WaysCompared("key", 2000, 32, 0.02, 0.1, 0.1)
    assert (ways.rcnn_seconds, ways.fast_seconds, ways.ratio) == (40.0, 0.2, 200.0)
