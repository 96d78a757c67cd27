"""Never worse: a refitted head is judged on labelled images that neither it nor the one before was fitted on.

Every eighth image that is saved is held out, three at a time: when a fourth comes, the oldest joins those
that are learned from. So little is lost, and both heads are judged by what is new to them.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

from torch import Tensor

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.learning.judging import judge, share_saved
from frcnn_desktop.learning.samples import LabelledImage
from frcnn_desktop.learning.scoring import HeadScorer
from frcnn_desktop.learning.suggestions import SuggestionRule


@dataclass(frozen=True, slots=True)
class HoldOutRule:
    """Which images are held out and when a head is taken.

    The image number `first`, counted from 0, and every `every`-th after it; `at_once` of them. Judged by
    its best `proposals`, a head is taken unless it saves less than the one before by more than `tolerance`
    of the hand's seconds: of three images one object more or less is no news.
    """

    first: int = 5
    every: int = 8
    at_once: int = 3
    proposals: int = 800
    tolerance: float = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class HeldOutImage:
    """A labelled image with what is needed to suggest on it: `features` 1 x C x rows x columns float16."""

    sample: LabelledImage
    features: Tensor
    proposals: BoxArray


class HeldOut:
    """The images that heads are judged on. Not thread-safe."""

    def __init__(self, rule: HoldOutRule) -> None:
        self._rule = rule
        self._numbers: dict[str, int] = {}
        self._held: OrderedDict[str, HeldOutImage] = OrderedDict()

    def take(self, image: HeldOutImage, *, learned: bool) -> bool:
        """Hold an image out if it is its turn; an image that was `learned` from never is.

        An image that is saved again keeps its part.
        """
        number = self._numbers.setdefault(image.sample.key, len(self._numbers))
        due = number >= self._rule.first and (number - self._rule.first) % self._rule.every == 0
        if image.sample.key in self._held or (due and not learned):
            self._held[image.sample.key] = replace(image, proposals=image.proposals[: self._rule.proposals])
            return True
        return False

    def release(self) -> list[LabelledImage]:
        """Return the images that are to be learned from now."""
        released = []
        while len(self._held) > self._rule.at_once:
            released.append(self._held.popitem(last=False)[1].sample)
        return released

    def remove(self, key: str) -> None:
        self._held.pop(key, None)

    @property
    def images(self) -> tuple[HeldOutImage, ...]:
        return tuple(self._held.values())

    def accepts(self, candidate: float | None, current: float | None) -> bool:
        """Say whether a head with a score may take the place of another; None: nothing to judge it by."""
        return candidate is None or current is None or candidate >= current - self._rule.tolerance


def held_out_score(
    scorer: HeadScorer,
    held: tuple[HeldOutImage, ...],
    rule: SuggestionRule,
    one_class: bool,
    token: CancelToken | None = None,
) -> float | None:
    """Return the share of the hand's seconds that a head saves on held-out images; None without any."""
    if not held:
        return None
    judged = []
    for image in held:
        size, objects = image.sample.size, image.sample.objects
        suggested = scorer.suggest(image.features, image.proposals, size, rule, token)
        judged.append(judge(suggested, objects, one_class))
    return share_saved(judged, one_class)
