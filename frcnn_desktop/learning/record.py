"""What was suggested: which of it is shown, what a person rejected, how much of it was right."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, pairwise_iou, read_only
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.learning.drawn_objects import joined
from frcnn_desktop.learning.experience import (
    Experience,
    Layout,
    UnsoundError,
    named,
    numbered,
    packed,
    unpacked,
    whole_numbers,
)
from frcnn_desktop.learning.hindsight import Hindsight, HindsightRule, Improved, Weighed
from frcnn_desktop.learning.judging import judge, right_of_shown, wrong_boxes
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.suggestions import Suggestions
from frcnn_desktop.learning.thresholds import JudgedSuggestions, SuggestionLog, ThresholdRule

_PENDING_IMAGES = 256
_REJECTED_IMAGES = 4096
"""A few boxes each."""
_SAME_PLACE = 0.5
_SAME_BOX = 0.95
"""Files hold whole pixels: a box is hardly saved as it was suggested to the last decimal."""
_JUDGED = Layout(
    "judged",
    (
        *((np.int64, ()), (np.float32, ()), (np.float64, ()), (np.int64, ())),
        *((np.bool_, ()), (np.bool_, ())),
    ),
    10_000,
)
_SHOWN = Layout("shown", ((np.float32, (4,)),), 20_000)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a head `found` on an image of a `size`, what is `drawn` there, and what it looks like."""

    found: Suggestions
    drawn: Suggestions
    size: InputSize
    picture: Picture | None


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """What hindsight made of an image's suggestions: the head's, those drawn, and all that are offered."""

    improved: Improved
    drawn: Weighed
    offered: Suggestions


class SuggestionRecord:
    """The suggestions of the images that were not saved yet, and the log of those that were. Not
    thread-safe."""

    def __init__(self, rule: ThresholdRule, hindsight: HindsightRule) -> None:
        self._log = SuggestionLog(rule)
        self._hindsight = Hindsight(hindsight)
        self._moved: dict[str, float] = {}
        self._pending: OrderedDict[str, Suggestions] = OrderedDict()
        self._lately: deque[tuple[int, int]] = deque(maxlen=rule.images)
        self._rejected: OrderedDict[str, list[tuple[BoxArray, str]]] = OrderedDict()
        self._shown: OrderedDict[str, BoxArray] = OrderedDict()

    def remember(self, key: str, seen: Seen) -> Suggestions:
        """Return what is seen on an image as hindsight makes it, the head's and what is drawn together, with
        `shown` set, and remember it until the image is saved."""
        offered = self._made(key, seen).offered
        if key:
            self._pending[key] = offered
            _newest(self._pending, key, _PENDING_IMAGES)
            self._shown[key] = offered.boxes[offered.shown]
            _newest(self._shown, key, _REJECTED_IMAGES)
        return offered

    def _made(self, key: str, seen: Seen) -> _Made:
        size = seen.size
        improved = self._hindsight.improved(seen.found, size.image_width, size.image_height, seen.picture)
        weighed = self._hindsight.weighed(seen.drawn, improved.offered)
        found = joined(improved.offered, weighed.offered, _SAME_PLACE)
        least = np.array([self.threshold(name) for name in found.names], np.float32)
        shown = (found.scores >= least) & ~self._was_rejected(key, found)
        return _Made(improved, weighed, replace(found, shown=read_only(shown)))

    def reject(self, key: str, box: BoxArray, name: str) -> None:
        """A person says that there is no object `name` at `box` (1 x 4)."""
        self._rejected.setdefault(key, []).append((box, name))
        _newest(self._rejected, key, _REJECTED_IMAGES)

    def take_back(self, key: str) -> None:
        """What a person rejected on an image may be suggested there again."""
        self._rejected.pop(key, None)

    def saved(self, key: str, objects: LabelledObjects, one_class: bool, seen: Seen | None) -> BoxArray:
        """Learn what suggestions are worth from what a person saved; return the boxes where no object is,
        R x 4.

        `seen` is what is seen on the image now, by a head that has not learnt it: the one that suggests on
        the next image is judged, not the one before it that suggested here. None: there is no such head, and
        nothing is judged; what the last images say becomes no older by it.
        """
        offered = self._pending.pop(key, None)
        if offered is not None:
            self._lately.append(right_of_shown([judge(offered, objects, one_class)]))
        rejected = [box for box, _ in self._rejected.get(key, ())]
        if seen is None:
            self._hindsight.met(objects)
            return as_box_array(np.concatenate([as_box_array([]), *rejected]))
        made = self._made(key, seen)
        self._hindsight.saved(made.improved, objects, one_class, seen.picture)
        self._hindsight.drawn_saved(made.drawn, objects, one_class)
        self._log.add(judge(made.offered, objects, one_class))
        return as_box_array(np.concatenate([wrong_boxes(made.offered, objects), *rejected]))

    def taken(self, key: str, boxes: BoxArray) -> NDArray[np.bool_]:
        """Mark those of M x 4 saved boxes that are as they were shown on the image."""
        shown = self._shown.get(key)
        if shown is None:
            return np.zeros(len(boxes), np.bool_)
        return pairwise_iou(boxes, shown).max(axis=1, initial=0.0) >= _SAME_BOX

    def forget(self, key: str) -> None:
        """Drop what was suggested and what was rejected on an image."""
        for each in (self._pending, self._rejected, self._shown):
            each.pop(key, None)

    def threshold(self, class_name: str) -> float:
        """Return the least score that is shown."""
        moved = self._moved.get(class_name)
        return self._log.threshold(class_name) if moved is None else moved

    def set_threshold(self, class_name: str, score: float | None) -> None:
        """Let the person decide the least score of a class; None: what paid on the last images."""
        self._moved.pop(class_name, None)
        if score is not None:
            self._moved[class_name] = score

    def right_lately(self, images: int) -> tuple[int, int]:
        """Return how many of the suggestions shown on the last images were right, and how many there were."""
        right, shown = np.array([(0, 0), *self._lately])[-images:].sum(axis=0).tolist()
        return right, shown

    def experience(self, model: str) -> Experience:
        """Return what became of suggestions, for a network that is told by `model`."""
        judged = self._log.last
        names = numbered(name for each in judged for name in each.names)
        entries = [
            (
                np.array([names[name] for name in each.names], np.int64),
                *(each.scores, each.gains, each.serves, each.right, each.shown),
            )
            for each in judged
        ]
        shown = list(self._shown.items())
        arrays = {
            **self._hindsight.arrays,
            **packed(_JUDGED, entries),
            "objects": np.array([each.objects for each in judged], np.int64),
            "lately": np.array(self._lately, np.int64).reshape(-1, 2),
            **packed(_SHOWN, [(boxes,) for _, boxes in shown]),
        }
        kept = len(arrays["shown.counts"])
        arrays["objects"] = arrays["objects"][len(judged) - len(arrays["judged.counts"]) :]
        return Experience(arrays, tuple(names), tuple(key for key, _ in shown[len(shown) - kept :]), model)

    def resume(self, experience: Experience) -> None:
        """Go on from what became of suggestions in an earlier session. Raises UnsoundError, and changes
        nothing then."""
        arrays, names = experience.arrays, experience.names
        entries, shown = unpacked(_JUDGED, arrays), unpacked(_SHOWN, arrays)
        objects, lately = whole_numbers(arrays, "objects", ()), whole_numbers(arrays, "lately", (2,))
        if len(objects) != len(entries):
            raise UnsoundError("images have other counts of objects")
        if len(shown) != len(experience.keys):
            raise UnsoundError("images have other keys")
        judged = [
            JudgedSuggestions(named(numbers, names), scores, gains, serves, right, shown_ones, int(count))
            for (numbers, scores, gains, serves, right, shown_ones), count in zip(
                entries, objects, strict=True
            )
        ]
        self._hindsight.resume(arrays)
        self._log.resume(judged)
        self._lately = deque(map(tuple, lately.tolist()), maxlen=self._lately.maxlen)
        self._shown = OrderedDict(zip(experience.keys, (boxes for (boxes,) in shown), strict=True))

    def _was_rejected(self, key: str, found: Suggestions) -> NDArray[np.bool_]:
        gone = np.zeros(len(found), np.bool_)
        for box, name in self._rejected.get(key, ()):
            same = np.array([other == name for other in found.names], np.bool_)
            gone |= same & (pairwise_iou(found.boxes, box)[:, 0] >= _SAME_PLACE)
        return gone


def _newest(images: OrderedDict, key: str, most: int) -> None:
    images.move_to_end(key)
    while len(images) > most:
        images.popitem(last=False)
