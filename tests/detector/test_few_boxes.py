from __future__ import annotations

from dataclasses import replace
from typing import Literal
from unittest.mock import patch

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from support.kernels import kept_kernels, settled

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.detector import small_batch_scorer
from frcnn_desktop.detector.box_kernel_loader import JudgeBox, box_kernel, preparation
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.detector.scaling import input_size
from frcnn_desktop.detector.scoring import RoiScorer
from frcnn_desktop.detector.small_batch_scorer import FewBoxScorer
from frcnn_desktop.proposals import kernels

CPU = torch.device("cpu")
SIZE = (131, 90)
TINY = replace(COMPACT, short_side=96, long_side=160, neck_channels=8, hidden=(16, 12))
sides = st.floats(0, 140, width=32)
Pooling = Literal["roi_pool", "roi_align"]


def tiny_model(pooling: Pooling, named: bool = False) -> FastRcnn:
    torch.manual_seed(3)
    preset = replace(TINY, pooling=pooling, naming=named)
    model = FastRcnn(preset, ("cat", "dog", "cow")).eval()
    for layer in (model.head.classify, model.head.regress):
        torch.nn.init.normal_(layer.weight, std=1.0)
    return model


MODELS = {pooling: tiny_model(pooling) for pooling in ("roi_pool", "roi_align")}
NAMED = tiny_model("roi_pool", named=True)


@pytest.mark.parametrize("model", [*MODELS.values(), NAMED], ids=["roi_pool", "roi_align", "named"])
@settings(max_examples=25)
@given(corners=st.lists(st.tuples(sides, sides, sides, sides), min_size=0, max_size=12))
def test_that_a_few_boxes_get_the_scores_and_boxes_they_get_among_many(
    model: FastRcnn, corners: list[tuple[float, float, float, float]]
) -> None:
    size = input_size(*SIZE, model.preset)
    rows, columns = size.padded_height // 16 + 1, size.padded_width // 16 + 1
    features = torch.randn(1, 8, rows, columns, generator=torch.Generator().manual_seed(1))
    boxes = as_box_array([(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners])
    among = np.concatenate([boxes, np.tile(as_box_array([(1, 1, 30, 30)]), (40, 1))])
    few = FewBoxScorer.of(model, CPU)
    assert few is not None
    alone = few.score_few(features, boxes, size)
    many = RoiScorer(model, CPU).score_rois(features, among, size)
    np.testing.assert_allclose(alone.scores, many.scores[: len(boxes)], atol=1e-5)
    np.testing.assert_allclose(alone.class_boxes, many.class_boxes[: len(boxes)], atol=1e-2)
    assert alone.boxes.dtype == alone.scores.dtype == alone.class_boxes.dtype == np.float32
    assert not alone.scores.flags.writeable


@pytest.fixture(scope="module")
def _kernels(request: pytest.FixtureRequest) -> None:
    with kept_kernels(request):
        settled(kernels.preparation)
        settled(preparation)


def kernel() -> JudgeBox:
    found = box_kernel()
    assert found is not None
    return found


@pytest.mark.usefixtures("_kernels")
@pytest.mark.parametrize("naming", [False, True])
@pytest.mark.parametrize("ranks", [(0, 0), (5, 0), (0, 4)])
@settings(max_examples=25)
@given(corners=st.tuples(sides, sides, sides, sides))
def test_that_the_compiled_kernel_judges_one_box_as_torch_does(
    ranks: tuple[int, int], naming: bool, corners: tuple[float, float, float, float]
) -> None:
    torch.manual_seed(5)
    model = FastRcnn(replace(TINY, ranks=ranks, naming=naming), ("cat", "dog", "cow")).eval()
    features = torch.randn(1, 8, 7, 9, generator=torch.Generator().manual_seed(1))
    a, b, c, d = corners
    box = as_box_array([(min(a, c), min(b, d), max(a, c), max(b, d))])
    few, size = FewBoxScorer.of(model, CPU), input_size(*SIZE, model.preset)
    assert few is not None
    with patch.object(small_batch_scorer, "box_kernel", lambda: None):
        expected = few.score_few(features, box, size)
    judge, calls = kernel(), []
    counted = lambda *arguments: calls.append(1) or judge(*arguments)  # noqa: E731
    with patch.object(small_batch_scorer, "box_kernel", lambda: counted):
        found = few.score_few(features, box, size)
    np.testing.assert_allclose(found.scores, expected.scores, atol=1e-5)
    np.testing.assert_allclose(found.class_boxes, expected.class_boxes, atol=1e-2)
    assert calls == [1]


def test_that_pooling_by_interpolation_and_large_heads_are_left_to_torch() -> None:
    even = FewBoxScorer.of(MODELS["roi_align"], CPU)
    assert even is not None
    with (
        patch.object(small_batch_scorer, "_PACKED_UP_TO", 100),
        patch.object(small_batch_scorer, "box_kernel", side_effect=AssertionError),
    ):
        large = FewBoxScorer.of(MODELS["roi_pool"], CPU)
        assert large is not None
        for few in (even, large):
            size = input_size(*SIZE, TINY)
            assert (
                few.score_few(torch.randn(1, 8, 7, 9), as_box_array([(1, 2, 30, 40)]), size).scores.sum() > 0
            )


def test_that_only_a_cpu_is_served() -> None:
    assert FewBoxScorer.of(MODELS["roi_pool"], torch.device("meta")) is None
