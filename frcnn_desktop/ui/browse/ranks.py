"""A sorted set of whole numbers that answers which comes next, and at which position one stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator


class Ranks:
    """Ranks in rising order. Looking up takes O(log n); adding and taking out move memory, nothing else."""

    def __init__(self, ranks: Iterable[int] = ()) -> None:
        """`ranks` are given in rising order."""
        self._ranks = list(ranks)

    def __len__(self) -> int:
        return len(self._ranks)

    def __iter__(self) -> Iterator[int]:
        return iter(self._ranks)

    def __getitem__(self, position: int) -> int:
        return self._ranks[position]

    def place(self, rank: int) -> int:
        """Return the position that a rank has or would have."""
        return bisect_left(self._ranks, rank)

    def position(self, rank: int) -> int:
        """Return the position of a rank, -1 when it is not there."""
        place = self.place(rank)
        return place if place < len(self._ranks) and self._ranks[place] == rank else -1

    def add(self, rank: int) -> None:
        """Put a rank in; one that is there already stays once."""
        if self.position(rank) < 0:
            self._ranks.insert(self.place(rank), rank)

    def discard(self, rank: int) -> None:
        """Take a rank out; one that is not there is ignored."""
        if (position := self.position(rank)) >= 0:
            del self._ranks[position]

    def insert_run(self, position: int, ranks: list[int]) -> None:
        """Put ranks that follow one another between what stands before and at a position."""
        self._ranks[position:position] = ranks

    def remove_run(self, first: int, last: int) -> None:
        """Take out the positions `first` to `last`."""
        del self._ranks[first : last + 1]

    def beyond(self, rank: int, step: int) -> int | None:
        """Return the nearest rank after (`step` 1) or before (`step` -1) a rank; None beyond either end."""
        position = bisect_right(self._ranks, rank) if step > 0 else self.place(rank) - 1
        return self._ranks[position] if 0 <= position < len(self._ranks) else None
