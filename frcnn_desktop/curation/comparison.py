"""Two annotators' folders compared, image by image."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.agreement import Agreement, agreement_by_class, agreement_of
from frcnn_desktop.curation.annotator_sets import AnnotatorSet, keys_of, open_annotator
from frcnn_desktop.curation.batch_writing import LeftAlone
from frcnn_desktop.curation.conflicts import CLOSE, Choice, Conflict, conflicts_of, settled_by
from frcnn_desktop.curation.object_matching import IOU, Matched, match_objects
from frcnn_desktop.voc.files import read_annotation

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImageComparison:
    """One image in both versions, each None where that annotator has no file of it.

    `settled` are the choices that follow from the version that both began with, by the conflict's key.
    """

    key: str
    image: Path | None
    a: ImageAnnotation | None
    b: ImageAnnotation | None
    matched: Matched
    conflicts: tuple[Conflict, ...]
    settled: Mapping[str, Choice] = field(default_factory=dict)

    @property
    def in_both(self) -> bool:
        """Whether both annotators have looked at it."""
        return self.a is not None and self.b is not None

    @property
    def sizes_differ(self) -> bool:
        """Whether both files state another size of the image."""
        a, b = self.a, self.b
        return a is not None and b is not None and (a.width, a.height) != (b.width, b.height)


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two folders. `images` begin with those that differ most; `unread` take no part."""

    a: AnnotatorSet
    b: AnnotatorSet
    images: tuple[ImageComparison, ...]
    unread: tuple[LeftAlone, ...]

    @property
    def in_both(self) -> tuple[ImageComparison, ...]:
        """The images that the figures are about."""
        return tuple(each for each in self.images if each.in_both)

    @property
    def agreement(self) -> Agreement:
        """How far both agree, over all images that both have."""
        return agreement_of(each.matched for each in self.in_both)

    @property
    def by_class(self) -> dict[str, Agreement]:
        """How far both agree on each class."""
        return agreement_by_class([each.matched for each in self.in_both])

    @property
    def notes(self) -> tuple[Message, ...]:
        """What else is odd about both."""
        only_a = [each for each in self.images if each.b is None]
        only_b = [each for each in self.images if each.a is None]
        sizes = [each.key for each in self.images if each.sizes_differ]
        found = []
        if only_a:
            found.append(Message("compare.only_in", count=len(only_a), folder=self.a.root.name))
        if only_b:
            found.append(Message("compare.only_in", count=len(only_b), folder=self.b.root.name))
        if sizes:
            found.append(Message("compare.sizes_differ", count=len(sizes), first=sizes[0]))
        return tuple(found)


def compare_folders(
    a: Path,
    b: Path,
    base: Path | None = None,
    *,
    least_iou: float = IOU,
    close: float = CLOSE,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Comparison:
    """Compare two folders; `base` is what both annotators began with, if there is such a folder.

    Raises DatasetError, Cancelled.
    """
    first, second = open_annotator(a), open_annotator(b)
    began = open_annotator(base) if base is not None else None
    keys, images, unread = keys_of(first, second), [], []
    for number, key in enumerate(keys):
        if token is not None:
            token.raise_if_cancelled()
        if progress is not None:
            progress(number, len(keys))
        try:
            versions = [_read(each, key) for each in (first, second)]
            old = _read(began, key) if began is not None else None
        except AnnotationReadError as error:
            unread.append(LeftAlone(first.files.get(key, second.files.get(key, a)), error.message))
            continue
        image = first.image_of(key) or second.image_of(key)
        images.append(_compared(key, image, versions[0], versions[1], old, least_iou, close))
    if progress is not None:
        progress(len(keys), len(keys))
    images.sort(key=lambda each: (not each.in_both, -len(each.conflicts)))
    return Comparison(first, second, tuple(images), tuple(unread))


def _compared(
    key: str,
    image: Path | None,
    a: ImageAnnotation | None,
    b: ImageAnnotation | None,
    base: ImageAnnotation | None,
    least_iou: float,
    close: float,
) -> ImageComparison:
    if a is None or b is None:
        alone = a or b
        objects = alone.objects if alone is not None else ()
        matched = Matched((), objects if b is None else (), objects if a is None else ())
        # Who has not seen an image has not denied what is on it.
        return ImageComparison(key, image, a, b, matched, ())
    matched = match_objects(a.objects, b.objects, least_iou)
    conflicts = conflicts_of(matched, close)
    settled: dict[str, Choice] = {}
    for each in conflicts if base is not None else ():
        choice = settled_by(each, base.objects) if base is not None else None
        if choice is not None:
            settled[each.key] = choice
    return ImageComparison(key, image, a, b, matched, conflicts, settled)


def _read(annotator: AnnotatorSet, key: str) -> ImageAnnotation | None:
    file = annotator.files.get(key)
    return read_annotation(file) if file is not None else None
