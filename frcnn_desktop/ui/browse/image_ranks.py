"""Images by rank: where each stands in walking order, which are listed, and which of those in what state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from frcnn_desktop.ui.browse.image_entry import ImageEntry, ImageState
from frcnn_desktop.ui.browse.ranks import Ranks

Takes = Callable[[ImageEntry], bool]


class ImageRanks:
    """Keeps order, states and counts in step, so that the next image of any kind is found in O(log n)."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self.listed = Ranks()
        self.counts: Counter[ImageState] = Counter()
        self._entries: list[ImageEntry] = []
        self._states: list[ImageState] = []
        self._ranks: dict[Path, int] = {}
        self._listed_in = {state: Ranks() for state in ImageState}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[ImageEntry]:
        return iter(self._entries)

    def rank(self, path: object) -> int:
        """Return where an image stands, -1 when it is unknown."""
        return self._ranks.get(path, -1) if isinstance(path, Path) else -1

    def entry(self, rank: int) -> ImageEntry:
        """Return what is known of the image at a place in walking order, listed or not."""
        return self._entries[rank]

    def beyond(self, rank: int, step: int, states: Collection[ImageState] | None = None) -> int | None:
        """Return the nearest listed rank after (1) or before (-1) a rank, in one of these states."""
        kinds = [self.listed] if states is None else [self._listed_in[state] for state in states]
        found = [each for kind in kinds if (each := kind.beyond(rank, step)) is not None]
        return (min if step > 0 else max)(found, default=None)

    def store(self, rank: int, entry: ImageEntry) -> None:
        """Replace what is known of an image; whether it is listed stays."""
        before, after = self._states[rank], entry.state
        self._entries[rank], self._states[rank] = entry, after
        if before is not after:
            self.counts[before] -= 1
            self.counts[after] += 1
            if self.listed.position(rank) >= 0:
                self._listed_in[before].discard(rank)
                self._listed_in[after].add(rank)

    def list_run(self, row: int, ranks: list[int]) -> None:
        """List images that follow one another, from a row on."""
        self.listed.insert_run(row, ranks)
        for rank in ranks:
            self._listed_in[self._states[rank]].add(rank)

    def unlist(self, first: int, last: int) -> None:
        """Take the rows `first` to `last` from the list."""
        for row in range(first, last + 1):
            rank = self.listed[row]
            self._listed_in[self._states[rank]].discard(rank)
        self.listed.remove_run(first, last)

    def relist(self, takes: Takes, always: int = -1) -> None:
        """Decide for every image anew whether it is listed; the rank `always` is."""
        listed = [rank for rank, entry in enumerate(self._entries) if takes(entry) or rank == always]
        self._set_listed(listed)

    def replace(self, paths: list[Path]) -> None:
        """Take other images, none of them listed yet; what is known of those that stay is kept."""
        self._order(paths)
        self._set_listed([])

    def keeps_order(self, paths: list[Path]) -> bool:
        """Whether some images stay, and those that do keep their order."""
        wanted = set(paths)
        staying = [path for path in self.paths if path in wanted]
        return bool(staying) and staying == [path for path in paths if path in self._ranks]

    def take_order(self, paths: list[Path]) -> list[int]:
        """Take images that keep the order of those before; return the ranks of the new ones, unlisted yet.

        What has gone must be unlisted before.
        """
        before, listed = self._ranks, [self._entries[rank].path for rank in self.listed]
        self._order(paths)
        self._set_listed([self._ranks[path] for path in listed])
        return [rank for rank, path in enumerate(paths) if path not in before]

    def _order(self, paths: list[Path]) -> None:
        known = {path: self._entries[rank] for path, rank in self._ranks.items()}
        self.paths = paths
        self._entries = [known.get(path) or ImageEntry(path) for path in paths]
        self._ranks = {path: rank for rank, path in enumerate(paths)}
        self._states = [entry.state for entry in self._entries]
        self.counts = Counter(self._states)

    def _set_listed(self, ranks: list[int]) -> None:
        self.listed = Ranks(ranks)
        in_state: dict[ImageState, list[int]] = {state: [] for state in ImageState}
        for rank in ranks:
            in_state[self._states[rank]].append(rank)
        self._listed_in = {state: Ranks(found) for state, found in in_state.items()}
