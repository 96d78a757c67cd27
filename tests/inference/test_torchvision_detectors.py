"""torchvision's own detectors, fed with our proposals, against ours with the same weights."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torchvision.models import detection
from torchvision.models.detection.transform import resize_boxes

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter, Detections, grid_of_each
from frcnn_desktop.core.errors import Cancelled, CheckpointError
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.detector.torchvision_parts import renamed_for_fast_rcnn
from frcnn_desktop.detector.torchvision_presets import TORCHVISION_PRESETS
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.inference.network import Network

# The larger MobileNet differs from the smaller one in the sizes of images only.
ARCHITECTURES = sorted(set(TORCHVISION_PRESETS) - {"fasterrcnn_mobilenet_v3_large_fpn"})
NAMES = tuple(f"class {index}" for index in range(80))
SIDES = {"min_size": 96, "max_size": 160}
WIDTH, HEIGHT = 211, 150


def picture() -> np.ndarray:
    return np.random.default_rng(4).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)


def proposals() -> BoxArray:
    """Boxes of all sizes; none so thin that detections less than a pixel wide come of them."""
    corners = np.sort(np.random.default_rng(5).uniform(0, 1, (300, 2, 2)), axis=1) * [WIDTH, HEIGHT]
    wide = corners[((corners[:, 1] - corners[:, 0]) > 8).all(axis=1)]
    small = np.array([(20 + step, 30, 28 + step, 41) for step in range(9)])
    return as_box_array(np.concatenate([wide.reshape(-1, 4), small]))


@cache
def theirs(architecture: str, classes: int = 91) -> Any:
    """Return torchvision's detector with random weights that favour some classes at some places."""
    torch.manual_seed(11)
    model = getattr(detection, architecture)(
        weights=None, weights_backbone=None, num_classes=classes, **SIDES
    ).eval()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            assert module.running_mean is not None
            assert module.running_var is not None
            module.running_mean.uniform_(-0.1, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            if architecture == "fasterrcnn_resnet50_fpn":
                module.eps = 0.0
    # The convolutions before its hidden layer make larger numbers.
    loudness = 0.02 if architecture.endswith("v2") else 1.0
    predictor = model.roi_heads.box_predictor
    nn.init.normal_(predictor.cls_score.bias, std=2.0)
    nn.init.normal_(predictor.cls_score.weight, std=0.03 * loudness)
    nn.init.normal_(predictor.bbox_pred.weight, std=0.005 * loudness)
    model.roi_heads.score_thresh, model.roi_heads.nms_thresh = 0.05, 0.5
    return model


@cache
def ours(architecture: str, names: tuple[str, ...] = NAMES) -> FastRcnn:
    preset = replace(TORCHVISION_PRESETS[architecture], short_side=96, long_side=160)
    with torch.device("meta"):
        mine = FastRcnn(preset, names)
    state = theirs(architecture, 91 if names == NAMES else len(names) + 1).state_dict()
    mine.load_state_dict(renamed_for_fast_rcnn(state), assign=True)
    return mine.eval()


@torch.no_grad()
def their_detections(model: Any, rgb: np.ndarray, boxes: BoxArray) -> dict[str, np.ndarray]:
    image = torch.from_numpy(rgb).permute(2, 0, 1) / 255
    images, _ = model.transform([image])
    size = images.image_sizes[0]
    moved = resize_boxes(torch.from_numpy(boxes.copy()), [HEIGHT, WIDTH], size)
    found, _ = model.roi_heads(model.backbone(images.tensors), [moved], images.image_sizes)
    found = model.transform.postprocess(found, images.image_sizes, [(HEIGHT, WIDTH)])
    return {name: values.numpy() for name, values in found[0].items()}


def our_detections(network: Network, encoded: EncodedImage, boxes: BoxArray) -> Detections:
    return filter_detections(
        network.score_encoded(encoded, boxes), DetectionFilter(0.05, 0.5, box_voting=False)
    )


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_the_detections_are_those_of_torchvision_s_roi_heads(architecture: str) -> None:
    model = theirs(architecture)
    expected = their_detections(model, picture(), proposals())
    network = Network(ours(architecture), torch.device("cpu"))
    found = our_detections(network, network.encode(picture()), proposals())
    unused = (12, 26, 29, 30, 45, 66, 68, 69, 71, 83)
    rows = [row for row in range(1, 91) if row not in unused]
    kept = np.isin(expected["labels"], rows)
    assert kept.sum() > 10
    labels = np.array([rows[index - 1] for index in found.class_indices])
    # The unused outputs take some of torchvision's hundred places.
    count = int(kept.sum())
    np.testing.assert_allclose(found.scores[:count], expected["scores"][kept], rtol=1e-4)
    np.testing.assert_array_equal(labels[:count], expected["labels"][kept])
    np.testing.assert_allclose(found.boxes[:count], expected["boxes"][kept], atol=0.01)


def test_that_other_classes_than_coco_s_need_no_unused_outputs() -> None:
    mine = ours("fasterrcnn_mobilenet_v3_large_320_fpn", ("cat", "dog"))
    network = Network(mine, torch.device("cpu"))
    scored = network.score_encoded(network.encode(picture()), proposals())
    assert scored.scores.shape == (len(proposals()), 3)
    assert scored.class_names == ("cat", "dog")


@pytest.fixture(scope="module")
def pyramid() -> tuple[Network, EncodedImage]:
    network = Network(ours("fasterrcnn_resnet50_fpn"), torch.device("cpu"))
    return network, network.encode(picture())


def test_that_every_level_of_the_pyramid_has_its_grid(pyramid: tuple[Network, EncodedImage]) -> None:
    _, encoded = pyramid
    assert [grid.stride for grid in encoded.grids] == [4, 8, 16, 32]
    for grid, level in zip(encoded.grids, encoded.maps, strict=True):
        assert level.shape[2:] == (grid.rows, grid.columns)
    assert encoded.nbytes == sum(level.numel() * 4 for level in encoded.maps)


def test_that_boxes_belong_to_the_level_that_torchvision_pools_them_from(
    pyramid: tuple[Network, EncodedImage],
) -> None:
    from torchvision.ops.poolers import LevelMapper

    _, encoded = pyramid
    boxes = proposals() * 3
    size = encoded.size
    moved = torch.from_numpy(boxes * np.float32(size.scale_x))
    moved[:, 1::2] *= size.scale_y / size.scale_x
    np.testing.assert_array_equal(grid_of_each(encoded.grids, boxes), LevelMapper(2, 5)([moved]).numpy())


def test_that_single_boxes_score_as_they_do_among_others(pyramid: tuple[Network, EncodedImage]) -> None:
    network, encoded = pyramid
    whole = network.score_encoded(encoded, proposals())
    for row in (0, 7, 200):
        alone = network.score_encoded(encoded, proposals()[row : row + 1])
        np.testing.assert_allclose(alone.scores[0], whole.scores[row], atol=1e-5)


def test_that_thin_images_do_not_disturb_the_levels(pyramid: tuple[Network, EncodedImage]) -> None:
    network, encoded = pyramid
    before = network.score_encoded(encoded, proposals()).scores
    thin = np.zeros((900, 3, 3), np.uint8)
    network.score_encoded(network.encode(thin), as_box_array([(0, 0, 3, 500)]))
    np.testing.assert_array_equal(network.score_encoded(encoded, proposals()).scores, before)


def test_that_the_backbone_can_be_stopped(pyramid: tuple[Network, EncodedImage]) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        pyramid[0].encode(picture(), "", token)


def test_that_training_on_a_pyramid_is_refused_in_a_sentence() -> None:
    with pytest.raises(CheckpointError, match="not be trained here"):
        ours("fasterrcnn_resnet50_fpn").encode(torch.zeros(1, 3, 64, 64))
