import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save_file

from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.detector.checkpoint import CheckpointMeta, load_checkpoint, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT

TINY = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(16, 12))
META = CheckpointMeta(TINY, ("cat", "dog"), "tiny", "CC0", {"trained on": "noise"}, {"mode": "fast"})


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("model") / "tiny.safetensors"
    save_checkpoint(path, FastRcnn(TINY, META.class_names), META)
    return path


def rewritten(source: Path, target: Path, tensors: dict[str, Any] | None = None, **metadata: str) -> Path:
    """Copy a checkpoint with other tensors (None drops one) or metadata."""
    with safe_open(source, framework="pt") as file:
        old = file.metadata()
        values = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
    values |= tensors or {}
    save_file({name: value for name, value in values.items() if value is not None}, target, old | metadata)
    return target


def with_preset(**changes: Any) -> str:
    return json.dumps({**TINY.to_dict(), **changes})


def test_that_a_checkpoint_comes_back_with_its_weights_and_its_description(saved: Path) -> None:
    torch.manual_seed(0)
    original = FastRcnn(TINY, META.class_names)
    model, meta = load_checkpoint(saved)
    assert meta == META
    assert not model.training
    for name, tensor in original.state_dict().items():
        assert torch.equal(model.state_dict()[name].half(), tensor.half()), name


def test_that_saving_leaves_no_other_file_behind(saved: Path) -> None:
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_that_a_folder_that_cannot_be_written_is_said_so(saved: Path, tmp_path: Path) -> None:
    model, meta = load_checkpoint(saved)
    (tmp_path / "file").write_text("")
    with pytest.raises(CheckpointError, match="cannot be saved"):
        save_checkpoint(tmp_path / "file" / "model.safetensors", model, meta)


def test_that_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="There is no model file"):
        load_checkpoint(tmp_path / "nothing.safetensors")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a zip", b"\xff" * 4096, b"\x80\x04\x95pickle" * 9])
def test_that_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    with pytest.raises(CheckpointError, match="damaged or no model file"):
        load_checkpoint(path)


@pytest.mark.parametrize("kept", [0.2, 0.9, 0.999])
def test_that_a_file_cut_short_is_refused(saved: Path, tmp_path: Path, kept: float) -> None:
    path = tmp_path / "cut.safetensors"
    path.write_bytes(saved.read_bytes()[: int(saved.stat().st_size * kept)])
    with pytest.raises(CheckpointError, match="damaged"):
        load_checkpoint(path)


def test_that_weights_of_another_program_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.safetensors"
    save_file({"weight": torch.zeros(3)}, path)
    with pytest.raises(CheckpointError, match="not of a model of this program"):
        load_checkpoint(path)


@pytest.mark.parametrize(
    ("metadata", "sentence"),
    [
        ({"preset": "{"}, "description inside"),
        ({"preset": "[]"}, "description inside"),
        ({"preset": "[" * 10_000}, "description inside"),
        ({"preset": with_preset(extra=1)}, "differs in extra"),
        ({"preset": with_preset(backbone="hf_hub:someone/something")}, "needs the backbone 'hf_hub"),
        ({"preset": with_preset(backbone={})}, "needs the backbone"),
        ({"preset": with_preset(hidden=[10**9])}, "cannot be built"),
        ({"preset": with_preset(hidden=7)}, "cannot be built"),
        ({"preset": with_preset(neck_channels="8")}, "cannot be built"),
        ({"preset": with_preset(pooling="magic")}, "cannot be built"),
        ({"preset": with_preset(std=[0, 1, 1])}, "cannot be built"),
        ({"preset": with_preset(mean=[1])}, "cannot be built"),
        ({"preset": with_preset(dropout=float("nan"))}, "no JSON number"),
        ({"preset": with_preset(dropout=10**400)}, "cannot be built"),
        ({"preset": with_preset(dropout=1)}, "cannot be built"),
        ({"preset": with_preset(dropout=True)}, "cannot be built"),
        ({"preset": with_preset(short_side=10**400)}, "cannot be built"),
        ({"preset": with_preset(mean=[10**400, 0, 0])}, "cannot be built"),
        ({"preset": with_preset(std=[1, 1e300, 1])}, "cannot be built"),
        ({"preset": with_preset(level_scales=[0.1, -(10**400)])}, "cannot be built"),
        ({"class_names": "[]"}, "list of classes"),
        ({"class_names": '["cat", "cat"]'}, "list of classes"),
        ({"class_names": '["cat", 3]'}, "list of classes"),
        ({"class_names": '["cat", "a\\u0000b"]'}, "list of classes"),
        ({"class_names": '["cat", "dog", "cow"]'}, "needs numbers of shape"),
        ({"facts": "x" * 5_000_000}, "unreasonably long"),
        ({"name": "many words " * 1000}, "unreasonably long"),
        ({"licence": "many words " * 10_000}, "unreasonably long"),
        ({"preset": with_preset(name="many words " * 10_000)}, "unreasonably long"),
        ({"facts": json.dumps(dict.fromkeys(map(str, range(10_000)), "x"))}, "are read"),
        ({"facts": json.dumps({"data": "x" * 50_000})}, "characters; .* are read"),
        ({"messages": "[" * 30_000}, "description inside"),
        ({"messages": '{"a":' * 2000 + "1" + "}" * 2000}, "nested deeper"),
    ],
)
def test_that_a_wrong_description_is_refused_with_its_reason(
    saved: Path, tmp_path: Path, metadata: dict[str, str], sentence: str
) -> None:
    path = rewritten(saved, tmp_path / "wrong.safetensors", None, **metadata)
    with pytest.raises(CheckpointError, match=sentence):
        load_checkpoint(path)


@pytest.mark.parametrize(
    ("tensors", "sentence"),
    [
        ({"head.classify.bias": None}, "lacks 1 of"),
        ({"more": torch.zeros(1)}, "does not have"),
        ({"head.classify.bias": torch.zeros(7)}, "needs numbers of shape"),
        ({"head.classify.bias": torch.zeros(3, dtype=torch.int64)}, "needs numbers of shape"),
        ({"head.classify.bias": torch.full((3,), float("nan"))}, "not finite"),
    ],
)
def test_that_wrong_weights_are_refused_with_their_reason(
    saved: Path, tmp_path: Path, tensors: dict[str, Any], sentence: str
) -> None:
    path = rewritten(saved, tmp_path / "wrong.safetensors", tensors)
    with pytest.raises(CheckpointError, match=sentence):
        load_checkpoint(path)
