"""Where two annotators differ, object by object, and what is taken."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.curation.object_matching import Matched

CLOSE = 0.75
"""From this IoU on two boxes of one class are one box, drawn by two hands."""


class Kind(StrEnum):
    """What a conflict is about, in the order in which they are shown."""

    ONLY_A = "only in a"
    ONLY_B = "only in b"
    CLASS = "class"
    BOX = "box"
    FLAGS = "flags"


class Choice(StrEnum):
    """Whose version is taken. `BOTH` keeps two objects, `NEITHER` none."""

    A = "a"
    B = "b"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One object on which both differ; None: that annotator does not have it."""

    kind: Kind
    a: ObjectAnnotation | None
    b: ObjectAnnotation | None
    iou: float = 0.0

    @property
    def key(self) -> str:
        """The conflict by its content: the same in every run, as long as both files say the same."""
        text = f"{self.kind}|{_told(self.a)}|{_told(self.b)}"
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

    @property
    def box(self) -> Box:
        """The part of the image it is about: both boxes."""
        boxes = [each.box for each in (self.a, self.b) if each is not None]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def conflicts_of(matched: Matched, close: float = CLOSE) -> tuple[Conflict, ...]:
    """Return the conflicts of an image. Pairs of one class, with equal marks and `close` boxes, are none."""
    found = [Conflict(Kind.ONLY_A, each, None) for each in matched.only_first]
    found += [Conflict(Kind.ONLY_B, None, each) for each in matched.only_second]
    for pair in matched.pairs:
        kind = None
        if not pair.same_class:
            kind = Kind.CLASS
        elif pair.iou < close:
            kind = Kind.BOX
        elif not pair.same_flags:
            kind = Kind.FLAGS
        if kind is not None:
            found.append(Conflict(kind, pair.first, pair.second, pair.iou))
    order = list(Kind)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def settled_by(conflict: Conflict, base: Sequence[ObjectAnnotation]) -> Choice | None:
    """Return what follows from the version that both began with: who has changed an object is right.

    None where both have changed it, or neither: a person has to decide.
    """
    a_is_old, b_is_old = (each is not None and each in base for each in (conflict.a, conflict.b))
    if conflict.a is None or conflict.b is None:
        # What is new was added by one; what is old was deleted by the other.
        old = a_is_old or b_is_old
        return Choice.NEITHER if old else (Choice.B if conflict.a is None else Choice.A)
    if a_is_old == b_is_old:
        return None
    return Choice.B if a_is_old else Choice.A


def _told(each: ObjectAnnotation | None) -> str:
    if each is None:
        return ""
    return repr((each.name, each.box, each.difficult, each.truncated, each.occluded, each.pose))
