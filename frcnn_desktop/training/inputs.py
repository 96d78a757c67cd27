"""What a training step feeds the network with: whole images, or features that were computed before.

Frames: RoIs and objects leave this module in network pixels, flipped and scaled along with the image.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from frcnn_desktop.core.boxes import BoxArray, flip_boxes, scale_boxes
from frcnn_desktop.detector.import_without_compiler import optimize_without_compiler
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.scaling import input_size, normalise, resize_image
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.sources import FeatureSource, TrainingImage

# The transforms are decorated for a compiler that nobody asks for here.
optimize_without_compiler()
from torchvision.transforms.v2 import functional as transforms  # noqa: E402


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One image as the network gets it this time.

    `tensors` is one normalised image, 1 x 3 x H x W, or the backbone's maps, one for each level.
    """

    tensors: list[Tensor]
    image_width: int
    scale_x: float
    scale_y: float
    flipped: bool = False

    def place(self, boxes: BoxArray) -> Tensor:
        """Return boxes (N x 4, image pixels) in network pixels."""
        placed = flip_boxes(boxes, self.image_width) if self.flipped else boxes
        return torch.from_numpy(scale_boxes(placed, self.scale_x, self.scale_y))


class Inputs(Protocol):
    """Where views come from. `view` may be called from several threads."""

    from_images: bool

    def view(self, image: TrainingImage, random: np.random.Generator, factor: float = 1.0) -> View:
        """`factor` multiplies the input size."""
        ...


class StoredInputs:
    """The maps of a frozen backbone, as they were stored."""

    from_images = False

    def __init__(self, features: FeatureSource, preset: Preset) -> None:
        self._features, self._preset = features, preset

    def view(self, image: TrainingImage, random: np.random.Generator, factor: float = 1.0) -> View:
        """Return the stored features of an image; they cannot be augmented."""
        del random, factor
        size = input_size(image.width, image.height, self._preset)
        return View(self._features.read(image.image_id), image.width, size.scale_x, size.scale_y)


class ImageInputs:
    """Images from disk, augmented as the recipe says."""

    from_images = True

    def __init__(
        self, read: Callable[[str], NDArray[np.uint8]], preset: Preset, recipe: Recipe | None = None
    ) -> None:
        """`read` returns the pixels of an image id; without a recipe nothing is augmented."""
        self._read, self._preset, self._recipe = read, preset, recipe

    def view(self, image: TrainingImage, random: np.random.Generator, factor: float = 1.0) -> View:
        """Return an image as the network gets it, augmented by `random`, its sides `factor` times as long."""
        preset, recipe = self._preset, self._recipe
        jittered = replace(
            preset,
            short_side=round(preset.short_side * factor),
            long_side=round(preset.long_side * factor),
        )
        size = input_size(image.width, image.height, jittered)
        pixels = resize_image(self._read(image.image_id), size)
        flipped = bool(recipe and recipe.flips and random.random() < 0.5)
        if flipped:
            pixels = transforms.horizontal_flip(pixels)
        if recipe and recipe.colour_jitter:
            pixels = _recoloured(pixels, recipe.colour_jitter, random)
        return View(
            [normalise(pixels, size, jittered)], image.width, size.scale_x, size.scale_y, flipped=flipped
        )


def _recoloured(pixels: Tensor, strength: float, random: np.random.Generator) -> Tensor:
    changes = (transforms.adjust_brightness, transforms.adjust_contrast, transforms.adjust_saturation)
    for change in changes:
        pixels = change(pixels, random.uniform(1 - strength, 1 + strength))
    return pixels


def stack(images: Sequence[Tensor]) -> Tensor:
    """Return images (1 x 3 x H x W each) as one batch, padded at the right and bottom by the mean colour."""
    height, width = (max(image.shape[side] for image in images) for side in (2, 3))
    padded = [functional.pad(each, (0, width - each.shape[3], 0, height - each.shape[2])) for each in images]
    return torch.cat(padded).contiguous(memory_format=torch.channels_last)
