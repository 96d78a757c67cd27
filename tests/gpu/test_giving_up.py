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
from support.pretend_device import PretendDevice, pretended

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.core.errors import DeviceError, FeaturesLostError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.explain.roi_inspection import RoiQuery
from frcnn_desktop.inference import Predictor, searcher
from frcnn_desktop.inference.device import available_devices, choose_device
from frcnn_desktop.inference.fallback import is_device_failure
from frcnn_desktop.inference.network import Network
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.session import LearningSession
from frcnn_desktop.learning.settings import LearningSettings

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
