"""Which labelled places look most like a box."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.detector.scaling import input_size
from frcnn_desktop.inference.network import Network
from frcnn_desktop.learning.samples import LabelledImage, LabelledObjects
from frcnn_desktop.learning.session import LearningSession
from frcnn_desktop.learning.similar import similar_boxes, without

SIZE = input_size(400, 300, COMPACT)
DOG, CAT = (10.0, 10.0, 60.0, 60.0), (100.0, 100.0, 180.0, 160.0)
TREE = (250.0, 20.0, 330.0, 260.0)
LIKE_DOG, LIKE_CAT, LIKE_TREE = (4.0, 0.0, 1.0), (0.0, 4.0, 1.0), (1.0, 1.0, 0.5)


def labelled(key: str, *candidates: tuple[tuple[float, ...], tuple[float, ...], int]) -> LabelledImage:
    """Candidates with their answers and the object that each overlaps, -1 for none; a dog and a cat."""
    boxes, answers, matched = zip(*candidates, strict=True)
    objects = LabelledObjects(as_box_array([DOG, CAT]), ("dog", "cat"), np.zeros(2, np.bool_))
    return LabelledImage(
        key,
        torch.tensor(answers, dtype=torch.float16),
        SIZE,
        objects,
        as_box_array(list(boxes)),
        np.array([0.0 if each < 0 else 0.8 for each in matched], np.float32),
        np.array(matched),
        np.zeros(len(boxes), np.bool_),
    )


def test_that_the_likest_places_come_first_each_once_with_their_classes() -> None:
    near = (12.0, 11.0, 61.0, 62.0)
    images = [
        labelled("a", (CAT, LIKE_CAT, 1), (near, LIKE_DOG, 0), (DOG, LIKE_DOG, 0)),
        labelled("b", (TREE, (3.9, 0.2, 1.0), -1), (DOG, (3.0, 1.5, 1.0), 0)),
    ]
    found = similar_boxes(torch.tensor(LIKE_DOG), None, images, 3)
    assert [(each.content_key, each.box, each.name) for each in found] == [
        ("a", DOG, "dog"),
        ("b", TREE, ""),
        ("b", DOG, "dog"),
    ]
    assert found[0].likeness == pytest.approx(1, abs=1e-3)
    assert found[0].likeness > found[1].likeness > found[2].likeness > 0


def test_that_the_bias_is_added_before_places_are_compared() -> None:
    images = [labelled("a", (DOG, (1.0, 0.0, 0.0), 0), (CAT, (0.0, 1.0, 0.0), 1))]
    bias = torch.tensor([-2.0, 1.0, 0.0])
    found = similar_boxes(torch.tensor((1.0, 0.0, 0.0)), bias, images, 2)
    assert [each.name for each in found] == ["dog", "cat"]
    assert [each.likeness for each in found] == pytest.approx([1, 1])


def test_that_a_box_is_not_like_itself() -> None:
    found = similar_boxes(torch.tensor(LIKE_DOG), None, [labelled("a", (DOG, LIKE_DOG, 0))], 5)
    assert without(found, "a", (12.0, 11.0, 60.0, 62.0)) == ()
    assert without(found, "a", CAT) == found
    assert without(found, "b", DOG) == found


def test_that_a_session_finds_the_same_thing_on_another_image_and_leaves_out_the_box_itself() -> None:
    torch.manual_seed(0)
    preset = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(16, 16))
    model = FastRcnn(preset, ("cat",))
    network, session = Network(model, torch.device("cpu")), LearningSession(model)
    random, place = np.random.default_rng(0), (10.0, 12.0, 40.0, 40.0)
    pixels = random.integers(0, 256, (64, 96, 3), dtype=np.uint8)
    proposals = as_box_array(np.clip(np.array(place) + random.normal(0, 20, (60, 4)), 0, 64))
    encoded = [network.encode(pixels, key) for key in "012"]
    for each in encoded:
        session.image_saved(each, proposals, ImageAnnotation(96, 64, (ObjectAnnotation("cow", place),)))
    found = session.similar(encoded[0], place, 6)
    assert 0 < len(found) <= 6
    assert {each.name for each in found[:2]} == {"cow"}
    assert {each.content_key for each in found[:2]} == {"1", "2"}
    assert [each.likeness for each in found[:2]] == pytest.approx([1, 1], abs=1e-3)
    assert ("0", place) not in [(each.content_key, each.box) for each in found]


def test_that_the_search_stops_when_it_is_told_to() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        similar_boxes(torch.tensor(LIKE_DOG), None, [labelled("a", (DOG, LIKE_DOG, 0))], 5, token)
