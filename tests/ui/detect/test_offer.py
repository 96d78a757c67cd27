"""What stands in the place of the model's detections."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.detect.offer import Offer


def made(score: float = 0.5, left: float = 1.0, name: str = "cat") -> Detections:
    boxes, scores = np.array([[left, 1, 9, 9]], np.float32), np.array([score], np.float32)
    return Detections(boxes, scores, np.ones(1, np.int64), (name,), np.array([-1]))


OFFER = Offer(made(), frozenset({0}))


def test_that_an_offer_of_equal_rows_shows_the_same() -> None:
    assert OFFER.shows_the_same_as(Offer(made(), frozenset({0})))


@pytest.mark.parametrize(
    "other",
    [
        *(replace(OFFER, detections=each) for each in (made(score=0.6), made(left=2.0), made(name="dog"))),
        replace(OFFER, suggested=frozenset()),
        replace(OFFER, message="Nothing."),
        replace(OFFER, snapped=frozenset({0})),
    ],
)
def test_that_another_score_box_name_or_message_is_seen(other: Offer) -> None:
    assert not OFFER.shows_the_same_as(other)
