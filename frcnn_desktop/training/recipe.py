"""The settings of a training run, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Mode = Literal["head", "full"]
Precision = Literal["", "float32", "bfloat16"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained.

    `epochs` passes over the images, or as many more as make `least_steps`: a network learns by steps, and
    three passes over ten images are nine of them.
    RoIs with IoU >= `foreground_iou` are foreground; background RoIs have their best IoU in
    [`background_iou`, `foreground_iou`), except `far_background` of them, which lie below. `hard_negatives`
    takes the background RoIs that the network itself gets most wrong (OHEM) out of three times as many.
    `ema_decay` 0 keeps no moving average. `ignore_difficult` leaves difficult objects, and RoIs on them, out
    of training. RoIs are drawn from the `max_proposals` best ranked; the trained network detects with, and is
    validated on, the `detection_proposals` best ranked.

    `train_from` names the stage of the backbone that full training begins at (see `Backbone.stages`), ""
    the preset's own; what lies before it is frozen, and so are the statistics of every batch norm.
    `backbone_rate` multiplies the learning rate there. `flips`, `scale_jitter` (a range of factors on the
    input size) and `colour_jitter` (the largest relative change of brightness, contrast and saturation) need
    full training: stored features cannot be turned. `precision` is that of the products of matrices;
    "" is bfloat16 on CUDA and float32 elsewhere. A CPU with AMX takes a fifth less time in bfloat16.
    """

    epochs: int = 3
    least_steps: int = 0
    images_per_batch: int = 4
    rois_per_image: int = 64
    foreground_fraction: float = 0.25
    foreground_iou: float = 0.5
    background_iou: float = 0.1
    far_background: float = 0.15
    hard_negatives: bool = False
    ignore_difficult: bool = False
    optimizer: Literal["sgd", "adamw"] = "sgd"
    peak_learning_rate: float = 0.02
    momentum: float = 0.9
    weight_decay: float = 5e-4
    warm_up: float = 0.1
    gradient_clip: float = 10.0
    smooth_l1_beta: float = 1.0
    box_loss_weight: float = 1.0
    ema_decay: float = 0.998
    max_proposals: int = 2000
    detection_proposals: int = 2000
    train_from: str = ""
    backbone_rate: float = 1.0
    flips: bool = False
    scale_jitter: tuple[float, float] = (1.0, 1.0)
    colour_jitter: float = 0.0
    precision: Precision = ""
    seed: int = 0


COMPACT_PROPOSALS = 1100
"""With more of them detection gets slower and, on the development images, no better (docs/MODEL_CARD.md)."""

RECIPES: Mapping[tuple[str, Mode], Recipe] = {
    # Sections 2.3 and 4.1 of the paper; 12 epochs are about its 30,000 + 10,000 steps on VOC2007 trainval.
    ("vgg16", "full"): Recipe(
        epochs=16,
        images_per_batch=2,
        far_background=0.0,
        peak_learning_rate=0.001,
        ema_decay=0.0,
        flips=True,
    ),
    ("compact", "full"): Recipe(
        epochs=4,
        rois_per_image=128,
        ignore_difficult=True,
        optimizer="adamw",
        peak_learning_rate=4e-4,
        weight_decay=0.05,
        detection_proposals=COMPACT_PROPOSALS,
        backbone_rate=0.25,
        gradient_clip=5.0,
        flips=True,
        scale_jitter=(0.6, 1.0),
        colour_jitter=0.2,
    ),
    ("compact", "head"): Recipe(
        ignore_difficult=True, least_steps=200, detection_proposals=COMPACT_PROPOSALS
    ),
}


def default_recipe(preset: str, mode: Mode) -> Recipe:
    """Return the settings to train a preset with when none are given."""
    return RECIPES.get((preset.removesuffix("-small"), mode), Recipe())
