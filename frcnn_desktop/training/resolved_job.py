"""What the settings of a job stand for: files, classes, the network's own recipe."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.checkpoint import load_checkpoint
from frcnn_desktop.detector.presets import PRESETS, Preset
from frcnn_desktop.evaluation.annotated_images import read_ids, read_lines
from frcnn_desktop.host.resources import BUNDLED_MODEL, resource_path
from frcnn_desktop.training.frozen_split import DataChoice
from frcnn_desktop.training.job import BUNDLED, TrainingJob
from frcnn_desktop.training.recipe import Mode, Recipe, default_recipe


def initial_checkpoint(job: TrainingJob) -> Path | None:
    """Return the file of the model to start from; None: ImageNet weights."""
    if job.init == BUNDLED:
        return resource_path(*BUNDLED_MODEL)
    return Path(job.init) if job.init else None


def new_preset(job: TrainingJob) -> Preset:
    """Return the network that is made where there is no model to start from. Raises DatasetError."""
    if job.preset not in PRESETS:
        known = ", ".join(PRESETS)
        raise DatasetError(Message("training.unknown_preset", preset=repr(job.preset), known=known))
    preset = PRESETS[job.preset]
    return replace(preset, pooling=job.pooling) if job.pooling else preset


def recipe_of(job: TrainingJob) -> Recipe:
    """Return the usual settings of the network, changed where the job says so."""
    init = initial_checkpoint(job)
    preset = load_checkpoint(init)[1].preset if init is not None else new_preset(job)
    given: dict[str, Any] = {
        "epochs": job.epochs,
        "images_per_batch": job.batch,
        "rois_per_image": job.rois,
        "peak_learning_rate": job.learning_rate,
        "train_from": job.train_from,
        "precision": job.precision,
    }
    chosen = {name: value for name, value in given.items() if value}
    if job.epochs:
        # Who names a number of passes gets so many.
        chosen["least_steps"] = 0
    if job.difficult:
        chosen["ignore_difficult"] = job.difficult == "ignore"
    return replace(default_recipe(preset.name, cast(Mode, job.mode)), seed=job.seed, **chosen)


def data_choice(job: TrainingJob) -> DataChoice:
    """Return which images and classes the job is about. Raises DatasetError for lists that cannot be read."""
    return DataChoice(
        root=Path(job.data),
        split=job.split,
        validation=job.validation,
        annotations=Path(job.annotations) if job.annotations else None,
        exclude=read_ids(job.exclude) if job.exclude else frozenset(),
        class_names=class_names(job.classes),
        old_classes=old_classes(job),
        seed=job.seed,
    )


def class_names(text: str) -> tuple[str, ...] | None:
    """Return the names of a list or a file of them; None for "", where those in the data are wanted."""
    if not text:
        return None
    # Not by Path, which refuses a text that is too long for a file name.
    if os.path.isfile(text):
        names = read_lines(text, "file.class_list_not_read")
    else:
        names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise DatasetError(Message("training.no_class_names"))
    return names


def old_classes(job: TrainingJob) -> tuple[str, ...]:
    """Return the classes of the model to start from, where they are kept whatever the data has."""
    if not job.keep_classes:
        return ()
    init = initial_checkpoint(job)
    if init is None:
        raise DatasetError(Message("option.keep_classes"))
    return load_checkpoint(init)[1].class_names
