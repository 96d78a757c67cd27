"""What a person with a graphics card runs for the first time."""

from __future__ import annotations

import argparse
from dataclasses import replace

import numpy as np
import pytest
import torch
from support.pretend_device import pretended

from frcnn_desktop.bench import gpu, gpu_check, gpu_learning
from frcnn_desktop.bench.gpu_session import Agreement, measure
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.core.errors import DeviceError
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT

TINY = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(16, 16))
PHOTOS = [(np.full((64, 96, 3), 90, np.uint8), as_box_array([(5, 5, 40, 40), (20, 10, 90, 60)] * 10))]


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_learning, "_STEPS", 2)
    monkeypatch.setattr(gpu_learning, "_WARM", 1)


@pytest.fixture
def tiny() -> FastRcnn:
    torch.manual_seed(0)
    return FastRcnn(TINY, ("cat", "dog"))


def test_that_the_cpu_agrees_with_itself_and_every_stage_is_timed(
    tiny: FastRcnn, capsys: pytest.CaptureFixture[str]
) -> None:
    report = measure(tiny, torch.device("cpu"), "CPU", PHOTOS)
    assert report.passed
    assert report.single.score == report.half.score == report.training_losses == 0
    assert report.transfers == {}
    gpu.print_report(report)
    told = capsys.readouterr().out
    for words in (
        "agrees with the CPU",
        "image to features",
        "one box",
        "a step of training",
        "a refit",
        "copies for each detection",
    ):
        assert words in told


@pytest.mark.slow
def test_that_a_device_is_measured_to_the_end_and_one_that_answers_otherwise_does_not_pass(
    tiny: FastRcnn,
) -> None:
    with pretended("cuda"):
        report = measure(tiny, torch.device("cuda"), "Pretended", PHOTOS)
    assert not report.passed
    assert report.transfers == {"up": 2, "down": 1}
    assert set(report.device_ms) == set(report.cpu_ms)


def test_that_a_difference_is_found_in_scores_and_in_boxes_and_no_number_passes_for_none() -> None:
    boxes = as_box_array([(0, 0, 10, 10)])
    theirs = ScoredRois(
        boxes, np.array([[0.1, 0.9]], np.float32), np.tile(boxes[:, None], (1, 2, 1)), ("cat",)
    )
    found = Agreement()
    found.add(theirs, replace(theirs, class_boxes=theirs.class_boxes + np.float32(2)))
    assert (found.score, found.box) == (0, 2)
    assert (found.detections, found.found_again) == (1, 0)
    found.add(theirs, replace(theirs, scores=theirs.scores * np.float32("nan")))
    assert found.score == np.inf


@pytest.mark.parametrize("name", ["auto", "cuda"])
def test_that_a_machine_without_the_device_says_so(name: str) -> None:
    with pytest.raises(DeviceError, match="This machine, or the installed build of torch, has no"):
        gpu.run(argparse.Namespace(device=name, model=None, images=None, limit=1, json=False))


@pytest.mark.slow
def test_that_the_self_test_compares_a_device(tiny: FastRcnn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_check, "load_model", lambda _path: (tiny, None))
    monkeypatch.setattr(gpu_check, "read_photos", lambda _folder, _limit: PHOTOS)
    assert "scores as on the CPU to 0.0e+00" in gpu_check.check("cpu")
    with pretended("cuda"), pytest.raises(RuntimeError, match="scores differ from the CPU's"):
        gpu_check.check("cuda")
