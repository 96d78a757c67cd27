"""Made scenes that a learning session is taught on: a bright square on a feature map."""

from __future__ import annotations

import numpy as np
import torch

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.scaling import feature_grids, input_size
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.session import LearningSession
from frcnn_desktop.learning.settings import LearningSettings

Bundled = tuple[FastRcnn, CheckpointMeta]
SETTINGS = LearningSettings(RefitRecipe(first_steps=30, steps=10, rois_per_image=32))
SIDE = 512


def scene(model: FastRcnn, number: int) -> tuple[EncodedImage, BoxArray, tuple[float, float, float, float]]:
    """A map that is bright on one square and dim elsewhere, with proposals on and beside it."""
    random = np.random.default_rng(number)
    x, y = (int(place) * 16 for place in random.integers(2, 18, 2))
    box = (float(x), float(y), float(x + 160), float(y + 160))
    size = input_size(SIDE, SIDE, model.preset)
    grids = feature_grids(size, model.preset, [model.preset.stride])
    features = torch.from_numpy(random.random((1, 96, grids[0].rows, grids[0].columns), np.float32)) * 0.2
    features[:, :48, y // 16 : y // 16 + 11, x // 16 : x // 16 + 11] += 2.0
    shifts = random.normal(0, 8, (24, 4))
    corners = random.uniform(0, SIDE - 130, (200, 2))
    others = np.concatenate([corners, corners + random.uniform(30, 130, (200, 2))], axis=1)
    proposals = as_box_array(np.concatenate([np.array(box) + shifts, others]).clip(0, SIDE))
    return EncodedImage(features, size, grids, f"{number:032x}", 0.0), proposals, box


def annotation(name: str, box: tuple[float, float, float, float]) -> ImageAnnotation:
    return ImageAnnotation(SIDE, SIDE, (ObjectAnnotation(name, box),))


def teach(session: LearningSession, model: FastRcnn, numbers: range, name: str = "lamp") -> None:
    for number in numbers:
        encoded, proposals, box = scene(model, number)
        session.suggest(encoded, proposals)
        session.image_saved(encoded, proposals, annotation(name, box))
        session.refit()
