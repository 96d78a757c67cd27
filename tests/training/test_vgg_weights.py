from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT, VGG16
from frcnn_desktop.training.vgg_weights import load_vgg16_weights

# The layers as torchvision numbers them, up to conv5_3 and the classifier; narrow, to be small.
SLIM = replace(VGG16, hidden=(6, 5))


def torchvision_file(path: Path, **changes: Any) -> dict[str, Any]:
    torch.manual_seed(3)
    numbers = (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28)
    stages = FastRcnn(SLIM, ("cat",)).backbone.stages()
    tensors: dict[str, Any] = {}
    for number, (_, layer) in zip(numbers, stages, strict=True):
        for part, values in layer.named_parameters():
            tensors[f"features.{number}.{part}"] = values.detach()
    for number, (inputs, outputs) in {0: (25088, 6), 3: (6, 5), 6: (5, 1000)}.items():
        for part, values in nn.Linear(inputs, outputs).named_parameters():
            tensors[f"classifier.{number}.{part}"] = values.detach()
    tensors = {name: value for name, value in (tensors | changes).items() if value is not None}
    torch.save(tensors, path)
    return tensors


def test_that_backbone_and_hidden_layers_come_from_torchvision_s_file(tmp_path: Path) -> None:
    tensors = torchvision_file(tmp_path / "vgg16.pth")
    model = FastRcnn(SLIM, ("cat", "dog"))
    output = model.head.classify.weight.detach().clone()
    assert "torchvision" in load_vgg16_weights(model, tmp_path / "vgg16.pth")
    state = model.state_dict()
    assert torch.equal(state["backbone.body.conv1_1.weight"], tensors["features.0.weight"])
    assert torch.equal(state["backbone.body.conv5_3.bias"], tensors["features.28.bias"])
    assert torch.equal(state["head.first.weight"], tensors["classifier.0.weight"])
    assert torch.equal(state["head.others.0.bias"], tensors["classifier.3.bias"])
    assert torch.equal(model.head.classify.weight, output)


@pytest.mark.parametrize(
    "changes", [{"features.28.bias": None}, {"classifier.0.weight": torch.zeros(2, 2)}, {"features.x.y": 1}]
)
def test_that_a_file_that_does_not_fit_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    torchvision_file(tmp_path / "vgg16.pth", **changes)
    with pytest.raises(CheckpointError, match="does not hold torchvision's weights"):
        load_vgg16_weights(FastRcnn(SLIM, ("cat",)), tmp_path / "vgg16.pth")


@pytest.mark.parametrize("content", [b"", b"text", b"\x80\x04\x95\x00pickle"])
def test_that_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vgg16.pth").write_bytes(content)
    with pytest.raises(CheckpointError, match="does not hold torchvision's weights"):
        load_vgg16_weights(FastRcnn(SLIM, ("cat",)), tmp_path / "vgg16.pth")


def test_that_another_network_is_not_filled(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="preset is compact"):
        load_vgg16_weights(FastRcnn(COMPACT, ("cat",)), tmp_path / "vgg16.pth")


def test_that_no_file_is_asked_for() -> None:
    with pytest.raises(CheckpointError, match="--backbone-weights"):
        load_vgg16_weights(FastRcnn(SLIM, ("cat",)), None)
