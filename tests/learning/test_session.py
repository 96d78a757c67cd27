from dataclasses import replace

import numpy as np
import torch

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.detector.scaling import feature_grids, input_size
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.session import LearningSession
from frcnn_desktop.learning.steps import sample_image
from frcnn_desktop.learning.suggestions import Suggestions
from frcnn_desktop.learning.thresholds import NEVER
from tests.support.drawn_forms import form
from tests.support.learning_scenes import SETTINGS, Bundled, annotation, scene, teach


def test_that_a_class_the_model_never_met_is_suggested_after_a_few_saves(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    assert session.head is None
    teach(session, model, range(4))
    encoded, proposals, box = scene(model, 50)
    found = session.suggest(encoded, proposals)
    assert found.names[0] == "lamp"
    scored = session.score(encoded, as_box_array([box]))
    assert scored is not None
    assert scored.class_names == ("lamp",)
    session.set_threshold("lamp", 0.05)
    assert session.suggest(encoded, proposals).shown[0]
    assert np.abs(found.boxes[0] - np.array(box)).max() < 40


def test_that_the_head_of_a_save_is_judged_by_it_though_the_image_was_opened_before(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    for number in range(2):
        encoded, proposals, box = scene(model, number)
        assert not len(session.suggest(encoded, proposals))
        session.refit()
        session.image_saved(encoded, proposals, annotation("lamp", box))
    (judged,) = session._record._log.last
    assert judged.objects == 1
    assert len(judged.names)
    assert session.right_lately() == (0, 0)


def test_that_images_which_were_learnt_judge_no_suggestions(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    encoded, proposals, box = scene(model, 0)
    session.image_saved(encoded, proposals, annotation("lamp", box))
    session.refit()
    session.image_saved(encoded, proposals, annotation("lamp", box))
    other, places, place = scene(model, 1)
    session.image_saved(other, places, annotation("lamp", place), judged=False)
    assert not session._record._log.last


def test_that_a_class_added_later_leaves_the_first_as_good_as_it_was(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(3))
    encoded, _proposals, box = scene(model, 51)
    before = session.score(encoded, as_box_array([box]))
    for number in (3, 4):
        encoded_new, proposals_new, box_new = scene(model, number)
        encoded_new = replace(encoded_new, features=encoded_new.features.flip(1))
        session.image_saved(encoded_new, proposals_new, annotation("vase", box_new))
        session.refit()
    assert session.class_names == ("lamp", "vase")
    after = session.score(encoded, as_box_array([box]))
    assert before is not None
    assert after is not None
    assert after.scores[0].argmax() == before.scores[0].argmax() == 1
    new = session.score(encoded_new, as_box_array([box_new]))
    assert new is not None
    assert new.scores[0].argmax() == 2


def test_that_classes_of_the_model_that_are_not_the_sets_are_not_suggested(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, class_names=("dog",), settings=SETTINGS)
    encoded, proposals, _box = scene(model, 0)
    assert set(session.suggest(encoded, proposals).names) <= {"dog"}


def test_that_a_box_taken_as_it_was_suggested_does_not_teach_where_objects_end(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(4))
    session.set_threshold("lamp", 0.05)
    encoded, proposals, _box = scene(model, 50)
    suggested = session.suggest(encoded, proposals).boxes[0]
    left, top, right, bottom = np.round(suggested).tolist()
    exact = []
    # Four pixels each way are another box to a person, and still on the object.
    for saved in ((left, top, right, bottom), (left - 4, top - 4, right + 4, bottom + 4)):
        session.image_saved(encoded, proposals, annotation("lamp", saved))
        image = session._store.all()[-1]
        sampled = sample_image(image, {"lamp": 1}, SETTINGS.recipe, np.random.default_rng(0))
        assert (sampled.labels > 0).any()
        exact.append(int(sampled.exact.sum()) == int((sampled.labels > 0).sum()))
    assert exact == [False, True]


def test_that_a_rejected_suggestion_is_a_hard_negative_at_once_and_is_not_shown_again(
    bundled: Bundled,
) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(3))
    session.set_threshold("lamp", 0.0)
    encoded, proposals, box = scene(model, 1)
    place = as_box_array([box])
    # What lies where the person labelled the lamp is no mistake, whatever is rejected.
    session.reject(encoded.content_key, box, "lamp")
    assert not session.refit_due
    [learned] = [image for image in session._store.all() if image.key == encoded.content_key]
    wrong = learned.boxes[pairwise_iou(learned.boxes, place)[:, 0] < 0.1][0]
    session.reject(encoded.content_key, wrong.tolist(), "lamp")
    assert session.refit_due
    [learned] = [image for image in session._store.all() if image.key == encoded.content_key]
    hard = learned.boxes[learned.hard]
    assert (pairwise_iou(hard, wrong[None]) >= 0.6).any()
    assert not (pairwise_iou(hard, place) >= 0.5).any()
    found = session.suggest(encoded, proposals)
    assert not found.shown[pairwise_iou(found.boxes, place)[:, 0] >= 0.5].any()
    assert found.shown[pairwise_iou(found.boxes, as_box_array([box, wrong])).max(axis=1) < 0.5].all()


def test_that_what_was_rejected_is_suggested_again_when_a_person_takes_it_back(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(3))
    session.set_threshold("lamp", 0.0)
    encoded, proposals, box = scene(model, 1)
    session.reject(encoded.content_key, box, "lamp")
    session.take_back_rejections(encoded.content_key)
    assert session.suggest(encoded, proposals).shown.all()


def test_that_an_image_that_is_gone_is_unlearnt_by_the_next_refit(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(3))
    gone = scene(model, 1)[0].content_key
    session.image_removed(gone)
    assert session.refit_due
    session.refit()
    assert session.head is not None
    assert gone not in session.head.knows
    session.image_removed(gone)
    assert not session.refit_due


def test_that_what_is_rejected_before_the_first_save_teaches_with_that_save(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    encoded, proposals, box = scene(model, 0)
    wrong = proposals[pairwise_iou(proposals, as_box_array([box]))[:, 0] < 0.1][0]
    session.reject(encoded.content_key, wrong.tolist(), "lamp")
    assert not session.refit_due
    session.image_saved(encoded, proposals, annotation("lamp", box))
    [learned] = session._store.all()
    assert np.allclose(learned.boxes[learned.hard], wrong)


def test_that_a_person_may_move_a_threshold_and_give_it_back(bundled: Bundled) -> None:
    session = LearningSession(bundled[0], settings=SETTINGS)
    assert session.threshold("lamp") == NEVER
    session.set_threshold("lamp", 0.4)
    assert session.threshold("lamp") == 0.4
    session.set_threshold("lamp", None)
    assert session.threshold("lamp") == NEVER


def test_that_a_review_judges_each_label_by_a_head_that_has_not_learnt_it(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(11))
    encoded, proposals, box = scene(model, 20)
    # One lamp was labelled as a vase, and learnt.
    session.image_saved(encoded, proposals, annotation("vase", box))
    session.refit()
    session.begin_review()
    [judge] = [each for each in session._judges if encoded.content_key in each.unseen]
    assert encoded.content_key not in judge.scorer.head.knows
    found, known = session.look(encoded, proposals)
    assert known == {"lamp"}
    best = pairwise_iou(found.boxes, as_box_array([box]))[:, 0].argmax()
    assert found.names[best] == "lamp"


def test_that_few_images_are_reviewed_by_the_head_that_suggests(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    encoded, proposals, _ = scene(model, 0)
    assert session.look(encoded, proposals)[1] == frozenset()
    teach(session, model, range(3))
    session.begin_review()
    assert session.look(encoded, proposals)[1] == {"lamp"}


def test_that_what_is_drawn_is_suggested_beside_what_the_head_sees(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    nothing = as_box_array([])

    def labelled_form(seed: int) -> tuple[Suggestions, np.ndarray, EncodedImage]:
        page, boxes, names = form(seed)
        height, width = page.shape[:2]
        size = input_size(width, height, model.preset)
        grids = feature_grids(size, model.preset, [model.preset.stride])
        features = torch.zeros((1, 96, grids[0].rows, grids[0].columns))
        encoded = EncodedImage(features, size, grids, f"{seed:032x}", 0.0)
        found = session.suggest(encoded, nothing, picture=Picture(page))
        objects = zip(names, boxes.tolist(), strict=True)
        labelled = ImageAnnotation(width, height, tuple(ObjectAnnotation(*each) for each in objects))
        session.image_saved(encoded, nothing, labelled, Picture(page))
        return found, boxes, encoded

    for seed in range(5):
        labelled_form(seed)
    found, boxes, encoded = labelled_form(5)
    assert found.shown.sum() >= 0.8 * len(boxes)
    assert (pairwise_iou(found.boxes[found.shown], boxes).max(axis=1) >= 0.7).mean() >= 0.9
    assert session.right_lately(1)[0] >= 0.8 * len(boxes)
    assert not len(session.suggest(encoded, nothing))


def test_that_what_became_of_another_models_suggestions_is_not_gone_on_from(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, class_names=("lamp",))
    teach(session, model, range(2))
    known = session.experience
    later = LearningSession(model, class_names=("lamp",))
    assert later.resume(known)
    assert not later.resume(replace(known, model="another"))
