"""The paper's network, against torchvision's VGG16 and the reference RoI pooling."""

from dataclasses import replace

import pytest
import torch
from torch import nn
from torchvision.models.vgg import cfgs, make_layers
from torchvision.ops import roi_pool

from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.detector.backbone import make_backbone
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import PRESETS, VGG16
from frcnn_desktop.detector.scaling import feature_grid, input_size

# The fully connected layers of the paper have 120 million weights: too many for a quick test.
SLIM = replace(VGG16, short_side=64, long_side=96, hidden=(16, 12))


def test_that_the_features_are_those_of_torchvision_up_to_conv5_3() -> None:
    torch.manual_seed(0)
    backbone = make_backbone(VGG16).eval()
    features = make_layers(cfgs["D"])[:30].eval()
    theirs = [layer for layer in features if isinstance(layer, nn.Conv2d)]
    for (_, mine), other in zip(backbone.stages(), theirs, strict=True):
        other.load_state_dict(mine.state_dict())
    images = torch.randn(1, 3, 64, 96)
    with torch.no_grad():
        (found,) = backbone(images)
        torch.testing.assert_close(found, features(images))
    assert found.shape == (1, 512, 4, 6)
    assert (backbone.channels, backbone.strides) == ([512], [16])


def test_that_the_preset_is_the_network_of_the_paper() -> None:
    with torch.device("meta"):
        model = FastRcnn(PRESETS["vgg16"], [f"class {index}" for index in range(20)])
    shapes = {name: tuple(weights.shape) for name, weights in model.head.named_parameters()}
    assert shapes["first.weight"] == (4096, 512 * 7 * 7)
    assert shapes["others.0.weight"] == (4096, 4096)
    assert shapes["classify.weight"] == (21, 4096)
    assert shapes["regress.weight"] == (4 * 21, 4096)
    assert not list(model.neck.parameters())
    assert model.head.dropout == 0.5


def test_that_images_are_scaled_as_in_the_paper() -> None:
    assert (input_size(500, 375, VGG16).width, input_size(500, 375, VGG16).height) == (800, 600)
    assert (input_size(500, 200, VGG16).width, input_size(500, 200, VGG16).height) == (1000, 400)


def test_that_rois_are_pooled_from_the_only_map() -> None:
    torch.manual_seed(1)
    model = FastRcnn(SLIM, ("cat", "dog")).eval()
    images, rois = torch.randn(1, 3, 64, 96), [torch.tensor([[3.0, 5, 60, 50], [20, 20, 21, 22]])]
    with torch.no_grad():
        features = model.encode(images)
        logits, deltas = model(images, rois)
        expected = model.head(roi_pool(features, rois, 7, 1 / 16))
    torch.testing.assert_close(logits, expected[0])
    torch.testing.assert_close(deltas, expected[1])
    grid = feature_grid(input_size(96, 64, SLIM), SLIM)
    assert features.shape[2:] == (grid.rows, grid.columns)


@pytest.mark.parametrize("preset", ["compact", "vgg16"])
def test_that_all_of_the_network_learns(preset: str) -> None:
    slim = replace(PRESETS[preset], hidden=(16, 12))
    model = FastRcnn(slim, ("cat", "dog")).train()
    logits, deltas = model(torch.randn(1, 3, 64, 96), [torch.tensor([[3.0, 5, 60, 50]])])
    (logits.square().sum() + deltas.square().sum()).backward()
    for name, layer in model.backbone.stages():
        weights = dict(layer.named_parameters())
        assert any(each.grad is not None and bool(each.grad.any()) for each in weights.values()), name


@pytest.mark.parametrize("preset", ["compact", "vgg16"])
def test_that_the_stages_are_named_in_the_order_of_the_pass_and_hold_all_weights(preset: str) -> None:
    backbone = make_backbone(PRESETS[preset])
    stages = backbone.stages()
    held = {weights for _, layer in stages for weights in layer.parameters()}
    assert held == set(backbone.parameters())
    order: list[str] = []
    for name, layer in stages:
        first = next(each for each in layer.modules() if isinstance(each, nn.Conv2d))
        first.register_forward_hook(lambda *_, name=name: order.append(name))
    backbone.eval()(torch.zeros(1, 3, 64, 64))
    assert order == [name for name, _ in stages]
    assert order[0] == {"compact": "stem", "vgg16": "conv1_1"}[preset]


def test_that_the_pass_stops_between_two_convolutions() -> None:
    calls: list[int] = []

    def stop_at_third() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_backbone(VGG16)(torch.zeros(1, 3, 32, 32), stop_at_third)
    assert len(calls) == 3
