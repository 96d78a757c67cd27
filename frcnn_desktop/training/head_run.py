"""One head-training run from a data set to a checkpoint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.detector.backbone import make_backbone
from frcnn_desktop.detector.checkpoint import CheckpointMeta, load_checkpoint, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.training.events import TrainingEvent, TrainingFinished
from frcnn_desktop.training.head_trainer import HeadTrainer
from frcnn_desktop.training.prepare import PreparedData
from frcnn_desktop.training.pretrained import BACKBONE_LICENCE, load_imagenet_weights
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.voc_data import read_split


@dataclass(frozen=True, slots=True)
class HeadRun:
    """What to train on and where to put it.

    `init` is a checkpoint to start from (its network is used; the output layers only if its classes are the
    data's), else ImageNet weights are. `work` keeps proposals, features and the state of the run.
    """

    data: Path
    split: str
    out: Path
    work: Path
    preset: Preset
    recipe: Recipe = field(default_factory=Recipe)
    init: Path | None = None
    exclude: frozenset[str] = frozenset()
    class_names: tuple[str, ...] | None = None
    proposal_mode: str = "fast"


def train_head(run: HeadRun, token: CancelToken | None = None) -> Iterator[TrainingEvent]:
    """Prepare the data, train neck and head, save the checkpoint; yields events on the way.

    Run again after an interruption it goes on where it stopped. Raises Cancelled, and FrcnnError with a
    sentence when data, weights or disk do not allow it.
    """
    split = read_split(run.data, run.split, class_names=run.class_names, exclude=run.exclude)
    yield from split.skipped
    model, licence = _start(run, split.class_names)
    # Folding the batch norm ends a backbone's life as one that can be saved.
    encoder = make_backbone(model.preset)
    encoder.load_state_dict(model.backbone.state_dict())
    data = PreparedData(run.work, model.preset, run.proposal_mode)
    yield from data.prepare(split.images, encoder, token)
    trainer = HeadTrainer(model, data.images, data, data, run.recipe)
    steps = 0
    for event in trainer.run(run.work / "state.pt", token=token):
        if isinstance(event, TrainingFinished):
            steps = event.steps
        else:
            yield event
    meta = CheckpointMeta(
        model.preset,
        model.class_names,
        run.out.stem,
        licence,
        {
            "data": f"{run.data.name}, split {run.split}, {len(data.images)} images",
            "trained": "neck and head, on stored features of the frozen backbone",
            "steps": str(steps),
            "recipe": json.dumps(asdict(run.recipe)),
        },
        {"mode": run.proposal_mode, "max": str(run.recipe.max_proposals)},
    )
    save_checkpoint(run.out, model, meta)
    yield TrainingFinished(steps, str(run.out))


def _start(run: HeadRun, class_names: tuple[str, ...]) -> tuple[FastRcnn, str]:
    """Return the network that training starts from, and the licence of its weights."""
    torch.manual_seed(run.recipe.seed)
    if run.init is None:
        model = FastRcnn(run.preset, class_names)
        load_imagenet_weights(model.backbone)
        return model, BACKBONE_LICENCE
    old, meta = load_checkpoint(run.init)
    if meta.class_names == class_names:
        return old, meta.licence
    model = FastRcnn(meta.preset, class_names)
    kept = {
        name: tensor
        for name, tensor in old.state_dict().items()
        if not name.startswith(("head.classify.", "head.regress."))
    }
    model.load_state_dict(kept, strict=False)
    return model, meta.licence
