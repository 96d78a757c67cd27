"""Training and refitting on a device, on photos whose likeliest proposals stand in for objects."""

from __future__ import annotations

import copy
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.inference.device import wait_for
from frcnn_desktop.inference.network import Network
from frcnn_desktop.learning.first_layer import FirstLayer
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.refit import refit
from frcnn_desktop.learning.samples import LabelledObjects, labelled_image
from frcnn_desktop.training.events import StepDone
from frcnn_desktop.training.inputs import ImageInputs
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.sources import TrainingImage
from frcnn_desktop.training.trainer import Trainer

Photo = tuple[NDArray[np.uint8], BoxArray]
"""H x W x 3 pixels and N x 4 proposals."""
_OBJECTS = 3
_STEPS = 6
_WARM = 2


@dataclass(frozen=True, slots=True)
class LearningFigures:
    """Milliseconds of a training step (median, images read ahead) and of a later refit; each step's loss."""

    training_step_ms: float
    refit_ms: float
    losses: tuple[float, ...]

    def differs_from(self, other: LearningFigures) -> float:
        """Return the largest difference of a loss, as a share of the other's; infinite for no number."""
        mine, theirs = np.array(self.losses), np.array(other.losses)
        return float(np.nan_to_num(np.abs(mine - theirs) / theirs, nan=np.inf).max())


def learning_figures(model: FastRcnn, device: torch.device, photos: Sequence[Photo]) -> LearningFigures:
    """Train some steps of the whole network and refit its head; `model` stays as it is."""
    times, losses = _training(model, device, photos)
    return LearningFigures(statistics.median(times[_WARM:]), _refit_ms(model, device, photos), losses)


class _Labelled:
    """Photos as a data set of one class."""

    def __init__(self, photos: Sequence[Photo]) -> None:
        self._photos = photos
        self.images = []
        for number, (rgb, boxes) in enumerate(photos):
            count = min(_OBJECTS, len(boxes))
            truth = GroundTruth(
                as_box_array(boxes[:count]), np.ones(count, np.int64), np.zeros(count, np.bool_)
            )
            self.images.append(TrainingImage(str(number), rgb.shape[1], rgb.shape[0], truth))

    def pixels(self, image_id: str) -> NDArray[np.uint8]:
        return self._photos[int(image_id)][0]

    def boxes(self, image_id: str) -> BoxArray:
        return self._photos[int(image_id)][1]


def _training(
    model: FastRcnn, device: torch.device, photos: Sequence[Photo]
) -> tuple[list[float], tuple[float, ...]]:
    learning = copy.deepcopy(model)
    for module in learning.modules():
        # Devices draw other masks, and then no loss is like another.
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    data, recipe = _Labelled(photos), Recipe(epochs=1, least_steps=_STEPS, images_per_batch=2)
    inputs = ImageInputs(data.pixels, model.preset, recipe)
    trainer = Trainer(learning, data.images, inputs, data, recipe, device=device)
    times, losses, started = [], [], time.perf_counter()
    for event in trainer.run():
        if isinstance(event, StepDone):
            wait_for(device)
            times.append((time.perf_counter() - started) * 1000)
            losses.append(event.loss)
            started = time.perf_counter()
    return times, tuple(losses)


def _refit_ms(model: FastRcnn, device: torch.device, photos: Sequence[Photo]) -> float:
    network, recipe, head = Network(model, device), RefitRecipe(), RefittedHead.of(model)
    first = FirstLayer(head.module(model), model.preset)
    images = []
    for number, (rgb, boxes) in enumerate(photos):
        count = min(_OBJECTS, len(boxes))
        names, easy = (model.class_names[0],) * count, np.zeros(count, np.bool_)
        objects = LabelledObjects(as_box_array(boxes[:count]), names, easy)
        encoded = network.encode(rgb, str(number))
        images.append(labelled_image(encoded, boxes, objects, as_box_array([]), first, recipe))
    refit(head, model, first, images, recipe, 1, device=device)
    started = time.perf_counter()
    refit(head, model, first, images, recipe, recipe.steps, device=device)
    wait_for(device)
    return (time.perf_counter() - started) * 1000
