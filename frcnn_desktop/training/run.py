"""One training run from a data set to a checkpoint."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.backbone import make_backbone
from frcnn_desktop.detector.checkpoint import CheckpointMeta, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.distributed.processes import World
from frcnn_desktop.evaluation.annotated_images import Split
from frcnn_desktop.training.events import (
    DataNote,
    ImageSkipped,
    ObjectLeftOut,
    TrainingEvent,
    TrainingFinished,
)
from frcnn_desktop.training.initial_weights import starting_network
from frcnn_desktop.training.inputs import ImageInputs, Inputs, StoredInputs
from frcnn_desktop.training.prepared_data import PreparedData
from frcnn_desktop.training.recipe import Mode, Recipe
from frcnn_desktop.training.sources import TrainingImage
from frcnn_desktop.training.trainer import Saving, Trainer
from frcnn_desktop.training.validation import Validation


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """What to train on and where to put it.

    `init` is a checkpoint to start from (its network is used; the output layers of classes that it knows are
    kept), else ImageNet weights are: those of `backbone_weights`, a file, or of a package. `work` keeps
    proposals, features and the state of the run. Validation images are judged before training and after each
    epoch.
    """

    split: Split
    data_name: str
    out: Path
    work: Path
    preset: Preset
    recipe: Recipe = field(default_factory=Recipe)
    mode: Mode = "head"
    validation: Split | None = None
    init: Path | None = None
    backbone_weights: Path | None = None
    notes: tuple[Message, ...] = ()
    proposal_mode: str = "fast"
    save_every: int = 500

    @property
    def state_file(self) -> Path:
        return self.work / "state.pt"


def train(
    run: TrainingRun, token: CancelToken | None = None, world: World | None = None
) -> Iterator[TrainingEvent]:
    """Prepare the data, train, save the checkpoint; yields events on the way.

    Run again after an interruption it goes on where it stopped. Raises Cancelled, and FrcnnError with a
    sentence when data, weights or disk do not allow it.
    """
    world = world or World()
    yield from map(DataNote, run.notes)
    yield from _left_out(run.split)
    model, licence = starting_network(run)
    data = PreparedData(run.work, model.preset, run.proposal_mode, world)
    images = yield from _prepared(data, run.split, model, run.mode, token)
    validate = None
    if run.validation is not None:
        yield from _left_out(run.validation)
        judged = yield from _prepared(data, run.validation, model, "full", token)
        validate = Validation(judged, ImageInputs(data.pixels, model.preset), data, run.recipe.max_proposals)
    inputs = _inputs(data, model, run)
    trainer = Trainer(model, images, inputs, data, run.recipe, world)
    steps = 0
    for event in trainer.run(Saving(run.state_file, run.save_every), validate, token):
        if isinstance(event, TrainingFinished):
            steps = event.steps
        else:
            yield event
    if world.leads:
        save_checkpoint(run.out, model.cpu(), _meta(run, model, licence, len(images), steps))
    world.wait()
    yield TrainingFinished(steps, str(run.out))


def _left_out(split: Split) -> Iterator[TrainingEvent]:
    """Say what of a split takes no part: images, and single objects."""
    for image in split.skipped:
        yield ImageSkipped(image.image_id, image.reason)
    for each in split.left_out:
        yield ObjectLeftOut(each.image_id, each.file, each.what.name, each.what.code, each.what.reason)


def _prepared(
    data: PreparedData, split: Split, model: FastRcnn, mode: Mode, token: CancelToken | None
) -> Generator[TrainingEvent, None, list[TrainingImage]]:
    """Prepare a split; returns its readable images."""
    images: list[TrainingImage] = []
    for each in data.prepare(split.images, token):
        if isinstance(each, TrainingImage):
            images.append(each)
        else:
            yield each
    if mode == "head":
        # Folding the batch norm ends a backbone's life as one that can be saved.
        encoder = make_backbone(model.preset)
        encoder.load_state_dict(model.backbone.state_dict())
        yield from data.prepare_features(images, encoder, token)
    return images


def _inputs(data: PreparedData, model: FastRcnn, run: TrainingRun) -> Inputs:
    if run.mode == "head":
        return StoredInputs(data, model.preset)
    return ImageInputs(data.pixels, model.preset, run.recipe)


def _meta(run: TrainingRun, model: FastRcnn, licence: str, images: int, steps: int) -> CheckpointMeta:
    trained = {
        "head": Message("fact.trained_head"),
        "full": Message("fact.trained_end_to_end"),
    }
    return CheckpointMeta(
        model.preset,
        model.class_names,
        run.out.stem,
        licence,
        {
            "data": Message("fact.images", name=run.data_name, count=images),
            "trained": trained[run.mode],
            "steps": str(steps),
            "recipe": json.dumps(asdict(run.recipe)),
        },
        {"mode": run.proposal_mode, "max": str(run.recipe.max_proposals)},
    )
