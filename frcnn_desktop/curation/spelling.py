"""Class names that are probably one class, spelt in several ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from frcnn_desktop.core.class_names import similar_names

SHORTEST = 5
"""Characters of a name of which one may be a slip; shorter words differ by one and are others: cat, car."""
LOPSIDED = 20
"""A slip is rare: the right name has at least so many times its objects."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """`odd` are spellings, as written, of what is most often called `keep`. `typo`: by a letter, else by case
    and white space alone."""

    keep: str
    odd: tuple[str, ...]
    typo: bool = False

    @property
    def renamed(self) -> dict[str, str]:
        """The new name of each odd spelling."""
        return dict.fromkeys(self.odd, self.keep)


def suspicions(objects: Mapping[str, int]) -> tuple[Suspicion, ...]:
    """Return what looks misspelt among names as written, with their number of objects; twins before typos."""
    names = {name: count for name, count in objects.items() if name.strip()}
    twins = tuple(_twins(names))
    settled = {name: each.keep for each in twins for name in each.odd}
    counts: defaultdict[str, int] = defaultdict(int)
    for name, count in names.items():
        counts[settled.get(name, name)] += count
    return (*twins, *_typos(counts))


def _twins(names: Mapping[str, int]) -> Iterator[Suspicion]:
    for group in similar_names({*names, *(name.strip() for name in names)}):
        clean: defaultdict[str, int] = defaultdict(int)
        for name in group:
            clean[name.strip()] += names.get(name, 0)
        keep = max(sorted(clean), key=lambda name: (clean[name], name.islower()))
        if odd := tuple(name for name in group if name in names and name != keep):
            yield Suspicion(keep, odd)


def _typos(counts: Mapping[str, int]) -> Iterator[Suspicion]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in sorted(_near_pairs(counts)):
        rare, usual = sorted((one, other), key=lambda name: counts[name])
        if counts[rare] * LOPSIDED <= counts[usual] and one_slip_apart(rare.casefold(), usual.casefold()):
            found[rare].append(usual)
    merged: defaultdict[str, list[str]] = defaultdict(list)
    for rare, usual in found.items():
        merged[max(usual, key=lambda name: counts[name])].append(rare)
    for keep, odd in sorted(merged.items()):
        # Of a chain only the first step is offered; the next look finds the rest.
        if keep not in found:
            yield Suspicion(keep, tuple(sorted(odd)), typo=True)


def _near_pairs(names: Mapping[str, int]) -> set[tuple[str, str]]:
    """Return the pairs that can be one slip apart: those that agree with a letter left out of either."""
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        word = name.casefold()
        if len(word) >= SHORTEST:
            for key in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
                homes[key].append(name)
    pairs = (pair for group in homes.values() for pair in combinations(group, 2))
    return {(one, other) if one < other else (other, one) for one, other in pairs}


def one_slip_apart(one: str, other: str) -> bool:
    """Say whether a letter added, left out, changed, or two swapped make one word of the other.

    Numbers are names, not slips: car1 and car2 are two classes.
    """
    if len(one) > len(other):
        one, other = other, one
    start = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one)
    )
    rest, further = one[start:], other[start:]
    if len(one) == len(other):
        swapped = rest[:2] == further[1::-1] and rest[2:] == further[2:]
        slip = swapped or rest[1:] == further[1:]
        return bool(rest) and slip and not (rest[0].isdigit() or further[0].isdigit())
    return len(one) + 1 == len(other) and rest == further[1:] and not further[0].isdigit()
