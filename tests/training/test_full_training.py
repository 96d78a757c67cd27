from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch.nn import functional

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.detector.checkpoint import CheckpointMeta, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.training.batches import Batches
from frcnn_desktop.training.events import StepDone, Validated
from frcnn_desktop.training.initial_weights import with_classes
from frcnn_desktop.training.inputs import ImageInputs, View
from frcnn_desktop.training.losses import Targets, hardest
from frcnn_desktop.training.network import stages_from
from frcnn_desktop.training.recipe import Recipe, default_recipe
from frcnn_desktop.training.sources import TrainingImage
from frcnn_desktop.training.trainer import Saving, Trainer
from frcnn_desktop.training.validation import Validation

TINY = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(16,), dropout=0.1)
RECIPE = Recipe(
    epochs=3, images_per_batch=2, rois_per_image=16, train_from="blocks.5", ema_decay=0.5, flips=True,
    scale_jitter=(0.8, 1.2), colour_jitter=0.2,
)  # fmt: skip


class Painted:
    """Grey images, wide and upright, with a red or green object."""

    def __init__(self, count: int) -> None:
        self.images = []
        for number in range(count):
            width, height = (96, 64) if number % 3 else (64, 96)
            x, y = np.random.default_rng(number).uniform(0, 30, 2)
            truth = GroundTruth(
                as_box_array([[x, y, x + 30, y + 28]]), np.array([number % 2 + 1]), np.zeros(1, np.bool_)
            )
            self.images.append(TrainingImage(str(number), width, height, truth))

    def pixels(self, image_id: str) -> NDArray[np.uint8]:
        image = self.images[int(image_id)]
        pixels = np.full((image.height, image.width, 3), 90, np.uint8)
        x1, y1, x2, y2 = image.truth.boxes[0].astype(int)
        pixels[y1:y2, x1:x2, int(image_id) % 2] = 230
        return pixels

    def boxes(self, image_id: str) -> BoxArray:
        random = np.random.default_rng(int(image_id))
        near = self.images[int(image_id)].truth.boxes + random.normal(0, 3, (16, 4))
        return as_box_array(np.clip(near, 0, 64))


@pytest.fixture(scope="module")
def data() -> Painted:
    return Painted(7)


def trainer(data: Painted, recipe: Recipe = RECIPE) -> Trainer:
    torch.manual_seed(1)
    model = FastRcnn(TINY, ("red", "green"))
    return Trainer(model, data.images, ImageInputs(data.pixels, TINY, recipe), data, recipe)


def test_that_bfloat16_multiplies_all_but_the_filters_of_single_channels(
    data: Painted, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: dict[bool, set[torch.dtype]] = {True: set(), False: set()}
    convolve = functional.conv2d

    def seen(x: torch.Tensor, *args: Any) -> torch.Tensor:
        found = convolve(x, *args)
        kinds[args[-1] > 1].add(found.dtype)
        return found

    monkeypatch.setattr(functional, "conv2d", seen)
    losses = {}
    for precision in ("float32", "bfloat16"):
        kinds.update({True: set(), False: set()})
        run = trainer(data, replace(RECIPE, epochs=1, precision=precision)).run()
        losses[precision] = [event.loss for event in run if isinstance(event, StepDone)]
        assert kinds == {True: {torch.float32}, False: {getattr(torch, precision)}}
    assert losses["bfloat16"] == pytest.approx(losses["float32"], rel=0.03)
    assert losses["bfloat16"] != losses["float32"]


def test_that_gradients_reach_the_backbone_from_the_chosen_stage_on(data: Painted) -> None:
    one = trainer(data, replace(RECIPE, epochs=1))
    before = {name: tensor.clone() for name, tensor in one.model.state_dict().items()}
    list(one.run())
    after = one.model.state_dict()
    moved = {name for name in before if not torch.equal(before[name], after[name])}
    blocks = {name.split(".")[3] for name in moved if name.startswith("backbone.body.blocks")}
    assert blocks == {"5", "6"}
    assert not any("running" in name or "conv_stem" in name or ".bn" in name for name in moved)
    assert {"head.classify.weight", "neck.laterals.0.weight"} <= moved


def test_that_a_resumed_run_has_the_losses_of_an_uninterrupted_one(data: Painted, tmp_path: Path) -> None:
    expected = [event for event in trainer(data).run() if isinstance(event, StepDone)]
    saving = Saving(tmp_path / "state.pt", every=5)
    events = trainer(data).run(saving)
    first = []
    for event in events:
        if isinstance(event, StepDone):
            first.append(event)
        if len(first) == 7:
            break
    events.close()  # pyright: ignore[reportAttributeAccessIssue]
    rest = [event for event in trainer(data).run(saving) if isinstance(event, StepDone)]
    assert first[:5] + rest == expected


def test_that_upright_and_wide_images_share_a_step_only_at_the_end(data: Painted) -> None:
    batches = Batches(data.images, ImageInputs(data.pixels, TINY), data, RECIPE)
    for epoch in range(5):
        steps = [batches.rows(epoch * batches.steps_per_epoch + step) for step in range(4)]
        assert sorted(row for step in steps for row in step) == list(range(7))
        for step in steps[:3]:
            assert len({row % 3 == 0 for row in step}) == 1


def test_that_the_images_of_a_step_are_scaled_alike_and_those_of_other_steps_are_not(data: Painted) -> None:
    batches = Batches(data.images, ImageInputs(data.pixels, TINY, RECIPE), data, RECIPE)
    scales = [{round(view.scale_x, 1) for view in batches.load(step).views} for step in range(8)]
    assert all(len(scale) == 1 for scale in scales)
    assert len(set.union(*scales)) > 1


def test_that_the_ranks_share_a_step_without_a_rest(data: Painted) -> None:
    inputs = ImageInputs(data.pixels, TINY, RECIPE)
    whole = Batches(data.images, inputs, data, RECIPE).load(1)
    shares = [Batches(data.images, inputs, data, RECIPE, rank, 3).load(1) for rank in range(3)]
    assert [len(share.views) for share in shares] == [1, 1, 0]
    for part, alone in zip(shares[:2], whole.rois, strict=True):
        assert torch.equal(part.rois[0], alone)
    assert len(shares[2].labels) == 0


def test_that_boxes_follow_their_image_through_flip_and_scale(data: Painted) -> None:
    inputs = ImageInputs(data.pixels, TINY, replace(RECIPE, colour_jitter=0.0))
    for seed in range(8):
        for image in data.images[:3]:
            view = inputs.view(image, np.random.default_rng(seed))
            [[x1, y1, x2, y2]] = view.place(image.truth.boxes).round().int().tolist()
            channel = int(image.image_id) % 2
            bright = view.tensors[0][0, channel] > 0.5
            rows, columns = torch.nonzero(bright.any(dim=1)), torch.nonzero(bright.any(dim=0))
            found = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
            assert np.abs(np.array([int(v) for v in found]) - [x1, y1, x2, y2]).max() <= 2


def test_that_a_flipped_box_is_mirrored() -> None:
    view = View([], 100, 2.0, 1.0, flipped=True)
    assert view.place(as_box_array([[10, 5, 30, 9]])).tolist() == [[140, 5, 180, 9]]


def test_that_validation_judges_the_averaged_weights_and_leaves_the_run_alone(data: Painted) -> None:
    recipe = replace(RECIPE, epochs=2)
    plain = [event for event in trainer(data, recipe).run() if isinstance(event, StepDone)]
    judge = Validation(data.images, ImageInputs(data.pixels, TINY), data, 100)
    events = list(trainer(data, recipe).run(validate=judge))
    assert [event for event in events if isinstance(event, StepDone)] == plain
    judged = [event for event in events if isinstance(event, Validated)]
    assert [event.step for event in judged] == [0, 4, 8]
    assert all(set(event.ap) == {"red", "green"} for event in judged)


def test_that_hard_negatives_keep_all_foreground_and_the_worst_background() -> None:
    labels = torch.tensor([0, 1, 0, 0, 0, 0])
    losses = torch.tensor([0.1, 0.0, 0.9, 0.2, 0.8, 0.3])
    recipe = Recipe(hard_negatives=True, foreground_fraction=0.25)
    targets = Targets.of(labels, torch.zeros(6, 4), torch.zeros(6, 4))
    assert hardest(losses, targets, recipe).tolist() == [1, 2, 4, 5]


def test_that_an_unknown_stage_is_named_with_those_there_are() -> None:
    backbone = FastRcnn(TINY, ("a",)).backbone
    with pytest.raises(DatasetError, match=r"no stage 'conv9'.*stem, blocks\.0"):
        stages_from(backbone, "conv9")


def test_that_known_classes_keep_their_outputs_when_the_list_changes(tmp_path: Path) -> None:
    path = tmp_path / "old.safetensors"
    old = FastRcnn(TINY, ("red", "green"))
    save_checkpoint(path, old, CheckpointMeta(TINY, ("red", "green"), licence="mine"))
    new, licence = with_classes(path, ("green", "blue"))
    assert licence == "mine"
    assert new.class_names == ("green", "blue")
    for row, before in ((0, 0), (1, 2)):
        torch.testing.assert_close(
            new.head.classify.weight[row], old.head.classify.weight[before], atol=1e-3, rtol=1e-2
        )
        torch.testing.assert_close(
            new.head.regress.bias[4 * row : 4 * row + 4],
            old.head.regress.bias[4 * before : 4 * before + 4],
            atol=1e-3,
            rtol=1e-2,
        )
    mean = old.head.regress.bias.view(-1, 4)[1:].mean(dim=0)
    torch.testing.assert_close(new.head.regress.bias[8:], mean, atol=1e-3, rtol=1e-2)
    name = "head.first.weight"
    torch.testing.assert_close(new.state_dict()[name], old.state_dict()[name], atol=1e-3, rtol=1e-2)


def test_that_the_papers_recipe_belongs_to_the_papers_network() -> None:
    recipe = default_recipe("vgg16", "full")
    assert (recipe.images_per_batch, recipe.rois_per_image, recipe.foreground_fraction) == (2, 64, 0.25)
    assert (recipe.background_iou, recipe.foreground_iou, recipe.far_background) == (0.1, 0.5, 0.0)
    assert recipe.optimizer == "sgd"
    assert recipe.flips
