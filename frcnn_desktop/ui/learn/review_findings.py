"""What a review has found so far, the most certain first. Knows no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.disagreement import Disagreement, Kind
from frcnn_desktop.core.recall_ceiling import Reached
from frcnn_desktop.workers.learning.review import ImageReviewed


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement on one image."""

    path: Path
    content_key: str
    what: Disagreement


class ReviewFindings:
    """Of the open image only what its objects as they are now still disagree on is left, so what was taken is
    gone and comes back with undo. `is_kept` says what a person does not want to be asked again."""

    def __init__(self, is_kept: Callable[[str, Disagreement], bool]) -> None:
        self._is_kept = is_kept
        self._images: dict[Path, ImageReviewed] = {}
        self.before: int | None = None
        """How many the review before this one left"""

    @property
    def images(self) -> int:
        """How many images have been looked through so far."""
        return len(self._images)

    @property
    def reached(self) -> list[Reached]:
        """How well proposals fit each label of the reviewed images."""
        return [each for reviewed in self._images.values() for each in reviewed.reached]

    def begin(self) -> None:
        """Another review of the same folder."""
        self.before = len(self.rows(None, ())) if self._images else None
        self._images.clear()

    def forget(self) -> None:
        """Another folder."""
        self._images.clear()
        self.before = None

    def add(self, reviewed: ImageReviewed) -> None:
        """Take the answer for an image; an earlier one of the same image is replaced."""
        self._images[reviewed.path] = reviewed

    def saved(self, path: Path, objects: Sequence[ObjectAnnotation]) -> None:
        """The labels of an image are these now, whatever is opened next."""
        reviewed = self._images.get(path)
        if reviewed is not None:
            left = tuple(each for each in reviewed.found if each.stands(objects))
            self._images[path] = replace(reviewed, found=left)

    def rows(self, current: Path | None, objects: Sequence[ObjectAnnotation]) -> list[Finding]:
        """Return what waits for an answer while an image is open with these objects."""
        rows = [
            Finding(path, reviewed.content_key, each)
            for path, reviewed in self._images.items()
            for each in reviewed.found
            if not self._is_kept(reviewed.content_key, each) and (path != current or each.stands(objects))
        ]
        return sorted(rows, key=lambda row: -row.what.certainty)


def counts_of(rows: Sequence[Finding]) -> Counter[Kind]:
    """Count findings by their kind; kinds without any are absent."""
    return Counter(row.what.kind for row in rows)
