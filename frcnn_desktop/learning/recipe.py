"""The settings of a refit, as one value. A refit counts steps: epochs of a few images are no measure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RefitRecipe:
    """How the head is refitted on labelled images.

    The first refit, and the first with a class that is new, takes `first_steps`, every later one `steps`.
    A step takes `rois_per_image` RoIs from each of `images_per_step` images; the newest image is in every
    second step. Of an image's RoIs up to `foreground_fraction` are foreground (IoU >= `foreground_iou`),
    among them the objects and `jittered` boxes around each, moved by about `jitter` of their sides;
    `hard_fraction` of the background are boxes that were suggested and wrong, while there are any, and
    `far_fraction` boxes that overlap no object by `background_iou`.

    Of an image up to `kept_foreground`, `kept_background` and `kept_hard` candidates are kept to draw from.
    `mixing_rate` multiplies the learning rate of the matrix on the first layer's answers. The rate rises over
    `warm_up_steps` and stays; of the steps' mean, which suggests, step n of N counts about as much as
    (n / N) ** (`averaging` - 1).
    `shared_boxes` lets each object teach the box regression of all classes: how a box is tightened hardly
    depends on the class, and a new class has few objects of its own.

    Up to `naming_rois` of an image that overlap an object by `naming_iou` teach what tells the classes apart
    (see `naming`); their common spread is drawn towards a sphere by `naming_shrinkage`, and the outcome
    counts `naming_sharpness`.
    """

    first_steps: int = 150
    steps: int = 60
    images_per_step: int = 4
    rois_per_image: int = 64
    foreground_fraction: float = 0.25
    foreground_iou: float = 0.5
    background_iou: float = 0.1
    far_fraction: float = 0.3
    hard_fraction: float = 0.3
    jittered: int = 8
    jitter: float = 0.15
    kept_foreground: int = 160
    kept_background: int = 320
    kept_hard: int = 64
    learning_rate: float = 5e-4
    warm_up_steps: int = 20
    averaging: float = 5.0
    mixing_rate: float = 0.2
    weight_decay: float = 0.05
    gradient_clip: float = 5.0
    box_loss_weight: float = 1.0
    shared_boxes: bool = True
    naming_rois: int = 64
    naming_iou: float = 0.6
    naming_shrinkage: float = 0.1
    naming_sharpness: float = 0.5
    seed: int = 0
