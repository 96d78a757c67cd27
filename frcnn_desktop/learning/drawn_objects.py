"""Suggestions from what is drawn, where the network and its proposals miss most objects of a set.

Shapes: M objects, S suggestions.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torchvision.ops import nms

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou, read_only
from frcnn_desktop.learning.drawn_places import DrawnPlaces, DrawnPlacesRule, Places
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.place_worth import PlaceWorth, PlaceWorthRule
from frcnn_desktop.learning.suggestions import NO_SUGGESTIONS, Suggestions


@dataclass(frozen=True, slots=True)
class DrawnObjectsRule:
    """When drawn shapes are looked at, and what becomes a suggestion.

    While fewer than `least_recall` of the last `recent` objects have a proposal of IoU >= `iou`, places are
    learnt; while of `least_objects` or more at least `least_gain` have a place that fits and no proposal that
    does, each judged by what was known before its image was labelled, they are suggested. A place needs a
    chance of `least_chance`; of those that overlap by `same_place` the likeliest is taken, `at_most` of an
    image.
    """

    places: DrawnPlacesRule = field(default_factory=DrawnPlacesRule)
    worth: PlaceWorthRule = field(default_factory=PlaceWorthRule)
    least_recall: float = 0.85
    iou: float = 0.7
    least_objects: int = 8
    least_gain: float = 0.05
    recent: int = 200
    least_chance: float = 0.02
    same_place: float = 0.3
    at_most: int = 200


class DrawnObjects:
    """Learns where objects are drawn from each saved image. Thread-safe; a call takes up to .2 s."""

    def __init__(self, rule: DrawnObjectsRule) -> None:
        self._rule, self._lock = rule, threading.Lock()
        self._places, self._worth = DrawnPlaces(rule.places), PlaceWorth(rule.worth)
        self._fitting = np.zeros(0, np.bool_)
        self._gained = np.zeros(0, np.bool_)

    def suggested(self, picture: Picture) -> Suggestions:
        """Return what is seen on an image, best first, none shown; their scores are chances to be right."""
        with self._lock:
            if not self._needed:
                return NO_SUGGESTIONS
            places = self._on(picture)
            chances = self._worth.chances(places, picture)
        likely = np.flatnonzero(chances >= self._rule.least_chance)
        boxes, scores = torch.from_numpy(places.boxes[likely].copy()), torch.from_numpy(chances[likely])
        rows = likely[nms(boxes, scores, self._rule.same_place).numpy()[: self._rule.at_most]]
        return Suggestions(
            read_only(places.boxes[rows]),
            tuple(places.named[source][0] for source in places.sources[rows].tolist()),
            read_only(chances[rows]),
            read_only(np.zeros(len(rows), np.bool_)),
            read_only(np.zeros((len(rows), NO_SUGGESTIONS.signs.shape[1]))),
            read_only(np.ones(len(rows), np.float32)),
        )

    def add(self, picture: Picture, proposals: BoxArray, objects: BoxArray, names: Sequence[str]) -> None:
        """Learn from the M objects of a saved image; `proposals` are those of selective search."""
        if not len(objects):
            return
        with self._lock:
            self._learn(picture, proposals, objects, names)

    def _learn(self, picture: Picture, proposals: BoxArray, objects: BoxArray, names: Sequence[str]) -> None:
        fitting = self._fit(objects, proposals)
        self._fitting = np.concatenate([self._fitting, fitting])[-self._rule.recent :]
        if not self._missed:
            return
        places = self._on(picture)
        gained = self._fit(objects, places.boxes) & ~fitting
        self._gained = np.concatenate([self._gained, gained])[-self._rule.recent :]
        self._worth.add(places, picture, objects, names)
        self._places.add(objects, names, picture.shapes, picture.width, picture.height)

    def _on(self, picture: Picture) -> Places:
        return self._places.on(picture.shapes, picture.width, picture.height)

    def _fit(self, objects: BoxArray, boxes: BoxArray) -> NDArray[np.bool_]:
        return pairwise_iou(objects, boxes).max(axis=1, initial=0.0) >= self._rule.iou

    @property
    def _missed(self) -> bool:
        enough = len(self._fitting) >= self._rule.least_objects
        return enough and bool(self._fitting.mean() < self._rule.least_recall)

    @property
    def _needed(self) -> bool:
        enough = len(self._gained) >= self._rule.least_objects
        return self._missed and enough and bool(self._gained.mean() >= self._rule.least_gain)


def joined(first: Suggestions, second: Suggestions, same_place: float) -> Suggestions:
    """Return the suggestions of both, best first; of two that overlap by `same_place` the better one."""
    if not len(first) or not len(second):
        return first if len(first) else second
    both = Suggestions(
        np.concatenate([first.boxes, second.boxes]),
        (*first.names, *second.names),
        np.concatenate([first.scores, second.scores]),
        np.concatenate([first.shown, second.shown]),
        np.concatenate([first.signs, second.signs]),
        np.concatenate([first.certainty, second.certainty]),
    )
    order = np.argsort(-both.scores, kind="stable")
    better = np.arange(len(both))[:, None] > np.arange(len(both))[None]
    source = order < len(first)
    clash = (pairwise_iou(both.boxes[order], both.boxes[order]) >= same_place) & better
    # Each has its own rule for suggestions that overlap: only those of the other are in the way.
    clash &= source[:, None] != source[None]
    kept = np.ones(len(both), np.bool_)
    for row in range(len(both)):
        kept[row] = not (clash[row] & kept).any()
    return both.of(order[kept])
