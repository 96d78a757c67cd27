from dataclasses import dataclass, field

import numpy as np
import pytest
import torch

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.learning.costs import SECONDS
from frcnn_desktop.learning.held_out import HoldOutRule
from frcnn_desktop.learning.judging import judge
from frcnn_desktop.learning.never_worse import clearly_worse, compare, differences
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.session import LearningSession
from frcnn_desktop.learning.suggestions import SuggestionRule, Suggestions
from frcnn_desktop.learning.thresholds import JudgedSuggestions
from tests.support.learning_scenes import SETTINGS, Bundled, annotation, scene, teach

OBJECT = SECONDS.draw - SECONDS.verify
USELESS = SECONDS.verify + SECONDS.delete
DOUBT = HoldOutRule().doubt


@dataclass
class Image:
    """Two objects far apart; a head finds some of them and shows some nonsense, all with the same score."""

    boxes: np.ndarray = field(
        default_factory=lambda: as_box_array([(0, 0, 50, 50), (200, 0, 250, 50), (0, 300, 20, 320)])
    )

    def seen(self, *rows: int) -> JudgedSuggestions:
        count = len(rows)
        scores, shown = np.full(count, 0.9, np.float32), np.ones(count, np.bool_)
        signs = np.zeros((count, 6))
        found = Suggestions(
            self.boxes[list(rows)], ("a",) * count, scores, shown, signs, np.ones_like(scores)
        )
        objects = LabelledObjects(self.boxes[:2], ("a", "a"), np.zeros(2, np.bool_))
        return judge(found, objects, one_class=True)


def worse(new: list[JudgedSuggestions], old: list[JudgedSuggestions]) -> bool:
    return clearly_worse(differences(new, old), OBJECT, DOUBT)


def test_that_differences_are_objects_and_useless_suggestions_of_only_one_of_the_heads() -> None:
    image = Image()
    assert differences([image.seen(0)], [image.seen(0)]).tolist() == []
    assert differences([image.seen(0, 1, 2)], [image.seen(0)]).tolist() == pytest.approx([OBJECT, -USELESS])
    assert differences([image.seen(0)], [image.seen(0, 1)]).tolist() == pytest.approx([-OBJECT])
    # Nonsense alone is shown by neither at the threshold that serves it best.
    assert differences([image.seen(2)], [image.seen(0)]).tolist() == pytest.approx([-OBJECT])


@pytest.mark.parametrize(("lost", "gained", "rejected"), [
    (1, 0, False), (3, 0, False), (4, 0, True), (6, 0, True),
    (5, 5, False), (9, 5, False), (12, 3, True), (30, 20, False), (40, 20, True), (0, 8, False),
])  # fmt: skip
def test_that_a_head_is_refused_where_chance_would_seldom_lose_as_much(
    lost: int, gained: int, rejected: bool
) -> None:
    image = Image()
    both, one = image.seen(0, 1), image.seen(0)
    new = [one] * lost + [both] * gained
    old = [both] * lost + [one] * gained
    assert worse(new, old) is rejected


def test_that_a_head_that_finds_nothing_any_more_is_always_refused() -> None:
    image = Image()
    assert worse([image.seen()] * 2, [image.seen(0, 1)] * 2)
    assert worse([image.seen(2)] * 3, [image.seen(0, 1)] * 3)


def test_that_equal_heads_are_refused_about_one_time_in_twenty_at_most() -> None:
    random = np.random.default_rng(0)

    def seconds(count: int) -> np.ndarray:
        return random.choice([-1.0, 1.0], count) * random.choice([OBJECT, USELESS], count)

    refused = [clearly_worse(seconds(count), OBJECT, DOUBT) for count in random.integers(1, 60, 4000)]
    assert 0.02 < np.mean(refused) < 0.06


def test_that_images_that_only_the_new_head_knows_do_not_judge(bundled: Bundled) -> None:
    session = LearningSession(bundled[0], settings=SETTINGS)
    teach(session, bundled[0], range(3))
    encoded, proposals, box = scene(bundled[0], 3)
    session.image_saved(encoded, proposals, annotation("lamp", box))
    assert session.head is not None
    judging = session._held_out.known_to_both(session.head.knows)
    assert [image.sample.key for image in judging] == [f"{number:032x}" for number in range(3)]


class HandAtWork(CancelToken):
    """Somebody else needs a core; keeps what torch is left with at each look."""

    __slots__ = ("cores",)

    def __init__(self) -> None:
        super().__init__()
        self.cores: list[int] = []

    @property
    def leave_a_core(self) -> bool:
        self.cores.append(torch.get_num_threads())
        return True


@pytest.mark.usefixtures("four_cores")
def test_that_heads_are_compared_in_parts_and_on_a_core_less_beside_a_hand(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(3))
    scorer, token, rule = session._current, HandAtWork(), SuggestionRule()
    assert scorer is not None
    images = session._held_out.known_to_both(scorer.head.knows)
    compare(scorer, scorer, (), images, rule, DOUBT, True, token)
    # Before an image, between the parts of a glance and before it is judged, for each of both heads.
    assert token.cores == [4] + [3] * (2 * 5 * len(images) - 1)
    assert torch.get_num_threads() == 4


def test_that_a_glance_sees_what_the_whole_way_sees(bundled: Bundled) -> None:
    model, _ = bundled
    session = LearningSession(model, settings=SETTINGS)
    teach(session, model, range(2))
    scorer = session._current
    assert scorer is not None
    encoded, proposals, _ = scene(model, 9)
    answers = session._fitter.first.answers(encoded.features, proposals, encoded.size)
    rule = SuggestionRule(rounds=0)
    glance = scorer.suggest_at_a_glance(answers, proposals, encoded.size, rule, lambda: None)
    whole = scorer.suggest(encoded.features, proposals, encoded.size, rule)
    assert len(glance) == len(whole) > 0
    # Further down, scores that are nearly equal may change places.
    assert np.allclose(glance.boxes[0], whole.boxes[0], atol=0.5)
    assert np.allclose(glance.scores, whole.scores, atol=2e-3)
