"""torchvision's own files: known by their hash, read without running what is in them."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torchvision.models import detection, get_model_weights

from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.detector import published_models
from frcnn_desktop.detector.checkpoint import load_checkpoint, save_checkpoint
from frcnn_desktop.detector.low_rank import LayerSpectrum, with_ranks
from frcnn_desktop.detector.published_models import coco_class_names, load_model
from frcnn_desktop.detector.torchvision_parts import TorchvisionHead
from frcnn_desktop.detector.torchvision_presets import TORCHVISION_PRESETS
from frcnn_desktop.host.published_models import PUBLISHED_MODELS

SMALLEST = next(model for model in PUBLISHED_MODELS if model.name.endswith("320_fpn"))


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights in a file as torchvision saves it: its frozen batch norm has no counters."""
    torch.manual_seed(0)
    model = getattr(detection, SMALLEST.name)(weights=None, weights_backbone=None, num_classes=91)
    tensors = {name: tensor for name, tensor in model.state_dict().items() if "num_batches" not in name}
    path = tmp_path_factory.mktemp("published") / SMALLEST.file_name
    torch.save(tensors, path)
    return path


@pytest.fixture
def accepted(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file as if torchvision published it."""
    digest = hashlib.sha256(stand_in.read_bytes()).hexdigest()
    known = replace(SMALLEST, file_name=f"stand-in-{digest[:8]}.pth")
    monkeypatch.setattr(published_models, "PUBLISHED_MODELS", (known,))
    return stand_in


@pytest.mark.parametrize("model", PUBLISHED_MODELS, ids=lambda model: model.name)
def test_that_the_facts_are_those_of_torchvision(model: published_models.PublishedModel) -> None:
    weights = get_model_weights(model.name).COCO_V1  # type: ignore[attr-defined]
    assert model.url == weights.url
    assert model.sha256_prefix == weights.url.rsplit("-", 1)[1].removesuffix(".pth")
    assert model.coco_map == weights.meta["_metrics"]["COCO-val2017"]["box_map"]
    assert abs(model.megabytes - weights.meta["_file_size"]) < 1
    assert model.name in TORCHVISION_PRESETS


def test_that_the_classes_are_coco_s_eighty() -> None:
    names = coco_class_names()
    assert len(set(names)) == 80
    assert (names[0], names[-1]) == ("person", "toothbrush")
    assert "N/A" not in names


def test_that_a_published_file_becomes_a_model(accepted: Path) -> None:
    model, meta = load_model(accepted)
    tensors = torch.load(accepted, weights_only=True)
    assert meta.class_names == coco_class_names()
    assert meta.preset.name == "torchvision-coco"
    assert torch.equal(
        model.head.classify.weight.detach(), tensors["roi_heads.box_predictor.cls_score.weight"]
    )
    assert not any("rpn" in name for name in model.state_dict())


def test_that_its_layers_can_be_decomposed_into_a_checkpoint_of_ours(accepted: Path, tmp_path: Path) -> None:
    model, meta = load_model(accepted)
    # Any orthonormal vectors will do: finding the right ones would take long.
    vectors, powers = torch.eye(1024, dtype=torch.float64), torch.ones(1024, dtype=torch.float64)
    assert isinstance(model.head, TorchvisionHead)
    layers = [
        LayerSpectrum(getattr(parent, name), vectors, powers) for parent, name in model.head.hidden_layers()
    ]
    thin = with_ranks(model, layers, (32, 16))
    save_checkpoint(tmp_path / "thin.safetensors", thin, replace(meta, preset=thin.preset))
    again, described = load_checkpoint(tmp_path / "thin.safetensors")
    assert again.preset.ranks == (32, 16)
    assert described.class_names == coco_class_names()
    pooled = torch.rand(2, 256, 7, 7)
    with torch.no_grad():
        for one, other in zip(again.head(pooled), thin.head(pooled), strict=True):
            torch.testing.assert_close(one, other, atol=0.01, rtol=0.01)


def test_that_an_unknown_file_is_refused_unread(stand_in: Path) -> None:
    with pytest.raises(CheckpointError, match="no file that torchvision publishes"):
        load_model(stand_in)


def test_that_a_published_file_that_does_not_fit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "other.pth"
    torch.save({"backbone.body.0.0.weight": torch.zeros(1)}, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    known = replace(SMALLEST, file_name=f"other-{digest[:8]}.pth")
    monkeypatch.setattr(published_models, "PUBLISHED_MODELS", (known,))
    with pytest.raises(CheckpointError, match="cannot be read as torchvision's"):
        load_model(path)


def test_that_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="There is no model file"):
        load_model(tmp_path / "gone.pth")
