"""The way through the conflicts of a comparison, and what was decided. No Qt."""

from __future__ import annotations

from frcnn_desktop.curation.comparison import Comparison, ImageComparison
from frcnn_desktop.curation.conflicts import Choice, Conflict
from frcnn_desktop.curation.decisions import Decisions


class ConflictWalk:
    """Stands at one image, and at one of its conflicts where it has some. Images that differ come first."""

    def __init__(self, comparison: Comparison, decisions: Decisions) -> None:
        self.comparison, self.decisions = comparison, decisions
        self.images = comparison.images
        self._row, self._place = 0, 0
        self._keys = [[each.key for each in image.conflicts] for image in self.images]
        self._waiting = [self._waiting_in(row) for row in range(len(self.images))]
        self.go_on(from_start=True)

    @property
    def row(self) -> int:
        """The place of the image in the list."""
        return self._row

    @property
    def place(self) -> int:
        """The place of the conflict in the image."""
        return self._place

    @property
    def image(self) -> ImageComparison:
        """The image that is looked at."""
        return self.images[self._row]

    @property
    def conflict(self) -> Conflict | None:
        """The conflict that is asked about; None: the image has none."""
        conflicts = self.image.conflicts
        return conflicts[self._place] if conflicts else None

    @property
    def still_open(self) -> int:
        """How many conflicts wait for a decision."""
        return sum(map(len, self._waiting))

    @property
    def total(self) -> int:
        """How many conflicts there are."""
        return sum(map(len, self._keys))

    def open_in(self, row: int) -> int:
        """Return how many conflicts of an image wait."""
        return len(self._waiting[row])

    def choice(self, place: int) -> Choice | None:
        """Return what is taken for a conflict of the image, as far as that is settled."""
        image, key = self.image, self._keys[self._row][place]
        return self.decisions.of(image.key).get(key) or image.settled.get(key)

    def stand_at(self, row: int, place: int = 0) -> None:
        """Look at an image, and at one of its conflicts."""
        self._row, self._place = row, place

    def choose(self, choice: Choice) -> bool:
        """Decide the conflict and go on to the next that waits. False: there is none here."""
        if self.conflict is None:
            return False
        key = self._keys[self._row][self._place]
        self.decisions = self.decisions.choose(self.image.key, key, choice)
        self._waiting[self._row] = self._waiting_in(self._row)
        self.go_on()
        return True

    def undo(self) -> bool:
        """Take the last decision of this run back, and stand there. False: there is none."""
        if not self.decisions.last:
            return False
        key, conflict, _ = self.decisions.last[-1]
        self.decisions = self.decisions.undone()
        for row, image in enumerate(self.images):
            if image.key == key:
                self._waiting[row] = self._waiting_in(row)
                self.stand_at(row, self._keys[row].index(conflict) if conflict in self._keys[row] else 0)
        return True

    def go_on(self, *, from_start: bool = False) -> None:
        """Go to the next conflict that waits, at the end back to the first; stay where none does."""
        if not from_start:
            for row in range(self._row, len(self.images)):
                least = self._place + 1 if row == self._row else 0
                later = [place for place in self._waiting[row] if place >= least]
                if later:
                    self.stand_at(row, later[0])
                    return
        first = next((row for row, waiting in enumerate(self._waiting) if waiting), None)
        if first is not None:
            self.stand_at(first, self._waiting[first][0])

    def _waiting_in(self, row: int) -> list[int]:
        image, keys = self.images[row], self._keys[row]
        settled = {*image.settled, *self.decisions.of(image.key)}
        return [place for place, key in enumerate(keys) if key not in settled]
