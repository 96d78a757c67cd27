"""Two versions of an image's annotation made one, by what was chosen for each conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frcnn_desktop.curation.comparison import ImageComparison
from frcnn_desktop.curation.conflicts import Choice, Conflict
from frcnn_desktop.voc.foreign_objects import Transplant, transplanted


def choice_for(
    conflict: Conflict, settled: Mapping[str, Choice], decided: Mapping[str, Choice], otherwise: Choice | None
) -> Choice | None:
    """Return what is taken: what a person decided, else what follows from the common version, else
    `otherwise`."""
    key = conflict.key
    return decided.get(key) or settled.get(key) or otherwise


def undecided(image: ImageComparison, decided: Mapping[str, Choice]) -> tuple[Conflict, ...]:
    """Return the conflicts of an image that still need a person."""
    return tuple(each for each in image.conflicts if choice_for(each, image.settled, decided, None) is None)


def merged_bytes(image: ImageComparison, choices: Mapping[str, Choice]) -> bytes:
    """Return the merged file: the one of A, with objects of B where they were chosen.

    What both agree on, and everything else in the file, is A's to the byte; what is taken from B is B's.
    `choices` has one for each conflict, by its key. An image that only one of both has is that one's file.
    """
    first = image.a or image.b
    if first is None:
        raise ValueError("an image without an annotation")
    return transplanted(first, image.b, _transplant(image.conflicts, choices))


def _transplant(conflicts: Iterable[Conflict], choices: Mapping[str, Choice]) -> Transplant:
    removed: set[int] = set()
    replaced: dict[int, int] = {}
    followed: dict[int, int] = {}
    added: list[int] = []
    for each in conflicts:
        choice = choices[each.key]
        wants_a = each.a is not None and choice in (Choice.A, Choice.BOTH)
        wants_b = each.b is not None and choice in (Choice.B, Choice.BOTH)
        if each.a is None:
            added += [each.b.id] if wants_b and each.b is not None else []
        elif each.b is not None and wants_b:
            (followed if wants_a else replaced)[each.a.id] = each.b.id
        elif not wants_a:
            removed.add(each.a.id)
    return Transplant(frozenset(removed), replaced, followed, tuple(added))
