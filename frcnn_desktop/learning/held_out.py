"""Which labelled images a refitted head is judged on.

Every eighth image that is saved is held out, three at a time: when a fourth comes, the oldest joins those
that are learned from, so little is lost. They alone decide nothing, three images are too few: the newest
images that are learned from are kept ready to be judged as well.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from torch import Tensor

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.learning.first_layer import FirstLayer
from frcnn_desktop.learning.samples import LabelledImage


@dataclass(frozen=True, slots=True)
class HoldOutRule:
    """Which images are held out, and what else judges.

    The image number `first`, counted from 0, and every `every`-th after it; `at_once` of them, and the last
    `recent` that are learned from. An image is judged by its best `proposals`; `doubt` is how many standard
    deviations a head has to be worse by not to be taken (1.645: by chance one time in twenty).
    """

    first: int = 5
    every: int = 8
    at_once: int = 3
    recent: int = 12
    proposals: int = 600
    doubt: float = 1.645


@dataclass(frozen=True, slots=True, eq=False)
class JudgedImage:
    """A labelled image with what any head needs to suggest on it: `proposals` N x 4 and what the first layer
    answers to them, N x H float16."""

    sample: LabelledImage
    proposals: BoxArray
    answers: Tensor

    @classmethod
    def of(
        cls, sample: LabelledImage, image: EncodedImage, proposals: BoxArray, first: FirstLayer, most: int
    ) -> JudgedImage:
        """Make one of an encoded image and its proposals (N x 4, best first), of which `most` are judged."""
        best = proposals[:most]
        return cls(sample, best, first.answers(image.features, best, image.size))


class HeldOut:
    """The images that heads are judged on. Not thread-safe."""

    def __init__(self, rule: HoldOutRule) -> None:
        self._rule = rule
        self._numbers: dict[str, int] = {}
        self._held: OrderedDict[str, JudgedImage] = OrderedDict()
        self._recent: OrderedDict[str, JudgedImage] = OrderedDict()

    def take(self, image: JudgedImage, *, learned: bool) -> list[LabelledImage]:
        """Hold an image out if it is its turn, and return the images that are to be learned from now.

        An image that was `learned` from is never held out; one that is saved again keeps its part.
        """
        key = image.sample.key
        number = self._numbers.setdefault(key, len(self._numbers))
        due = number >= self._rule.first and (number - self._rule.first) % self._rule.every == 0
        if key not in self._held and (learned or not due):
            self._learn(image)
            return [image.sample]
        self._held[key] = image
        released = []
        while len(self._held) > self._rule.at_once:
            released.append(self._held.popitem(last=False)[1])
        for each in released:
            self._learn(each)
        return [each.sample for each in released]

    def _learn(self, image: JudgedImage) -> None:
        self._recent.pop(image.sample.key, None)
        self._recent[image.sample.key] = image
        while len(self._recent) > self._rule.recent:
            self._recent.popitem(last=False)

    def remove(self, key: str) -> None:
        """Forget the image of this content key."""
        self._held.pop(key, None)
        self._recent.pop(key, None)

    @property
    def images(self) -> tuple[JudgedImage, ...]:
        """The images that no head has been fitted on."""
        return tuple(self._held.values())

    def known_to_both(self, keys: Collection[str]) -> tuple[JudgedImage, ...]:
        """Return the last images learned from, of those whose keys are given.

        A head is at home on what it was fitted on, so only images that the head before was fitted on as well
        compare the two fairly; the newest, which only the new head knows, would speak for it.
        """
        return tuple(each for key, each in self._recent.items() if key in keys)
