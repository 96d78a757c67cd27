"""How a catalogue tells its views what changes, in the steps that item models need."""

from __future__ import annotations

from collections.abc import Sequence


class CatalogueObserver:
    """Hears of changes of a catalogue. Rows count listed images; override what is of interest."""

    def on_resetting(self) -> None:
        """All rows are about to change."""

    def on_reset(self) -> None:
        """All rows have changed."""

    def on_inserting(self, first: int, last: int) -> None:
        """Images are about to take the rows `first` to `last`."""

    def on_inserted(self) -> None:
        """They have."""

    def on_removing(self, first: int, last: int) -> None:
        """The rows `first` to `last` are about to go."""

    def on_removed(self) -> None:
        """They have."""

    def on_entries(self, rows: Sequence[int]) -> None:
        """Other facts are known of the images in these rows, given in rising order."""

    def on_current(self) -> None:
        """Another image is the current one."""

    def on_settled(self) -> None:
        """A change is complete: rows, counts and neighbours may be asked for."""


def runs_of(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Join numbers in rising order that follow one another: (first, last) of each run."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs
