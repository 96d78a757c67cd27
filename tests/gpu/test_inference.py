"""Detection, single boxes, the inspector and the comparison on a pretended accelerator, end to end."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import torch
from support.pretend_device import PretendDevice, pretended

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.detector.presets import COMPACT, VGG16, Preset
from frcnn_desktop.detector.torchvision_presets import TORCHVISION_PRESETS
from frcnn_desktop.explain.roi_inspection import ChannelChoice, ChannelKind, RoiQuery
from frcnn_desktop.inference.comparison import compare_ways
from frcnn_desktop.inference.device import choose_device
from frcnn_desktop.inference.inside_stages import feature_map
from frcnn_desktop.inference.network import Network

KINDS = ("cuda", "mps", "xpu")
SMALL = {"short_side": 64, "long_side": 96}
ONE_MAP = {
    "compact": replace(COMPACT, **SMALL),
    "decomposed": replace(COMPACT, **SMALL, hidden=(64, 64), ranks=(8, 0)),
    "roi_align": replace(COMPACT, **SMALL, pooling="roi_align"),
    "vgg16": replace(VGG16, **SMALL, hidden=(32, 32)),
}
PYRAMID = "fasterrcnn_mobilenet_v3_large_320_fpn"
PYRAMIDS = {
    name: replace(TORCHVISION_PRESETS[name], **SMALL) for name in (PYRAMID, "fasterrcnn_resnet50_fpn")
}
# Every kind of network on CUDA, the program's own and one with a pyramid on the others.
CASES = [
    pytest.param(kind, preset, id=f"{kind} {name}")
    for name, preset in (ONE_MAP | PYRAMIDS).items()
    for kind in KINDS
    if kind == "cuda" or name in ("compact", PYRAMID)
]
PIXELS = np.random.default_rng(0).integers(0, 256, (150, 211, 3), dtype=np.uint8)


@cache
def network(preset: Preset) -> FastRcnn:
    classes = 80 if preset.name in PYRAMIDS else 3
    return FastRcnn(preset, tuple(f"class {number}" for number in range(classes)))


def boxes(count: int) -> BoxArray:
    corners = np.sort(np.random.default_rng(1).uniform(0, 1, (count, 2, 2)), axis=1) * [211, 150]
    return as_box_array(corners.reshape(-1, 4))


def assert_one_each_way(device: PretendDevice) -> None:
    assert dict(device.transfers) == {"up": 1, "down": 1}
    assert not device.waits
    device.forget()


@pytest.mark.parametrize(("kind", "preset"), CASES)
def test_that_a_detection_goes_to_the_device_once_for_the_image_and_once_for_its_boxes(
    kind: str, preset: Preset
) -> None:
    model = network(preset)
    with pretended(kind) as device:
        run = Network(model, choose_device("auto"))
        device.forget()
        encoded = run.encode(PIXELS)
        assert dict(device.transfers) == {"up": 1}
        assert device.bytes["up"] <= 64 * 96 * 3 * (1 if preset.antialias else 4)
        assert {each.device.type for each in encoded.maps} == {kind}
        assert {each.dtype for each in encoded.maps} == {torch.float32}
        assert "convolution: float16" in device.seen
        device.forget()
        scored = run.score_encoded(encoded, boxes(40))
        assert_one_each_way(device)
        filter_detections(scored, DetectionFilter())
        assert not device.transfers
    assert scored.scores.shape == (40, len(model.class_names) + 1)
    assert scored.class_boxes.shape == (40, len(model.class_names) + 1, 4)


@pytest.mark.parametrize("preset", [ONE_MAP["compact"], PYRAMIDS[PYRAMID]], ids=["compact", PYRAMID])
def test_that_a_box_under_the_hand_goes_there_and_its_scores_come_back(preset: Preset) -> None:
    model = network(preset)
    with pretended("cuda") as device:
        run = Network(model, choose_device("cuda"))
        encoded = run.encode(PIXELS)
        device.forget()
        for count in (1, 0):
            assert len(run.score_encoded(encoded, boxes(count))) == count
            assert_one_each_way(device)


@pytest.mark.parametrize(("kind", "preset"), CASES)
def test_that_the_inspector_fetches_the_map_once_and_then_one_answer_for_each_box(
    kind: str, preset: Preset
) -> None:
    model = network(preset)
    with pretended(kind) as device:
        run = Network(model, choose_device("auto"))
        encoded = run.encode(PIXELS)
        device.forget()
        box = (20.0, 30.0, 160.0, 120.0)
        run.inspect(encoded, RoiQuery("", box))
        assert dict(device.transfers) == {"up": 1, "down": 2}
        device.forget()
        for choice in (
            ChannelChoice(),
            ChannelChoice(ChannelKind.MEAN),
            ChannelChoice(ChannelKind.CHOSEN, 2),
        ):
            run.inspect(encoded, RoiQuery("", box, choice))
            assert_one_each_way(device)
        feature_map(encoded)
        assert dict(device.transfers) == {"down": 1}


def test_that_both_ways_are_measured_on_the_device() -> None:
    model = network(ONE_MAP["compact"])
    with pretended("cuda") as device:
        run = Network(model, choose_device("auto"))
        found = compare_ways(model, run, PIXELS, boxes(40), CancelToken(), lambda _done, _total: None)
        assert not device.waits
    assert found.sampled == 32
    assert found.thin_head_seconds


def test_that_devices_that_are_mixed_are_found_out() -> None:
    with pretended("cuda"), pytest.raises(Exception, match="cpu"):
        _ = torch.zeros(3, device="cuda") + torch.zeros(3)


def test_that_what_the_device_cannot_do_is_found_out() -> None:
    with pytest.raises(AssertionError, match="float64"), pretended("mps"):
        torch.zeros(3, device="mps").double()
    with pytest.raises(AssertionError, match="mode"), pretended("mps"):
        torch.zeros(3, device="mps").mode()


def test_that_every_way_of_waiting_is_counted() -> None:
    with pretended("cuda") as device:
        values = torch.zeros(3, device="cuda")
        bool(values.sum() > 0)
        torch.nonzero(values)
        _ = values[values > 0], values[[0, 1]]
        torch.tensor([1.0, 2.0], device="cuda")
        values.new_tensor([1.0])
        values.cpu()
    assert device.waits.total() == 3
    assert dict(device.transfers) == {"up": 3, "down": 1}
