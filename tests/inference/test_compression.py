from dataclasses import replace
from pathlib import Path

import pytest
import torch

from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.detector.checkpoint import CheckpointMeta, load_checkpoint, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.inference.compression import compress_checkpoint

SMALL = replace(COMPACT, short_side=64, long_side=96, neck_channels=4, hidden=(24, 20))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(6)
    path = tmp_path_factory.mktemp("models") / "whole.safetensors"
    save_checkpoint(path, FastRcnn(SMALL, ("cat", "dog")), CheckpointMeta(SMALL, ("cat", "dog"), "whole"))
    return path


def test_that_a_decomposed_copy_says_so_and_leaves_its_source_alone(source: Path, tmp_path: Path) -> None:
    before = source.read_bytes()
    lines = compress_checkpoint(source, tmp_path / "thin.safetensors", (10, 0))
    model, meta = load_checkpoint(tmp_path / "thin.safetensors")
    assert source.read_bytes() == before
    assert model.preset.ranks == meta.preset.ranks == (10, 0)
    assert meta.name == "whole, decomposed"
    assert "rank 10 of 24" in str(meta.facts["decomposed"])
    assert len(lines) == 2
    assert str(lines[1]).startswith("hidden layer 2 (24 x 20): whole")


def test_that_energy_chooses_the_ranks(source: Path, tmp_path: Path) -> None:
    compress_checkpoint(source, tmp_path / "thin.safetensors", 0.5)
    model, _ = load_checkpoint(tmp_path / "thin.safetensors")
    assert 0 < model.preset.ranks[0] < 24


@pytest.mark.parametrize("wanted", [0.0, 1.0, float("nan"), (0, 0), (9000, 1), (1,)])
def test_that_what_cannot_be_done_is_refused(
    source: Path, tmp_path: Path, wanted: tuple[int, ...] | float
) -> None:
    with pytest.raises(CheckpointError):
        compress_checkpoint(source, tmp_path / "thin.safetensors", wanted)
    assert not (tmp_path / "thin.safetensors").exists()


def test_that_a_model_is_never_overwritten_by_its_copy(source: Path) -> None:
    with pytest.raises(CheckpointError, match="file of its own"):
        compress_checkpoint(source, source, 0.5)
