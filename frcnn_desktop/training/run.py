"""One training run from a data set to a checkpoint."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from dataclasses import asdict
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.backbone import make_backbone
from frcnn_desktop.detector.checkpoint import CheckpointMeta, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.distributed.processes import World
from frcnn_desktop.evaluation.annotated_images import Split
from frcnn_desktop.training.events import (
    DataNote,
    ImageSkipped,
    ObjectLeftOut,
    TrainingEvent,
    TrainingFinished,
)
from frcnn_desktop.training.frozen_split import TrainingData
from frcnn_desktop.training.initial_weights import starting_network
from frcnn_desktop.training.inputs import ImageInputs, Inputs, StoredInputs
from frcnn_desktop.training.job import TrainingJob
from frcnn_desktop.training.prepared_data import PreparedData
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.resolved_job import recipe_of
from frcnn_desktop.training.sources import TrainingImage
from frcnn_desktop.training.trainer import Saving, Trainer
from frcnn_desktop.training.validation import Validation

STATE_FILE = "state.pt"
PROPOSAL_MODE = "fast"


def train(
    job: TrainingJob, data: TrainingData, token: CancelToken | None = None, world: World | None = None
) -> Iterator[TrainingEvent]:
    """Prepare the data, train, save the checkpoint; yields events on the way.

    Validation images are judged before training and after each epoch. Run again after an interruption it goes
    on where it stopped. Raises Cancelled, and FrcnnError when data, weights or disk do not allow it.
    """
    world = world or World()
    recipe = recipe_of(job)
    yield from map(DataNote, data.notes)
    yield from _left_out(data.train)
    model, licence = starting_network(job, data.train.class_names)
    prepared = PreparedData(job.work_folder, model.preset, PROPOSAL_MODE, world)
    images = yield from _prepared(prepared, data.train, model, job.mode, token)
    validate = None
    if data.validation is not None:
        yield from _left_out(data.validation)
        judged = yield from _prepared(prepared, data.validation, model, "full", token)
        validate = Validation(
            judged, ImageInputs(prepared.pixels, model.preset), prepared, recipe.detection_proposals
        )
    if job.mode == "head":
        inputs: Inputs = StoredInputs(prepared, model.preset)
    else:
        inputs = ImageInputs(prepared.pixels, model.preset, recipe)
    trainer = Trainer(model, images, inputs, prepared, recipe, world)
    steps = 0
    for event in trainer.run(Saving(job.work_folder / STATE_FILE, job.save_every), validate, token):
        if isinstance(event, TrainingFinished):
            steps = event.steps
        else:
            yield event
    if world.first:
        name = Message("fact.images", name=data.name, count=len(images))
        save_checkpoint(Path(job.out), model.cpu(), _meta(job, recipe, model, licence, name, steps))
    world.wait()
    yield TrainingFinished(steps, job.out)


def _left_out(split: Split) -> Iterator[TrainingEvent]:
    """Say what of a split takes no part: images, and single objects."""
    for image in split.skipped:
        yield ImageSkipped(image.image_id, image.reason)
    for each in split.left_out:
        yield ObjectLeftOut(each.image_id, each.file, each.what.name, each.what.code, each.what.reason)


def _prepared(
    data: PreparedData, split: Split, model: FastRcnn, mode: str, token: CancelToken | None
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


def _meta(
    job: TrainingJob, recipe: Recipe, model: FastRcnn, licence: str, data: Message, steps: int
) -> CheckpointMeta:
    trained = "fact.trained_head" if job.mode == "head" else "fact.trained_end_to_end"
    return CheckpointMeta(
        model.preset,
        model.class_names,
        Path(job.out).stem,
        licence,
        {
            "data": data,
            "trained": Message(trained),
            "steps": str(steps),
            "recipe": json.dumps(asdict(recipe)),
        },
        {"mode": PROPOSAL_MODE, "max": str(recipe.detection_proposals)},
    )
