"""The heads of a learning session: taken, refused, rolled back, kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.detector.checkpoint import load_checkpoint
from frcnn_desktop.inference import Predictor
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.session import LearningSession
from frcnn_desktop.learning.settings import Verdict
from tests.support.learning_scenes import SETTINGS, Bundled, annotation, scene, teach


def test_that_a_cancelled_refit_changes_nothing_and_stays_due(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    encoded, proposals, box = scene(model, 0)
    session.image_saved(encoded, proposals, annotation("lamp", box))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        session.refit(token)
    assert session.head is None
    assert session.refit_due
    assert session.refit().verdict is Verdict.TAKEN
    assert not session.refit_due
    assert session.refit().verdict is Verdict.NOTHING_NEW


class _StopsAt(CancelToken):
    """Is set when it has been looked at so often; `looks` counts."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self.looks, self._last = 0, last

    def raise_if_cancelled(self) -> None:
        self.looks += 1
        if self.looks == self._last:
            self.cancel()
        super().raise_if_cancelled()


def test_that_a_refit_looks_several_times_in_a_step_and_stops_at_every_look(bundled: Bundled) -> None:
    model, _ = bundled
    recipe = replace(SETTINGS.recipe, first_steps=2)
    session = LearningSession(model, settings=replace(SETTINGS, recipe=recipe))
    encoded, proposals, box = scene(model, 0)
    session.image_saved(encoded, proposals, annotation("lamp", box))
    whole = _StopsAt(0)
    session.fit(whole)
    # One image, then uploading, mixing, head, loss, both halves backwards, clipping, step and mean.
    assert whole.looks >= 9 * recipe.first_steps
    for last in range(1, whole.looks + 1):
        with pytest.raises(Cancelled):
            session.refit(_StopsAt(last))
    assert session.head is None
    assert session.refit_due


def test_that_a_head_without_its_first_layer_goes_on_as_the_whole_one(bundled: Bundled) -> None:
    model, _ = bundled
    head = RefittedHead.of(model).with_classes(("lamp", "fan"))
    whole, rest = head.module(model), head.module(model, first=False)
    answers = torch.randn(5, 512, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        for one, other in zip(whole.after_first(answers), rest.after_first(answers), strict=True):
            assert torch.equal(one, other)
    assert not list(rest.first.parameters())


def test_that_a_head_that_loses_on_held_out_images_is_not_taken(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(12))
    good = session.head
    assert good is not None
    assert good.score is not None
    spoiled = replace(SETTINGS.recipe, learning_rate=0.5, steps=4)
    session._fitter._settings = replace(SETTINGS, recipe=spoiled)
    encoded, proposals, box = scene(model, 12)
    session.image_saved(encoded, proposals, annotation("lamp", box))
    outcome = session.refit()
    assert outcome.verdict is Verdict.NOT_TAKEN
    assert session.head is good


def test_that_rolling_back_returns_to_the_head_before_and_outruns_a_refit_under_way(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(3))
    before, last = session.history[-2:]
    encoded, proposals, box = scene(model, 3)
    session.image_saved(encoded, proposals, annotation("lamp", box))
    under_way = session.fit()
    assert session.rollback() is before
    assert session.take(under_way).verdict is Verdict.NOT_TAKEN
    assert session.head is before
    assert last not in session.history


def test_that_the_same_saves_make_the_same_head(bundled: Bundled) -> None:
    model, _ = bundled
    heads = []
    for _ in range(2):
        session = LearningSession(model, settings=SETTINGS)
        teach(session, model, range(2))
        assert session.head is not None
        heads.append(session.head)
    for name, tensor in heads[0].tensors.items():
        assert torch.equal(tensor, heads[1].tensors[name])


def test_that_a_refitted_head_is_saved_as_an_ordinary_model(bundled: Bundled, tmp_path: Path) -> None:
    model, meta = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(2))
    head = session.head
    assert head is not None
    path = tmp_path / "lamps.safetensors"
    head.save(path, model, meta)
    loaded, read = load_checkpoint(path)
    assert read.class_names == ("lamp",)
    assert read.facts["data"] == "2 images labelled by the user"
    predictor = Predictor(loaded, read, "cpu")
    proposals = as_box_array([(0, 0, 60, 60), (10, 10, 40, 40)])
    detections = predictor.detect(np.zeros((64, 64, 3), np.uint8), proposals=proposals, score_threshold=0)
    assert detections.class_names == ("lamp",) * len(detections)


def test_that_new_classes_begin_as_the_mean_of_the_known(bundled: Bundled) -> None:
    old = RefittedHead.of(bundled[0])
    new = old.with_classes(("dog", "lamp"))
    width = old.tensors["classify.weight"].shape[1]
    dog = old.class_names.index("dog") + 1
    assert torch.equal(new.tensors["classify.weight"][:2], old.tensors["classify.weight"][[0, dog]])
    mean = old.tensors["regress.weight"].view(-1, 4, width)[1:].mean(dim=0)
    assert torch.allclose(new.tensors["regress.weight"].view(-1, 4, width)[2], mean)


def test_that_refits_go_on_from_each_other_and_begin_anew_where_nothing_is_known(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(3))
    head = session.head
    assert head is not None
    assert head.course is not None
    assert head.course.steps == head.steps
    assert [each.course is not None for each in session.history] == [False, False, True]
    assert head.with_classes(head.class_names).course is head.course
    assert head.with_classes((*head.class_names, "chair")).course is None
    before = session.rollback()
    assert before is not None
    assert before.course is None
