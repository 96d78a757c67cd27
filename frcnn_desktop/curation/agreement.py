"""How far two annotators agree: F1, mean IoU, and Cohen's kappa of the classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from frcnn_desktop.curation.object_matching import Matched, ObjectPair


@dataclass(frozen=True, slots=True)
class Agreement:
    """`first` and `second` objects, of which `matched` are one and the same, and `agreed` of one class too.

    `f1` counts those that are agreed on, `box_f1` those that are matched. None where there is nothing to
    count: no object at all, no pair, or for kappa no chance to differ.
    """

    first: int
    second: int
    matched: int
    agreed: int
    mean_iou: float | None
    kappa: float | None

    @property
    def f1(self) -> float | None:
        """The F1 of finding the same objects and calling them the same."""
        return _f1(self.agreed, self.first, self.second)

    @property
    def box_f1(self) -> float | None:
        """The F1 of finding the same objects, whatever they are called."""
        return _f1(self.matched, self.first, self.second)

    def to_dict(self) -> dict[str, float | int | None]:
        """Return plain values."""
        return {
            "first": self.first, "second": self.second, "matched": self.matched, "agreed": self.agreed,
            "f1": self.f1, "box_f1": self.box_f1, "mean_iou": self.mean_iou, "kappa": self.kappa,
        }  # fmt: skip


def agreement_of(images: Iterable[Matched]) -> Agreement:
    """Return how far both agree on some images, all objects counted alike."""
    found = list(images)
    pairs = [pair for each in found for pair in each.pairs]
    return Agreement(
        len(pairs) + sum(len(each.only_first) for each in found),
        len(pairs) + sum(len(each.only_second) for each in found),
        len(pairs),
        sum(pair.same_class for pair in pairs),
        _mean_iou(pairs),
        cohens_kappa([(pair.first.name, pair.second.name) for pair in pairs]),
    )


def agreement_by_class(images: Sequence[Matched]) -> dict[str, Agreement]:
    """Return how far both agree on each class. Its objects are those that either calls so; a pair is matched
    where both do, and kappa asks of every pair whether it is of the class."""
    pairs = [pair for each in images for pair in each.pairs]
    first = Counter(pair.first.name for pair in pairs)
    second = Counter(pair.second.name for pair in pairs)
    for each in images:
        first.update(item.name for item in each.only_first)
        second.update(item.name for item in each.only_second)
    found = {}
    for name in sorted({*first, *second}, key=lambda name: (-first[name] - second[name], name)):
        both = [pair for pair in pairs if pair.first.name == pair.second.name == name]
        kappa = cohens_kappa([(str(p.first.name == name), str(p.second.name == name)) for p in pairs])
        found[name] = Agreement(first[name], second[name], len(both), len(both), _mean_iou(both), kappa)
    return found


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa (1960) of two raters: the agreement beyond chance, as a part of what is possible.

    None without a pair, and where chance alone would agree on everything: both use one class.
    """
    if not pairs:
        return None
    total = len(pairs)
    observed = sum(one == other for one, other in pairs) / total
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[name] * second[name] for name in first) / total**2
    return None if chance >= 1 else (observed - chance) / (1 - chance)


def _f1(agreed: int, first: int, second: int) -> float | None:
    return 2 * agreed / (first + second) if first + second else None


def _mean_iou(pairs: Sequence[ObjectPair]) -> float | None:
    return fmean(pair.iou for pair in pairs) if pairs else None
