"""Model files: one safetensors file with the weights and, as metadata, all that is needed to use them.

Reading never runs code from the file, and allocates nothing until every shape in it has been checked
against the network that the file says it holds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor
from torch.overrides import TorchFunctionMode

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import CheckpointError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.detector.checkpoint_checks import check_class_names, check_preset
from frcnn_desktop.detector.checkpoint_facts import Facts, as_table, facts_metadata, read_facts, read_texts
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import Preset

FORMAT = "frcnn-desktop checkpoint 1"
_MAX_METADATA_CHARACTERS = 4_000_000
_MAX_CHARACTERS = {"name": 1000, "licence": 20_000, "preset": 20_000}
"""Of entries that are shown as they are: laying a text of millions out freezes a window."""
# Counts batches during training; means nothing to a model in use.
_SKIPPED = "num_batches_tracked"
_DTYPES = {"F16", "BF16", "F32"}
# What torch.nn.init itself calls on a tensor to draw its numbers.
_DRAWING = {"normal_", "uniform_"}


@dataclass(frozen=True, slots=True)
class CheckpointMeta:
    """What a checkpoint says of itself. `proposals` are the settings it was trained with."""

    preset: Preset
    class_names: tuple[str, ...]
    name: str = ""
    licence: str = ""
    facts: Facts = field(default_factory=dict)
    proposals: dict[str, str] = field(default_factory=dict)


class _WithoutInitialising(TorchFunctionMode):
    """Leaves weights as they are made: those of a file replace them.

    Drawing them on the meta device would import torch's compiler, which takes seconds.
    """

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        if getattr(func, "__module__", "") == "torch.nn.init" or getattr(func, "__name__", "") in _DRAWING:
            return args[0] if args else kwargs["tensor"]
        return func(*args, **(kwargs or {}))


def save_checkpoint(path: Path, model: FastRcnn, meta: CheckpointMeta) -> None:
    """Write model and metadata atomically, matrices as float16, vectors as float32.

    Raises CheckpointError when the folder cannot be written; an older file stays whole then.
    """
    tensors = {
        # Variances of batch norm can be too small for 16 bits, and vectors take no room.
        name: tensor.detach().to("cpu", torch.float16 if tensor.dim() > 1 else torch.float32).contiguous()
        for name, tensor in model.state_dict().items()
        if not name.endswith(_SKIPPED)
    }
    metadata = {
        "format": FORMAT,
        "preset": json.dumps(meta.preset.to_dict()),
        "class_names": json.dumps(meta.class_names),
        "name": meta.name,
        "licence": meta.licence,
        **facts_metadata(meta.facts),
        "proposals": json.dumps(meta.proposals),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, save(tensors, metadata))
    except OSError as error:
        raise CheckpointError(Message("file.not_saved", name=path.name, reason=reason_of(error))) from error


def load_checkpoint(path: Path) -> tuple[FastRcnn, CheckpointMeta]:
    """Read a checkpoint; the model is float32, on the CPU, in evaluation mode.

    Raises CheckpointError with a sentence for the user when the file is missing, damaged, or no checkpoint
    of this program.
    """
    if not path.is_file():
        raise CheckpointError(Message("model.not_there", path=path))
    try:
        with safe_open(path, framework="pt") as file:
            meta = _read_meta(path, file.metadata() or {})
            with torch.device("meta"), _WithoutInitialising():
                model = FastRcnn(meta.preset, meta.class_names)
            tensors = _read_tensors(path, file, model)
    except (SafetensorError, OSError) as error:
        raise CheckpointError(Message("model.damaged", name=path.name, reason=reason_of(error))) from error
    model.load_state_dict(tensors, assign=True)
    return model.eval(), meta


def _read_meta(path: Path, metadata: dict[str, str]) -> CheckpointMeta:
    if metadata.get("format") != FORMAT:
        raise CheckpointError(
            Message(
                "model.other_format",
                name=path.name,
                format=repr(metadata.get("format", "not stated")[:60]),
                wanted=repr(FORMAT),
            )
        )
    too_long = any(len(metadata.get(part, "")) > most for part, most in _MAX_CHARACTERS.items())
    if too_long or sum(map(len, metadata.values())) > _MAX_METADATA_CHARACTERS:
        raise CheckpointError(Message("model.description_too_long", name=path.name))
    try:
        preset = Preset.from_dict(as_table(parse_plain(metadata["preset"], _MAX_METADATA_CHARACTERS)))
        names: Any = parse_plain(metadata["class_names"], _MAX_METADATA_CHARACTERS)
        facts, proposals = read_facts(metadata), read_texts(metadata, "proposals")
    except (KeyError, ValueError, TypeError) as error:
        raise CheckpointError(
            Message("model.description_damaged", name=path.name, reason=reason_of(error))
        ) from error
    check_preset(path, preset)
    check_class_names(path, names)
    return CheckpointMeta(
        preset,
        tuple(names),
        metadata.get("name", "") or path.stem,
        metadata.get("licence", ""),
        facts,
        proposals,
    )


def _read_tensors(path: Path, file: Any, model: FastRcnn) -> dict[str, Tensor]:
    wanted = {
        name: list(tensor.shape) for name, tensor in model.state_dict().items() if not name.endswith(_SKIPPED)
    }
    stored = set(file.keys())
    if missing := sorted(set(wanted) - stored):
        raise CheckpointError(
            Message(
                "model.lacks_weights", name=path.name, count=len(missing), total=len(wanted), first=missing[0]
            )
        )
    if unknown := sorted(stored - set(wanted)):
        raise CheckpointError(Message("model.unknown_weights", name=path.name, first=unknown[0][:80]))
    tensors = {}
    for name, shape in wanted.items():
        part = file.get_slice(name)
        if part.get_shape() != shape or part.get_dtype() not in _DTYPES:
            raise CheckpointError(
                Message(
                    "model.weight_shape",
                    weight=name,
                    name=path.name,
                    type=str(part.get_dtype()),
                    stated=str(part.get_shape()),
                    wanted=str(shape),
                )
            )
        tensors[name] = file.get_tensor(name).to(torch.float32)
        if not bool(torch.isfinite(tensors[name]).all()):
            raise CheckpointError(Message("model.weight_not_finite", weight=name, name=path.name))
    counters = {
        name: torch.zeros((), dtype=torch.int64) for name in model.state_dict() if name.endswith(_SKIPPED)
    }
    return tensors | counters
