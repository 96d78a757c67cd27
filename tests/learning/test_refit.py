import numpy as np
import torch
from torch.nn import functional

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.pooling import pool_rois
from frcnn_desktop.detector.scaling import input_size
from frcnn_desktop.learning.first_layer import FirstLayer
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.samples import jittered_boxes
from frcnn_desktop.learning.steps import images_of_step

Bundled = tuple[FastRcnn, CheckpointMeta]


def test_that_the_kept_answers_are_those_of_the_heads_first_layer(bundled: Bundled) -> None:
    model, _ = bundled
    assert isinstance(model.head, RoiHead)
    features = torch.rand(1, 96, 33, 33)
    boxes = as_box_array([(0, 0, 100, 100), (30, 40, 300, 200), (5, 5, 8, 9)])
    size = input_size(512, 512, model.preset)
    answers = FirstLayer(model.head, model.preset).answers(features, boxes, size)
    pooled = pool_rois(features, [torch.from_numpy(boxes)], model.preset).flatten(1)
    expected = functional.linear(pooled, model.head.first.weight)
    assert torch.allclose(answers.float(), expected, atol=0.02)


def test_that_folding_the_learned_matrix_in_equals_applying_it_to_the_answers(bundled: Bundled) -> None:
    model, _ = bundled
    assert isinstance(model.head, RoiHead)
    first = FirstLayer(model.head, model.preset)
    mixing = torch.randn(512, 512) * 0.02
    x = torch.rand(5, first.weight.shape[1])
    answers = x @ first.weight.T
    assert torch.allclose(x @ first.folded(mixing, lambda: None).T, answers + answers @ mixing.T, atol=1e-3)


def test_that_the_newest_image_is_in_every_second_step() -> None:
    random = np.random.default_rng(0)
    steps = [images_of_step(step, 40, RefitRecipe(), random) for step in range(20)]
    assert all(39 in rows for rows in steps[::2])
    assert not all(39 in rows for rows in steps)
    assert all(len(set(rows)) == 4 for rows in steps)


def test_that_jittered_boxes_lie_around_their_object_and_differ() -> None:
    boxes = jittered_boxes(as_box_array([(100, 100, 200, 300)]), 50, 0.1, np.random.default_rng(1))
    assert len(np.unique(boxes, axis=0)) == 50
    assert np.abs(boxes.mean(axis=0) - (100, 100, 200, 300)).max() < 10
