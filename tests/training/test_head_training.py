import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled, CheckpointError, DatasetError, FrcnnError
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT_SMALL
from frcnn_desktop.detector.scaling import input_size
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.training.events import (
    DataNote,
    StateSaved,
    StepDone,
    TrainingEvent,
    TrainingFinished,
    to_json,
)
from frcnn_desktop.training.inputs import StoredInputs
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.sources import TrainingImage
from frcnn_desktop.training.trainer import Saving, Trainer

TINY = replace(COMPACT_SMALL, short_side=128, long_side=192, neck_channels=8, hidden=(32,), dropout=0.1)
RECIPE = Recipe(epochs=4, images_per_batch=2, rois_per_image=16, max_proposals=60, ema_decay=0.0)


class ToyData:
    """Images whose features say where the object is: one channel lights up inside its box."""

    def __init__(self, count: int) -> None:
        random = np.random.default_rng(0)
        self.images = []
        for index in range(count):
            corner = random.uniform(0, 80, 2)
            box = [*corner, *(corner + random.uniform(40, 70, 2))]
            truth = GroundTruth(as_box_array([box]), np.array([index % 2 + 1]), np.zeros(1, np.bool_))
            self.images.append(TrainingImage(str(index), 160, 160, truth))

    def boxes(self, image_id: str) -> BoxArray:
        [box] = self.images[int(image_id)].truth.boxes
        random = np.random.default_rng(int(image_id))
        near = box + random.normal(0, 6, (20, 4))
        corners = np.sort(random.uniform(0, 160, (60, 2, 2)), axis=1).reshape(60, 4)
        return as_box_array(np.clip(np.concatenate([near, corners]), 0, 160))

    def read(self, image_id: str) -> list[Tensor]:
        image = self.images[int(image_id)]
        size = input_size(image.width, image.height, TINY)
        maps = []
        for stride, channels in ((16, 112), (32, 320)):
            side = size.padded_width // stride
            values = torch.zeros(1, channels, side, side)
            x1, y1, x2, y2 = (round(v * size.scale_x / stride) for v in image.truth.boxes[0].tolist())
            values[0, int(image.truth.class_indices[0]), y1 : y2 + 1, x1 : x2 + 1] = 5
            maps.append(values)
        return maps


@pytest.fixture(scope="module")
def data() -> ToyData:
    return ToyData(8)


def trainer(data: ToyData, recipe: Recipe = RECIPE) -> Trainer:
    torch.manual_seed(1)
    model = FastRcnn(TINY, ("cat", "dog"))
    return Trainer(model, data.images, StoredInputs(data, TINY), data, recipe)


def losses(events: Iterator[TrainingEvent]) -> list[float]:
    return [event.loss for event in events if isinstance(event, StepDone)]


def test_that_the_loss_falls(data: ToyData) -> None:
    values = losses(trainer(data, replace(RECIPE, epochs=10)).run())
    assert len(values) == 40
    assert np.mean(values[-8:]) < 0.75 * np.mean(values[:8])


def test_that_few_images_are_passed_over_until_there_are_enough_steps(data: ToyData) -> None:
    few = trainer(data, replace(RECIPE, epochs=2, least_steps=30))
    assert few.steps == 32
    judged: list[int] = []

    def validate(_model: FastRcnn, step: int, _token: CancelToken | None) -> Iterator[TrainingEvent]:
        judged.append(step)
        yield from ()

    list(few.run(validate=validate))
    assert judged == [0, 16, 32]
    assert trainer(data, replace(RECIPE, epochs=2, least_steps=3)).steps == 8


def test_that_the_backbone_is_left_alone(data: ToyData) -> None:
    one = trainer(data)
    before = {name: tensor.clone() for name, tensor in one.model.backbone.state_dict().items()}
    losses(one.run())
    for name, tensor in one.model.backbone.state_dict().items():
        assert torch.equal(tensor, before[name]), name


def test_that_the_same_seed_gives_the_same_losses(data: ToyData) -> None:
    assert losses(trainer(data).run()) == losses(trainer(data).run())


@pytest.mark.parametrize("ema_decay", [0.0, 0.9])
def test_that_a_resumed_run_goes_on_as_if_it_had_never_stopped(
    data: ToyData, tmp_path: Path, ema_decay: float
) -> None:
    recipe = replace(RECIPE, ema_decay=ema_decay)
    whole = trainer(data, recipe)
    expected = losses(whole.run())
    state = tmp_path / "state.pt"
    # Events: the start, then steps with one saved state after the fifth.
    first = losses(islice(trainer(data, recipe).run(Saving(state, 5)), 7))
    resumed = trainer(data, recipe)
    rest = losses(resumed.run(Saving(state, 100)))
    assert first[:5] + rest == expected
    for one, other in zip(whole.model.head.parameters(), resumed.model.head.parameters(), strict=True):
        assert torch.equal(one, other)


def test_that_a_stopped_run_saves_its_state_first(data: ToyData, tmp_path: Path) -> None:
    token, state = CancelToken(), tmp_path / "state.pt"
    events = trainer(data).run(Saving(state), token=token)
    list(islice(events, 4))
    token.cancel()
    with pytest.raises(Cancelled):
        list(events)
    assert len(losses(trainer(data).run(Saving(state)))) == 13


def test_that_a_state_of_other_settings_or_a_damaged_one_is_refused(data: ToyData, tmp_path: Path) -> None:
    state = tmp_path / "state.pt"
    list(islice(trainer(data).run(Saving(state, 1)), 3))
    with pytest.raises(CheckpointError, match="other settings"):
        list(trainer(data, replace(RECIPE, epochs=5)).run(Saving(state)))
    state.write_bytes(state.read_bytes()[:1000])
    with pytest.raises(CheckpointError, match="damaged"):
        list(trainer(data).run(Saving(state)))


def test_that_a_loss_that_is_no_number_stops_the_run(data: ToyData) -> None:
    one = trainer(data)
    with torch.no_grad():
        one.model.head.classify.bias.fill_(float("nan"))
    with pytest.raises(FrcnnError, match="no longer a number"):
        list(one.run())


def refuse(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_that_a_full_disk_keeps_the_state_before(
    data: ToyData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state.pt"
    list(islice(trainer(data).run(Saving(state, 2)), 4))
    before = state.read_bytes()
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse)
        with pytest.raises(CheckpointError, match=r"cannot be saved.*Make room"):
            list(trainer(data).run(Saving(state, 2)))
    assert state.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["state.pt"]
    assert len(losses(trainer(data).run(Saving(state)))) == 14


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (torch.OutOfMemoryError("CUDA out of memory."), "graphics card has not enough memory"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), "machine has not enough memory"),
    ],
)
def test_that_too_little_memory_ends_in_advice(
    data: ToyData, monkeypatch: pytest.MonkeyPatch, error: RuntimeError, sentence: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    one = trainer(data)
    monkeypatch.setattr(one.model.head, "forward", fail)
    with pytest.raises(FrcnnError, match=f"{sentence}.*fewer images"):
        list(one.run())


def test_that_a_data_set_without_objects_is_refused(data: ToyData) -> None:
    nothing = GroundTruth(as_box_array([]), np.zeros(0, np.int64), np.zeros(0, np.bool_))
    images = [TrainingImage("0", 9, 9, nothing)]
    with pytest.raises(DatasetError, match="object to learn from"):
        Trainer(FastRcnn(TINY, ("cat",)), images, StoredInputs(data, TINY), data, RECIPE)


def test_that_events_become_lines_of_json() -> None:
    assert to_json(TrainingFinished(3, "a")) == '{"event": "TrainingFinished", "steps": 3, "path": "a"}'


def test_that_a_step_without_room_on_its_device_is_done_by_the_cpu_and_nothing_is_lost(
    data: ToyData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first CPU stands in for a device of its own."""
    recipe = replace(RECIPE, ema_decay=0.9, optimizer="adamw")
    expected = losses(trainer(data, recipe).run())
    torch.manual_seed(1)
    model, device = FastRcnn(TINY, ("cat", "dog")), torch.device("cpu", 0)
    one = Trainer(model, data.images, StoredInputs(data, TINY), data, recipe, device=device)
    forward, calls = model.head.forward, [0]

    def fail_once(pooled: Tensor) -> tuple[Tensor, Tensor]:
        calls[0] += 1
        if calls[0] == 7:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return forward(pooled)

    monkeypatch.setattr(model.head, "forward", fail_once)
    events = list(one.run(Saving(tmp_path / "state.pt", 1000)))
    assert losses(iter(events)) == expected
    notes = [str(event.text) for event in events if isinstance(event, DataNote)]
    assert len(notes) == 1
    assert "continues on the CPU. Nothing is lost." in notes[0]
    assert isinstance(events[7], StateSaved)
