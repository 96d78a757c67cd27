"""A device that runs out of memory or vanishes in the middle: the CPU goes on, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from support.pretend_device import PretendDevice, pretended
from torch import Tensor

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.core.errors import DeviceError, FeaturesLostError, FrcnnError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.explain.roi_inspection import RoiQuery
from frcnn_desktop.inference import Predictor, searcher
from frcnn_desktop.inference.device import available_devices, choose_device
from frcnn_desktop.inference.fallback import is_device_failure
from frcnn_desktop.inference.network import Network
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.session import LearningSession
from frcnn_desktop.learning.settings import LearningSettings
from frcnn_desktop.training.events import (
    DataNote,
    StateSaved,
    StepDone,
    TrainingEvent,
    TrainingStarted,
    Validated,
)
from frcnn_desktop.training.inputs import ImageInputs, StoredInputs
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.sources import TrainingImage
from frcnn_desktop.training.trainer import Saving, Trainer

TINY = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(16, 16))
META = CheckpointMeta(TINY, ("cat", "dog"), "tiny", "CC0", proposals={"mode": "fast", "max": "40"})
KEY = "0abc"
PIXELS = np.random.default_rng(0).integers(0, 256, (64, 96, 3), dtype=np.uint8)
IMAGE = LoadedImage(Path("a.jpg"), PIXELS, (96, 64), 1, KEY)
OBJECT = (10.0, 12.0, 40.0, 40.0)
PLACES = [1, 77, 170, 250, 340]
"""Operators of the device at which it fails: from the first weight that it gets on."""
FAILURES = pytest.mark.parametrize("lost", [False, True], ids=["out of memory", "lost"])


def boxes() -> BoxArray:
    random = np.random.default_rng(3)
    return as_box_array(np.clip(np.array(OBJECT) + random.normal(0, 6, (40, 4)), 0, 64))


@cache
def model() -> FastRcnn:
    torch.manual_seed(5)
    return FastRcnn(TINY, META.class_names)


@pytest.fixture(autouse=True)
def _known_proposals(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Proposals(boxes(), np.ones(40, np.float32))
    monkeypatch.setattr(searcher, "selective_search", lambda *_a, **_k: found)


@pytest.fixture
def device() -> Iterator[PretendDevice]:
    with pretended("cuda") as device:
        yield device


def assert_same(mine: Any, theirs: Any) -> None:
    np.testing.assert_array_equal(mine.scores, theirs.scores)
    np.testing.assert_array_equal(mine.class_boxes, theirs.class_boxes)


@FAILURES
@pytest.mark.parametrize("place", PLACES)
def test_that_a_detection_is_that_of_the_cpu_wherever_the_device_fails(
    device: PretendDevice, place: int, lost: bool
) -> None:
    expected = Predictor(model(), META, "cpu").run(IMAGE).scored
    told: list[Message] = []
    device.fail_at(place, lost=lost)
    predictor = Predictor(model(), META, "cuda")
    predictor.watch_device(told.append)
    run = predictor.run(IMAGE)
    assert [str(each) for each in told] == [str(run.note)]
    word = "stopped working" if lost else "ran out of memory"
    assert str(run.note) == f"Pretended GPU (cuda) {word}; detection continues on the CPU."
    assert str(run.device).startswith("CPU")
    assert_same(run.scored, expected)
    assert_same(predictor.run(IMAGE).scored, expected)
    again = predictor.score_cached(KEY, boxes())
    assert again is not None
    assert_same(again, expected)
    assert len(told) == 1


@FAILURES
@pytest.mark.parametrize("place", [1, 4])
@pytest.mark.parametrize(
    "ask",
    [
        lambda predictor: predictor.score_cached(KEY, boxes()),
        lambda predictor: predictor.inspect_cached(RoiQuery(KEY, OBJECT)),
    ],
    ids=["score", "inspect"],
)
def test_that_a_box_under_the_hand_is_judged_or_its_image_asked_for_again(
    device: PretendDevice, ask: Callable[[Predictor], object], place: int, lost: bool
) -> None:
    predictor = Predictor(model(), META, "cuda")
    predictor.encode(PIXELS, content_key=KEY)
    device.fail_at(place, lost=lost)
    assert (ask(predictor) is None) == lost
    predictor.encode(PIXELS, content_key=KEY)
    assert ask(predictor) is not None


@pytest.mark.slow
def test_that_the_comparison_is_measured_on_the_cpu_then(device: PretendDevice) -> None:
    predictor = Predictor(model(), META, "cuda")
    device.fail_at(700, lost=True)
    found = predictor.compare_ways(IMAGE, boxes(), CancelToken(), lambda _done, _total: None)
    assert found.sampled == 32
    assert predictor.torch_device.type == "cpu"


FEW_STEPS = LearningSettings(recipe=replace(RefitRecipe(), first_steps=12))


def saved_images(session: LearningSession) -> None:
    network = Network(model(), torch.device("cpu"))
    annotation = ImageAnnotation(96, 64, (ObjectAnnotation("cow", OBJECT),))
    for number in range(7):
        encoded = network.encode(PIXELS, str(number))
        session.image_saved(encoded, boxes(), annotation)


@FAILURES
@pytest.mark.parametrize("place", [pytest.param(3, marks=pytest.mark.slow), 400])
def test_that_a_refit_ends_with_the_head_of_the_cpu_wherever_the_device_fails(
    device: PretendDevice, place: int, lost: bool
) -> None:
    expected = LearningSession(model(), settings=FEW_STEPS)
    saved_images(expected)
    expected.refit()
    told: list[Message] = []
    session = LearningSession(model(), settings=FEW_STEPS, device=choose_device("cuda"), given_up=told.append)
    saved_images(session)
    device.fail_at(place, lost=lost)
    session.refit()
    assert told
    assert session.head is not None
    assert expected.head is not None
    for name, tensor in session.head.tensors.items():
        torch.testing.assert_close(tensor, expected.head.tensors[name], rtol=0, atol=0)
    assert session.head.score == expected.head.score


@FAILURES
def test_that_suggestions_go_on_with_the_cpu(device: PretendDevice, lost: bool) -> None:
    encoded = Network(model(), torch.device("cpu")).encode(PIXELS, KEY)
    expected = LearningSession(model(), class_names=("cat",)).score(encoded, boxes())
    session = LearningSession(model(), class_names=("cat",), device=choose_device("cuda"))
    device.fail_at(9, lost=lost)
    assert_same(session.score(encoded, boxes()), expected)


def test_that_a_save_is_told_again_once_its_features_are_lost(device: PretendDevice) -> None:
    predictor = Predictor(model(), META, "cuda")
    session = LearningSession(model(), device=choose_device("cuda"))
    annotation = ImageAnnotation(96, 64, (ObjectAnnotation("cow", OBJECT),))
    encoded, proposals = predictor.encode_with_proposals(IMAGE, keep_features=True)
    device.fail_at(1, lost=True)
    with pytest.raises(FeaturesLostError):
        session.image_saved(encoded, proposals, annotation)
    assert not session.refit_due
    predictor.forget_features()
    session.image_saved(*predictor.encode_with_proposals(IMAGE), annotation)
    assert session.refit_due


def test_that_devices_come_and_go(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available_devices() == ("cpu",)
    with pretended("cuda"):
        assert available_devices() == ("cuda", "cpu")
        assert Predictor(model(), META).torch_device.type == "cuda"
    with pytest.raises(DeviceError, match="no cuda device"):
        Predictor(model(), META, "cuda")
    assert Predictor(model(), META).torch_device.type == "cpu"


@pytest.mark.parametrize(
    ("error", "blamed"),
    [
        (torch.OutOfMemoryError("CUDA out of memory."), True),
        (RuntimeError("MPS backend out of memory (MPS allocated: 8 GB)"), True),
        (torch.AcceleratorError("CUDA error: device-side assert triggered"), True),
        (RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"), True),
        (RuntimeError("Native API failed. Native API returns: 20 (UR_RESULT_ERROR_DEVICE_LOST)"), True),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied (3x4 and 5x6)"), False),
        (ValueError("CUDA error"), False),
    ],
)
def test_that_a_device_is_blamed_for_its_own_failures_alone(error: Exception, blamed: bool) -> None:
    assert is_device_failure(error) is blamed


RECIPE = Recipe(epochs=2, images_per_batch=2, rois_per_image=16, train_from="blocks.5", ema_decay=0.5)


class TrainingSet:
    """Four images with an object each, their proposals and their stored features."""

    def __init__(self) -> None:
        truth = GroundTruth(as_box_array([OBJECT]), np.array([1]), np.zeros(1, np.bool_))
        self.images = [TrainingImage(str(number), 96, 64, truth) for number in range(4)]

    def pixels(self, image_id: str) -> NDArray[np.uint8]:
        return np.roll(PIXELS, int(image_id), axis=1)

    def boxes(self, image_id: str) -> BoxArray:
        del image_id
        return boxes()

    def read(self, image_id: str) -> list[Tensor]:
        values = torch.Generator().manual_seed(int(image_id))
        return [torch.rand(1, 120, 4, 6, generator=values), torch.rand(1, 352, 2, 3, generator=values)]

    def trainer(self, *, full: bool, on: torch.device | None = None) -> Trainer:
        torch.manual_seed(5)
        learning = FastRcnn(TINY, META.class_names)
        inputs = ImageInputs(self.pixels, TINY, RECIPE) if full else StoredInputs(self, TINY)
        return Trainer(learning, self.images, inputs, self, RECIPE, device=on)


def judged(model: FastRcnn, step: int, _token: CancelToken | None) -> Iterator[TrainingEvent]:
    parameter = next(model.head.parameters())
    (parameter + 1).sum()
    yield Validated(step, 0.5, {})


@pytest.mark.parametrize("full", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["head", "full"])
def test_that_training_goes_on_from_the_saved_state_wherever_the_device_is_lost(
    full: bool, tmp_path: Path
) -> None:
    data = TrainingSet()
    alone = data.trainer(full=full, on=torch.device("cpu"))
    events, state = alone.run(Saving(tmp_path / "state.pt", 2), judged), b""
    expected: list[StepDone] = []
    for event in events:
        if isinstance(event, StateSaved) and event.step == 2:
            state = (tmp_path / "state.pt").read_bytes()
        expected += [event] if isinstance(event, StepDone) and event.step > 2 else []
    weights = {name: tensor.clone() for name, tensor in alone.model.state_dict().items()}
    assert len(expected) == 2
    calls = calls_of_a_run(data, full, state, tmp_path)
    for place in (1, calls // 2, calls - 40):
        (tmp_path / "state.pt").write_bytes(state)
        with pretended("cuda") as device:
            one = data.trainer(full=full, on=choose_device("cuda"))
            # The last state of all is the device's, and so without numbers: no other is saved on the way.
            events = one.run(Saving(tmp_path / "state.pt", 1000), judged)
            told = [next(events)]
            device.lose_at(place)
            told += events
        back = max(number for number, event in enumerate(told) if isinstance(event, TrainingStarted))
        note, started = told[back - 1 : back + 1]
        assert isinstance(note, DataNote)
        assert isinstance(started, TrainingStarted)
        assert "continues on the CPU from its last saved state, after step" in str(note.text)
        if started.step == 2:
            assert [event for event in told[back:] if isinstance(event, StepDone)] == expected
            for name, tensor in one.model.state_dict().items():
                torch.testing.assert_close(tensor, weights[name], rtol=0, atol=0)


def calls_of_a_run(data: TrainingSet, full: bool, state: bytes, folder: Path) -> int:
    (folder / "state.pt").write_bytes(state)
    with pretended("cuda") as device:
        events = data.trainer(full=full, on=choose_device("cuda")).run(
            Saving(folder / "state.pt", 1000), judged
        )
        next(events)
        before = device.calls
        list(events)
        return device.calls - before


def test_that_a_device_that_is_lost_at_once_takes_nothing_with_it(tmp_path: Path) -> None:
    with pretended("cuda") as device:
        one = TrainingSet().trainer(full=False, on=choose_device("cuda"))
        events = one.run(Saving(tmp_path / "state.pt", 1000))
        assert isinstance(next(events), TrainingStarted)
        assert next(events) == StateSaved(0, str(tmp_path / "state.pt"))
        device.lose_at(1)
        steps = [event.step for event in events if isinstance(event, StepDone)]
    assert steps == [1, 2, 3, 4]


def test_that_a_run_without_a_saved_state_ends_with_a_sentence() -> None:
    with pretended("cuda") as device:
        events = TrainingSet().trainer(full=False, on=choose_device("cuda")).run()
        next(events)
        device.lose_at(40)
        with pytest.raises(FrcnnError, match="The graphics card stopped working"):
            list(events)
