"""The one owner of the open folder: which images, in which order, how far each is, and which comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

from frcnn_desktop.search.facts import NOT_VERIFIED, ImageState
from frcnn_desktop.search.matching import matcher
from frcnn_desktop.search.query import Query
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.ui.browse.image_ranks import ImageRanks
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver, runs_of

MANY = 64
"""So many rows that come or go at once are told as a new list instead of one by one."""


class Walk(Enum):
    """Which images a walk stops at, by their state."""

    ANY = frozenset(ImageState)
    UNLABELLED = frozenset({ImageState.UNLABELLED, ImageState.DETECTED})
    UNVERIFIED = NOT_VERIFIED


class Catalogue:
    """The images of the folder in walking order. Knows no Qt: lists and walks are views of it.

    *Listed* are the images that the filter takes, and the current one whatever the filter says, so that it
    does not vanish while it is worked on. Rows count listed images. The current image is where walking goes
    on from: the one that is shown, refused, or just being read.
    """

    def __init__(self) -> None:
        self._images = ImageRanks()
        self._filter = Query()
        self._takes = matcher(self._filter)
        self._current: Path | None = None
        self._observers: list[CatalogueObserver] = []

    def observe(self, observer: CatalogueObserver) -> None:
        """Let somebody hear of every change from now on."""
        self._observers.append(observer)

    @property
    def paths(self) -> list[Path]:
        """Every image of the folder, listed or not."""
        return self._images.paths

    @property
    def entries(self) -> Iterator[ImageEntry]:
        """Every image of the folder, listed or not."""
        return iter(self._images)

    @property
    def listed(self) -> list[ImageEntry]:
        """The images that the filter leaves."""
        return [self._images.entry(rank) for rank in self._images.listed]

    @property
    def matching(self) -> list[ImageEntry]:
        """The images that the filter takes: those listed but for an open one that it does not."""
        return [entry for entry in self._images if self._takes(entry)]

    @property
    def listed_count(self) -> int:
        """How many images are listed, which is the number of rows."""
        return len(self._images.listed)

    @property
    def counts(self) -> Counter[ImageState]:
        """How many images of the folder are in each state."""
        return self._images.counts.copy()

    @property
    def filter(self) -> Query:
        """The query that decides what is listed."""
        return self._filter

    @property
    def current(self) -> Path | None:
        """Where walking goes on from; None: no image was opened yet."""
        return self._current

    def __len__(self) -> int:
        return len(self._images)

    def __contains__(self, path: object) -> bool:
        return self._images.rank(path) >= 0

    def entry(self, path: Path | None) -> ImageEntry | None:
        """Return what is known of an image, None when it is not of this folder."""
        rank = self._images.rank(path)
        return self._images.entry(rank) if rank >= 0 else None

    def entry_at(self, row: int) -> ImageEntry | None:
        """Return a listed image, None outside the list."""
        inside = 0 <= row < self.listed_count
        return self._images.entry(self._images.listed[row]) if inside else None

    def row_of(self, path: Path | None) -> int:
        """Return the row of an image, -1 when it is not listed."""
        return self._images.listed.position(self._images.rank(path))

    def neighbour(self, step: int, walk: Walk = Walk.ANY) -> Path | None:
        """Return the nearest listed image after (1) or before (-1) the current one; None beyond the ends."""
        rank = self._images.rank(self._current)
        return None if rank < 0 and step < 0 else self._path(self._images.beyond(rank, step, walk.value))

    def ahead(self, count: int) -> list[Path]:
        """Return the images that the next key is likely to open, likeliest first."""
        following = self.neighbour(1)
        candidates = (
            following,
            self.neighbour(1, Walk.UNVERIFIED),
            self.neighbour(1, Walk.UNLABELLED),
            self.neighbour(-1),
            following and self._path(self._images.beyond(self._images.rank(following), 1)),
        )
        found = dict.fromkeys(path for path in candidates if path is not None and path != self._current)
        return list(found)[:count]

    def heir(self, path: Path) -> Path | None:
        """Return the listed image to go on with once this one is gone: the next, at the end the previous."""
        rank = self._images.rank(path)
        after = self._images.beyond(rank, 1)
        return self._path(self._images.beyond(rank, -1) if after is None else after)

    def set_paths(self, paths: Iterable[Path]) -> None:
        """Make these the images of the folder, each once. What is known of those that stay is kept."""
        wanted = list(dict.fromkeys(paths))
        if wanted == self.paths:
            return
        before = self._current
        if before not in set(wanted):
            self._current = None
        if self._images.keeps_order(wanted):
            self._merge(wanted)
        else:
            self._tell("on_resetting")
            self._images.replace(wanted)
            self._images.relist(self._takes, self._images.rank(self._current))
            self._tell("on_reset")
        if self._current != before:
            self._tell("on_current")
        self._tell("on_settled")

    def set_current(self, path: Path | None) -> None:
        """Say where the person is."""
        before, self._current = self._current, path
        if path == before:
            return
        # Only these two can appear or vanish; filtering the whole folder anew would be felt.
        for each in (path, before):
            entry = self.entry(each)
            if entry is not None and self._is_listed(entry) != (self.row_of(each) >= 0):
                self._relist({self._images.rank(each): entry})
        self._tell("on_current")
        self._tell("on_settled")

    def set_filter(self, wanted: Query) -> None:
        """List only the images that a query takes."""
        if wanted != self._filter:
            self._filter, self._takes = wanted, matcher(wanted)
            self._list_anew()
            self._tell("on_settled")

    def update(self, entries: Iterable[ImageEntry]) -> None:
        """Take what is known now of some images; those of other folders are ignored."""
        ranked = ((self._images.rank(entry.path), entry) for entry in entries)
        changes = {rank: entry for rank, entry in ranked if rank >= 0 and entry != self._images.entry(rank)}
        if changes:
            self._relist(changes)
            self._tell("on_settled")

    def _is_listed(self, entry: ImageEntry) -> bool:
        return entry.path == self._current or self._takes(entry)

    def _path(self, rank: int | None) -> Path | None:
        return None if rank is None else self._images.entry(rank).path

    def _list_anew(self) -> None:
        self._tell("on_resetting")
        self._images.relist(self._takes, self._images.rank(self._current))
        self._tell("on_reset")

    def _relist(self, changes: Mapping[int, ImageEntry]) -> None:
        """Store entries by rank and have them appear, vanish or be drawn anew."""
        listed = self._images.listed
        turned = [
            rank for rank, entry in changes.items() if self._is_listed(entry) != (listed.position(rank) >= 0)
        ]
        for rank, entry in changes.items():
            self._images.store(rank, entry)
        if len(turned) > MANY:
            self._list_anew()
            return
        for rank in turned:
            row = listed.place(rank)
            if listed.position(rank) >= 0:
                self._remove(row, row)
            else:
                self._insert(row, [rank])
        rows = sorted(row for rank in changes if (row := listed.position(rank)) >= 0)
        if rows:
            self._tell("on_entries", rows)

    def _merge(self, wanted: list[Path]) -> None:
        staying = set(wanted)
        gone = [rank for path in self.paths if path not in staying for rank in (self._images.rank(path),)]
        rows = [row for rank in gone if (row := self._images.listed.position(rank)) >= 0]
        for first, last in reversed(runs_of(rows)):
            self._remove(first, last)
        new = self._images.take_order(wanted)
        places: dict[int, list[int]] = {}
        for rank in new:
            if self._is_listed(self._images.entry(rank)):
                places.setdefault(self._images.listed.place(rank), []).append(rank)
        for row, ranks in sorted(places.items(), reverse=True):
            self._insert(row, ranks)

    def _remove(self, first: int, last: int) -> None:
        self._tell("on_removing", first, last)
        self._images.unlist(first, last)
        self._tell("on_removed")

    def _insert(self, row: int, ranks: list[int]) -> None:
        self._tell("on_inserting", row, row + len(ranks) - 1)
        self._images.list_run(row, ranks)
        self._tell("on_inserted")

    def _tell(self, event: str, *values: object) -> None:
        for observer in self._observers:
            getattr(observer, event)(*values)
