"""What the pages of bars show: from statistics to bars, each with the query that lists its images."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from frcnn_desktop.search.facts import ImageState
from frcnn_desktop.search.query import Key, Query, Term
from frcnn_desktop.search.statistics import SetStatistics

MOST_BARS = 100
"""A figure shows so many; the CSV file has all of them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`text` stands behind the bar, `cells` is its row in a CSV file. `query`: what lists its images."""

    label: str
    value: int
    text: str
    query: str
    cells: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class BarPage:
    """`name` is that of its files, `axis` says what is counted, `header` heads the columns of its table."""

    name: str
    title: str
    axis: str
    caption: str
    header: tuple[str, ...]
    bars: Callable[[SetStatistics], list[Bar]]


def query_of(*terms: Term) -> str:
    """Return the text of a query."""
    return str(Query(terms))


class BarPages(QObject):
    """The pages, in the user's language."""

    def pages(self) -> tuple[BarPage, ...]:
        """Return them in the order to show them."""
        tr = self.tr
        objects, images = tr("Objects"), tr("Images")
        click = tr("A click lists the images.")
        saved = tr("The day is the one on which an annotation file was last written.")
        return (
            BarPage("classes", tr("Classes"), objects, click, ("class", "objects", "images"), self._classes),
            BarPage("objects-per-image", tr("Objects per image"), images, click, ("objects", "images"), _per),
            BarPage("together", tr("Classes together"), images, click, ("class", "and", "images"), _pairs),
            BarPage("flags", tr("Flags and makers"), objects, click, ("flag", "objects"), self._flags),
            BarPage("states", tr("States"), images, click, ("state", "images"), self._states),
            BarPage("image-sizes", tr("Image sizes"), images, click, ("width", "height", "images"), _sizes),
            BarPage("days", tr("Days"), images, f"{saved} {click}", ("day", "saved", "verified"), self._days),
        )

    def _classes(self, found: SetStatistics) -> list[Bar]:
        text = self.tr("{objects} in {images} images")
        return [
            Bar(
                each.name, each.objects, text.format(objects=each.objects, images=each.images),
                query_of(Term(Key.CLASS, each.name)), (each.name, each.objects, each.images),
            )
            for each in found.classes
        ]  # fmt: skip

    def _flags(self, found: SetStatistics) -> list[Bar]:
        names = {
            "difficult": self.tr("difficult"),
            "truncated": self.tr("truncated"),
            "occluded": self.tr("occluded"),
            "hand": self.tr("by hand"),
            "accepted": self.tr("accepted"),
            "corrected": self.tr("accepted and corrected"),
            "unknown": self.tr("maker not noted"),
        }
        flags = [(name, count, Term(Key(name), value=True)) for name, count in found.flags]
        makers = [(name, count, Term(Key.BY, name)) for name, count in found.makers]
        return [
            Bar(names[name], count, str(count), query_of(term), (name, count))
            for name, count, term in (*flags, *makers)
            if count
        ]

    def _states(self, found: SetStatistics) -> list[Bar]:
        names = {
            ImageState.UNLABELLED: self.tr("Unlabelled"),
            ImageState.DETECTED: self.tr("Detected"),
            ImageState.LABELLED: self.tr("Labelled"),
            ImageState.VERIFIED: self.tr("Verified"),
            ImageState.PROBLEM: self.tr("Problems"),
        }
        return [
            Bar(names[state], count, str(count), query_of(Term(Key.STATE, str(state))), (str(state), count))
            for state, count in found.states
            if count
        ]

    def _days(self, found: SetStatistics) -> list[Bar]:
        text = self.tr("{files}, {verified} verified")
        return [
            Bar(
                each.day.isoformat(), each.files, text.format(files=each.files, verified=each.verified),
                query_of(Term(Key.SAVED, each.day)), (each.day.isoformat(), each.files, each.verified),
            )
            for each in found.days
        ]  # fmt: skip


def _per(found: SetStatistics) -> list[Bar]:
    return [
        Bar(str(objects), images, str(images), query_of(Term(Key.OBJECTS, float(objects))), (objects, images))
        for objects, images in found.per_image
    ]


def _pairs(found: SetStatistics) -> list[Bar]:
    return [
        Bar(
            f"{first} + {second}", count, str(count),
            query_of(Term(Key.CLASS, first), Term(Key.CLASS, second)), (first, second, count),
        )
        for (first, second), count in found.pairs
    ]  # fmt: skip


def _sizes(found: SetStatistics) -> list[Bar]:
    return [
        Bar(
            f"{width} × {height}", count, str(count),
            query_of(Term(Key.WIDTH, float(width)), Term(Key.HEIGHT, float(height))), (width, height, count),
        )
        for (width, height), count in found.sizes
    ]  # fmt: skip
