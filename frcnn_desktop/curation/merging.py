"""Writing what two annotators agreed on, and what was chosen where not, as a data set of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import AnnotationWriteError, DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.batch_writing import LeftAlone
from frcnn_desktop.curation.comparison import Comparison, ImageComparison, Progress
from frcnn_desktop.curation.conflicts import Choice
from frcnn_desktop.curation.decisions import Decisions
from frcnn_desktop.curation.merged_images import choice_for, merged_bytes, undecided
from frcnn_desktop.voc.export import new_folder


@dataclass(frozen=True, slots=True)
class MergeWishes:
    """`otherwise` is taken for conflicts that nobody has decided; None: there must be none. `images` are put
    beside the annotations, as second names of the same files where the disk can."""

    otherwise: Choice | None = None
    images: bool = True


@dataclass(frozen=True, slots=True)
class Merged:
    """A folder that was written: `files` annotations, `resolved` conflicts, `chosen` as they were decided.

    `left_out` could not be merged.
    """

    destination: Path
    files: int
    resolved: int
    chosen: Mapping[Choice, int]
    left_out: tuple[LeftAlone, ...]


def open_conflicts(comparison: Comparison, decisions: Decisions) -> int:
    """Return how many conflicts still need a person."""
    return sum(len(undecided(each, decisions.of(each.key))) for each in comparison.images)


def merge(
    comparison: Comparison,
    decisions: Decisions,
    destination: Path,
    wishes: MergeWishes = MergeWishes(),
    *,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Merged:
    """Write Annotations and JPEGImages into a new folder, which appears whole or not at all.

    Raises DatasetError when it is there already, cannot be written, or conflicts are open and nothing is to
    be taken for them; Cancelled.
    """
    still_open = open_conflicts(comparison, decisions)
    if still_open and wishes.otherwise is None:
        raise DatasetError(Message("compare.undecided", count=still_open))
    left_out = list(comparison.unread)
    chosen = dict.fromkeys(Choice, 0)
    files = 0
    with new_folder(destination) as staging:
        for number, image in enumerate(comparison.images):
            if token is not None:
                token.raise_if_cancelled()
            if progress is not None:
                progress(number, len(comparison.images))
            choices = _choices(image, decisions, wishes)
            try:
                data = merged_bytes(image, choices)
            except (AnnotationWriteError, ValueError) as error:
                left_out.append(LeftAlone(Path(image.key), reason_of(error)))
                continue
            _put(staging, image, data, images=wishes.images)
            files += 1
            for choice in choices.values():
                chosen[choice] += 1
    return Merged(destination, files, sum(chosen.values()), chosen, tuple(left_out))


def _choices(image: ImageComparison, decisions: Decisions, wishes: MergeWishes) -> dict[str, Choice]:
    decided = decisions.of(image.key)
    found = {each.key: choice_for(each, image.settled, decided, wishes.otherwise) for each in image.conflicts}
    return {key: choice for key, choice in found.items() if choice is not None}


def _put(folder: Path, image: ImageComparison, data: bytes, *, images: bool) -> None:
    parent, _, name = image.key.rpartition("/")
    file = folder / parent / "Annotations" / f"{name}.xml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    if images and image.image is not None:
        target = folder / parent / "JPEGImages" / image.image.name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            # A link to a link would point to nowhere from its new place.
            os.link(os.path.realpath(image.image), target)
        except OSError:
            shutil.copyfile(image.image, target)
