"""A small training run that the tests start, plainly or under torchrun. Not a test itself.

Arguments: folder for state and results; `kill` to let one process die once in the middle; `elastic` for
launchers that come and go. There the first stands still until another has joined, and the one that joined
(JOINS in its environment) until it is killed.
"""

import json
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.distributed.launch import launch_of
from frcnn_desktop.distributed.processes import World, join_world
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.training.events import StepDone, TrainingStarted
from frcnn_desktop.training.inputs import ImageInputs
from frcnn_desktop.training.job import TrainingJob
from frcnn_desktop.training.launch_mark import LaunchMark
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.sources import TrainingImage
from frcnn_desktop.training.trainer import Saving, Trainer

# Dropout draws its masks for each process; without it one process and two do the same sums.
PRESET = replace(COMPACT, short_side=64, long_side=96, neck_channels=4, hidden=(8,), dropout=0.0)
RECIPE = Recipe(
    epochs=2, images_per_batch=4, rois_per_image=8, train_from="blocks.5", flips=True, ema_decay=0.9
)
IMAGES = 14
KILLED_AT = 5
LEFT_AT = 7


class Data:
    """Grey images with one bright object each."""

    def __init__(self) -> None:
        self.images = [TrainingImage(str(number), 80, 64, self._truth(number)) for number in range(IMAGES)]

    def _truth(self, number: int) -> GroundTruth:
        x, y = np.random.default_rng(number).uniform(0, 30, 2)
        box = as_box_array([[x, y, x + 30, y + 25]])
        return GroundTruth(box, np.array([number % 2 + 1]), np.zeros(1, np.bool_))

    def pixels(self, image_id: str) -> NDArray[np.uint8]:
        image = np.full((64, 80, 3), 90, np.uint8)
        x1, y1, x2, y2 = self.images[int(image_id)].truth.boxes[0].astype(int)
        image[y1:y2, x1:x2, int(image_id) % 2] = 220
        return image

    def boxes(self, image_id: str) -> BoxArray:
        random = np.random.default_rng(int(image_id))
        near = self.images[int(image_id)].truth.boxes + random.normal(0, 3, (12, 4))
        return as_box_array(np.clip(near, 0, 64))


def main() -> None:
    folder, dies, elastic = Path(sys.argv[1]), "kill" in sys.argv[2:], "elastic" in sys.argv[2:]
    torch.set_num_threads(1)
    torch.manual_seed(0)
    world = join_world()
    if elastic:
        _forget_another_run(folder, world)
    data = Data()
    model = FastRcnn(PRESET, ("cat", "dog"))
    inputs = ImageInputs(data.pixels, PRESET, RECIPE)
    trainer = Trainer(model, data.images, inputs, data, RECIPE, world)
    losses: dict[int, float] = {}
    first = 0
    for event in trainer.run(Saving(folder / "state.pt", every=2)):
        if isinstance(event, TrainingStarted):
            first = event.step
        if isinstance(event, StepDone):
            losses[event.step] = event.loss
            if dies and not world.restarted and world.rank == world.count - 1 and event.step == KILLED_AT:
                os.kill(os.getpid(), signal.SIGKILL)
            if elastic:
                _stand_still(folder, world, event.step)
    _write(folder, world, first, losses)
    world.leave()


def _forget_another_run(folder: Path, world: World) -> None:
    """As `train` does without --resume."""
    mark = LaunchMark(folder / "launch.json", TrainingJob("", ""), launch_of(), world.restarted)
    if world.first:
        if not mark.goes_on():
            (folder / "state.pt").unlink(missing_ok=True)
        mark.write(ended=False)
    world.wait()


def _stand_still(folder: Path, world: World, step: int) -> None:
    """Wait for what the test does: the launcher ends this process, or the test kills both."""
    joins = "JOINS" in os.environ
    if not joins and (world.count, step) == (1, KILLED_AT):
        (folder / "alone").touch()
    elif joins and step == LEFT_AT:
        (folder / "together").touch()
    else:
        return
    while True:
        time.sleep(60)


def _write(folder: Path, world: World, first: int, losses: dict[int, float]) -> None:
    result = {"first": first, "losses": losses, "ranks": world.count}
    (folder / f"rank{world.rank}.json").write_text(json.dumps(result))


if __name__ == "__main__":
    main()
