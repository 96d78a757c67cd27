"""Training steps, refits and suggestions on a pretended accelerator: what they copy, and that none waits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from support.pretend_device import pretended
from torch import Tensor

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.inference.device import choose_device
from frcnn_desktop.inference.network import Network
from frcnn_desktop.learning.first_layer import FirstLayer
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.refit import refit
from frcnn_desktop.learning.samples import LabelledImage, LabelledObjects, labelled_image
from frcnn_desktop.learning.scoring import HeadScorer
from frcnn_desktop.learning.session import LearningSession
from frcnn_desktop.learning.suggestions import SuggestionRule
from frcnn_desktop.training.events import StepDone
from frcnn_desktop.training.inputs import ImageInputs, Inputs, StoredInputs
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.sources import TrainingImage
from frcnn_desktop.training.trainer import Trainer
from frcnn_desktop.training.validation import Validation

TINY = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(16, 16))
RECIPE = Recipe(epochs=2, images_per_batch=2, rois_per_image=16, train_from="blocks.5", ema_decay=0.5)
OBJECT = (10.0, 12.0, 40.0, 40.0)
ANNOTATION = ImageAnnotation(96, 64, (ObjectAnnotation("red", OBJECT),))


class Data:
    """Four images with an object each, their proposals and their stored features."""

    def __init__(self) -> None:
        truth = GroundTruth(as_box_array([OBJECT]), np.array([1]), np.zeros(1, np.bool_))
        self.images = [TrainingImage(str(number), 96, 64, truth) for number in range(4)]

    def pixels(self, _image_id: str) -> np.ndarray:
        return np.full((64, 96, 3), 90, np.uint8)

    def boxes(self, image_id: str) -> BoxArray:
        random = np.random.default_rng(int(image_id))
        return as_box_array(np.clip(np.array(OBJECT) + random.normal(0, 6, (40, 4)), 0, 64))

    def read(self, image_id: str) -> list[Tensor]:
        del image_id
        return [torch.rand(1, 120, 4, 6), torch.rand(1, 352, 2, 3)]


DATA = Data()


def model() -> FastRcnn:
    return FastRcnn(TINY, ("red",))


@pytest.mark.parametrize("recipe", [RECIPE, replace(RECIPE, hard_negatives=True, optimizer="adamw")])
@pytest.mark.parametrize("inputs", [ImageInputs(DATA.pixels, TINY, RECIPE), StoredInputs(DATA, TINY)])
def test_that_a_training_step_copies_its_images_its_targets_and_back_its_losses(
    recipe: Recipe, inputs: Inputs
) -> None:
    learning = model()
    with pretended("cuda") as device:
        trainer = Trainer(learning, DATA.images, inputs, DATA, recipe, device=choose_device("auto"))
        counts = []
        for event in trainer.run():
            if isinstance(event, StepDone):
                counts.append(dict(device.transfers))
                assert not device.waits
            device.forget()
        dtypes = {told.split()[1] for told in device.seen if told.startswith(("convolution:", "addmm:"))}
        assert dtypes == {"bfloat16"}
    assert counts[1:] == [{"up": 2, "down": 1}] * (len(counts) - 1)
    assert len(counts) == 4


def test_that_a_network_in_training_is_validated_on_its_device() -> None:
    learning = model()
    judge = Validation(DATA.images, ImageInputs(DATA.pixels, TINY), DATA, 100)
    with pretended("cuda") as device:
        inputs = StoredInputs(DATA, TINY)
        trainer = Trainer(learning, DATA.images, inputs, DATA, RECIPE, device=choose_device("auto"))
        device.forget()
        list(judge(trainer.model.eval(), 0))
        # The image and its RoIs there, the scores back.
        assert dict(device.transfers) == {"up": 2 * len(DATA.images), "down": len(DATA.images)}
        assert not device.waits


def labelled(network: Network, first: FirstLayer) -> list[LabelledImage]:
    objects = LabelledObjects.of(ANNOTATION)
    nothing = as_box_array([])
    encoded = [network.encode(DATA.pixels(""), str(number)) for number in range(4)]
    return [labelled_image(each, DATA.boxes("1"), objects, nothing, first, RefitRecipe()) for each in encoded]


def test_that_a_refit_copies_its_samples_at_each_step_and_fetches_the_head_once() -> None:
    base = model()
    head = RefittedHead.of(base)
    first = FirstLayer(head.module(base), TINY)
    with pretended("cuda") as device:
        images = labelled(Network(base, choose_device("cuda")), first)
        device.forget()
        counts = []
        for steps in (1, 6):
            fitted = refit(head, base, first, images, RefitRecipe(), steps, device=choose_device("cuda"))
            counts.append(dict(device.transfers))
            assert not device.waits
            device.forget()
    assert [each["down"] for each in counts] == [1, 1]
    assert counts[1]["up"] - counts[0]["up"] == 5
    assert {each.device.type for each in fitted.tensors.values()} == {"cpu"}


@pytest.mark.parametrize("kind", ["cuda", "mps", "xpu"])
def test_that_an_image_is_labelled_with_the_weights_copied_once(kind: str) -> None:
    base = model()
    first = FirstLayer(RefittedHead.of(base).module(base), TINY)
    with pretended(kind) as device:
        network = Network(base, choose_device(kind))
        encoded = network.encode(DATA.pixels(""))
        first.answers(encoded.features, DATA.boxes("1"), encoded.size)
        device.forget()
        first.answers(encoded.features, DATA.boxes("1"), encoded.size)
        assert dict(device.transfers) == {"up": 1, "down": 1}
        assert not device.waits


@pytest.mark.parametrize("kind", ["cuda", "mps", "xpu"])
def test_that_a_refitted_head_judges_with_one_copy_each_way(kind: str) -> None:
    base = model()
    first = FirstLayer(RefittedHead.of(base).module(base), TINY)
    with pretended(kind) as device:
        network = Network(base, choose_device(kind))
        encoded = network.encode(DATA.pixels(""))
        scorer = HeadScorer(RefittedHead.of(base), base, choose_device(kind))
        answers = first.answers(encoded.features, DATA.boxes("1"), encoded.size)
        device.forget()
        scorer.score(encoded.features, DATA.boxes("1"), encoded.size)
        assert dict(device.transfers) == {"up": 1, "down": 1}
        device.forget()
        scorer.suggest_at_a_glance(answers, DATA.boxes("1"), encoded.size, SuggestionRule(), lambda: None)
        # The answers, then the RoIs.
        assert dict(device.transfers) == {"up": 2, "down": 1}
        assert not device.waits


@pytest.mark.slow
def test_that_a_session_learns_on_the_device_from_the_first_save_to_a_suggestion() -> None:
    base = model()
    with pretended("cuda") as device:
        network = Network(base, choose_device("auto"))
        session = LearningSession(base, class_names=("red",), device=choose_device("auto"))
        encoded = network.encode(DATA.pixels(""), "6")
        for number in range(7):
            encoded = network.encode(DATA.pixels(""), str(number))
            session.suggest(encoded, DATA.boxes("1"))
            session.image_saved(encoded, DATA.boxes("1"), ANNOTATION)
        session.refit()
        session.suggest(encoded, DATA.boxes("1"))
        session.score(encoded, as_box_array([OBJECT]))
        assert not device.waits
    assert session.head is not None
