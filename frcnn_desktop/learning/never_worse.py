"""Never worse: whether a refitted head loses against the one before, beyond what chance does.

A weighed sign test (McNemar's, in seconds): what both heads do alike says nothing; each object that only one
of them finds, or finds better, and each useless suggestion that only one of them shows, speaks for the other
or against it. Were the heads equally good, each would fall to either side by the toss of a coin.

Shapes: U differences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.inference.device import sharing_cores
from frcnn_desktop.learning.costs import SECONDS
from frcnn_desktop.learning.held_out import JudgedImage
from frcnn_desktop.learning.judging import judge, share_saved
from frcnn_desktop.learning.scoring import HeadScorer
from frcnn_desktop.learning.suggestions import SuggestionRule
from frcnn_desktop.learning.thresholds import JudgedSuggestions, best_threshold


@dataclass(frozen=True, slots=True)
class Comparison:
    """A head beside the one before. `score` and `before` are the shares of the hand's seconds that each saves
    on held-out images, None where there are none; `worse`: it loses beyond chance on all that is judged."""

    score: float | None
    before: float | None
    worse: bool


def compare(  # noqa: PLR0913 - two heads, two lots of images, and how they are judged
    candidate: HeadScorer,
    current: HeadScorer | None,
    held_out: Sequence[JudgedImage],
    learned: Sequence[JudgedImage],
    rule: SuggestionRule,
    doubt: float,
    one_class: bool,
    token: CancelToken | None = None,
) -> Comparison:
    """Compare two heads on images that neither was fitted on and on images that both were. Raises
    Cancelled; as in a refit, the token is looked at several times for each image."""
    with sharing_cores(token) as look:
        new = _judged(candidate, (*held_out, *learned), rule, one_class, look)
        score = share_saved(new[: len(held_out)], one_class) if held_out else None
        if current is None:
            return Comparison(score, None, worse=False)
        old = _judged(current, (*held_out, *learned), rule, one_class, look)
    before = share_saved(old[: len(held_out)], one_class) if held_out else None
    one_object = SECONDS.of_new_object(one_class) - SECONDS.verify
    return Comparison(score, before, clearly_worse(differences(new, old), one_object, doubt))


def clearly_worse(found: NDArray[np.float64], one_object: float, doubt: float) -> bool:
    """Say whether U differences in seconds, each of either sign by chance, add up to a loss beyond chance.

    One object's worth is added to their spread: three objects in a row are lost by chance one time in eight.
    """
    spread = np.sqrt((found**2).sum() + one_object**2)
    return bool(found.sum() < -doubt * spread)


def differences(new: Sequence[JudgedSuggestions], old: Sequence[JudgedSuggestions]) -> NDArray[np.float64]:
    """Return the seconds that each object and each useless suggestion speaks for `new` (U, none of them 0).

    Both are judged at the threshold that serves them best: scores of two heads do not compare.
    """
    least_new, least_old = _best_threshold(new), _best_threshold(old)
    parts = [np.zeros(0)]
    for one, other in zip(new, old, strict=True):
        saved = _saved_by_object(one, least_new) - _saved_by_object(other, least_old)
        useless = _useless(one, least_new) - _useless(other, least_old)
        parts.append(saved[np.abs(saved) > 1e-9])
        parts.append(np.full(abs(useless), -np.sign(useless) * (SECONDS.verify + SECONDS.delete)))
    return np.concatenate(parts)


def _best_threshold(judged: Sequence[JudgedSuggestions]) -> float:
    if not judged:
        return 0.0
    scores = np.concatenate([each.scores for each in judged]).astype(np.float64)
    return best_threshold(scores, np.concatenate([each.gains for each in judged]))


def _saved_by_object(judged: JudgedSuggestions, least: float) -> NDArray[np.float64]:
    seconds = np.zeros(judged.objects)
    used = (judged.scores >= least) & (judged.serves >= 0)
    seconds[judged.serves[used]] = judged.gains[used]
    return seconds


def _useless(judged: JudgedSuggestions, least: float) -> int:
    return int(((judged.scores >= least) & (judged.serves < 0)).sum())


def _judged(
    scorer: HeadScorer,
    images: Sequence[JudgedImage],
    rule: SuggestionRule,
    one_class: bool,
    look: Callable[[], None],
) -> list[JudgedSuggestions]:
    judged = []
    for image in images:
        look()
        sample = image.sample
        found = scorer.suggest_at_a_glance(image.answers, image.proposals, sample.size, rule, look)
        look()
        judged.append(judge(found, sample.objects, one_class))
    return judged
