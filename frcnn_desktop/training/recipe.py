"""The settings of a training run, as one value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a head is trained.

    RoIs with IoU >= `foreground_iou` are foreground; background RoIs have their best IoU in
    [`background_iou`, `foreground_iou`), except `far_background` of them, which lie below. `ema_decay` 0
    keeps no moving average. `ignore_difficult` leaves difficult objects, and RoIs on them, out of training.
    """

    epochs: int = 3
    images_per_batch: int = 4
    rois_per_image: int = 64
    foreground_fraction: float = 0.25
    foreground_iou: float = 0.5
    background_iou: float = 0.1
    far_background: float = 0.15
    ignore_difficult: bool = False
    peak_learning_rate: float = 0.02
    momentum: float = 0.9
    weight_decay: float = 5e-4
    warm_up: float = 0.1
    gradient_clip: float = 10.0
    smooth_l1_beta: float = 1.0
    box_loss_weight: float = 1.0
    ema_decay: float = 0.998
    max_proposals: int = 2000
    seed: int = 0
