"""Writing a copy of a checkpoint whose fully connected layers are decomposed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.core.messages import Message, listed
from frcnn_desktop.detector.checkpoint import save_checkpoint
from frcnn_desktop.detector.low_rank import spectra, with_ranks
from frcnn_desktop.detector.published_models import load_model


def compress_checkpoint(source: Path, target: Path, wanted: tuple[int, ...] | float) -> list[Message]:
    """Write `target`, a copy of `source` with hidden layers of lower rank, and tell what became of each.

    `wanted` is a rank for each hidden layer, 0 to keep one whole, or the share of its sum of squares that
    each keeps. `source` is never changed. Raises CheckpointError when that cannot be done or wins nothing.
    """
    if target.exists() and target.samefile(source):
        raise CheckpointError(Message("model.decomposed_target"))
    if not isinstance(wanted, tuple) and not 0 < wanted < 1:
        raise CheckpointError(Message("model.energy", value=wanted))
    model, meta = load_model(source)
    layers = spectra(model)
    ranks = list(wanted) if isinstance(wanted, tuple) else [layer.rank_for(wanted) for layer in layers]
    if not any(ranks):
        raise CheckpointError(Message("model.no_layer_cheaper"))
    thin = with_ranks(model, layers, ranks)
    lines = []
    for number, (rank, layer) in enumerate(zip(ranks, layers, strict=True), start=1):
        outputs, inputs = layer.layer.weight.shape
        share = rank * (outputs + inputs) / (outputs * inputs) if rank else 1.0
        rank_kept = Message("fact.rank", rank=rank, whole=min(outputs, inputs))
        lines.append(
            Message(
                "fact.decomposed_layer",
                number=number,
                inputs=inputs,
                outputs=outputs,
                kept=rank_kept if rank else Message("fact.whole"),
                products=share,
                energy=layer.energy_of(rank),
            )
        )
    facts = meta.facts | {"decomposed": listed(lines, "text.series") or ""}
    name = f"{meta.name}, decomposed"
    save_checkpoint(target, thin, replace(meta, preset=thin.preset, name=name, facts=facts))
    return lines
