"""What annotations, summaries and detections say about an image, as entries of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.provenance import Maker
from frcnn_desktop.search.facts import ObjectFacts
from frcnn_desktop.ui.browse.catalogue import Catalogue
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.workers.images.messages import AnnotationSummary

MakerOf = Callable[[ObjectAnnotation], Maker | None]


def learn_annotation(
    catalogue: Catalogue, path: Path, annotation: ImageAnnotation, maker_of: MakerOf = lambda _item: None
) -> None:
    """Take the annotation of the open image, saved or not. A new one without objects is none yet."""
    entry = catalogue.entry(path)
    if entry is None:
        return
    there = bool(annotation.objects) or annotation.source is not None
    scores = {(each.name, each.box): each.score for each in entry.found}
    opened = replace(
        entry,
        objects=len(annotation.objects) if there else None,
        verified=annotation.verified,
        names=tuple(dict.fromkeys(item.name for item in annotation.objects)),
        refusal=None,
        problem=None,
        summarised=True,
        found=tuple(
            ObjectFacts(
                item.name, item.box, item.difficult, item.truncated, item.occluded, maker_of(item),
                scores.get((item.name, item.box)),
            )
            for item in annotation.objects
        ),
        size=(annotation.width, annotation.height),
        comment=annotation.comment,
    )  # fmt: skip
    catalogue.update([opened])


def learn_day(catalogue: Catalogue, path: Path, saved: date | None) -> None:
    """Take the day on which the annotation of an image was written."""
    entry = catalogue.entry(path)
    if entry is not None:
        catalogue.update([replace(entry, saved=saved)])


def learn_scores(
    catalogue: Catalogue, scores: Mapping[Path, tuple[tuple[ObjectFacts, ...], tuple[float | None, ...]]]
) -> None:
    """Say how sure the detector is of objects; those that have been edited meanwhile are passed over."""
    told = ((catalogue.entry(path), *each) for path, each in scores.items())
    catalogue.update(
        replace(
            entry,
            found=tuple(replace(each, score=score) for each, score in zip(asked, found, strict=True)),
        )
        for entry, asked, found in told
        if entry is not None and entry.found == asked
    )


def learn_summaries(catalogue: Catalogue, summaries: Iterable[AnnotationSummary]) -> None:
    """Take what was read of the annotations on disk."""
    catalogue.update(
        _summarised(entry, summary) for summary in summaries if (entry := catalogue.entry(summary.path))
    )


def doubt_annotations(catalogue: Catalogue) -> None:
    """What is known of annotations was read before their files were changed."""
    catalogue.update([replace(entry, summarised=False) for entry in catalogue.entries])


def learn_refusal(catalogue: Catalogue, path: Path, reason: Message) -> None:
    """An image could not be opened."""
    entry = catalogue.entry(path)
    if entry is not None:
        catalogue.update([replace(entry, refusal=reason)])


def forget_scores(catalogue: Catalogue) -> None:
    """Nothing is known any more of how sure the detector is of objects."""
    known = {entry.path: entry.found for entry in catalogue.entries if entry.found}
    learn_scores(catalogue, {path: (found, (None,) * len(found)) for path, found in known.items()})


def learn_count(catalogue: Catalogue, path: Path, count: int) -> None:
    """Say how many detections an image has."""
    entry = catalogue.entry(path)
    if entry is not None:
        catalogue.update([replace(entry, detections=count, failure=None)])


def learn_detections(catalogue: Catalogue, detections: Mapping[Path, tuple[ObjectFacts, ...]]) -> None:
    """Say which detections images have."""
    found = ((catalogue.entry(path), detected) for path, detected in detections.items())
    catalogue.update(
        replace(entry, detections=len(detected), detected=detected, failure=None)
        for entry, detected in found
        if entry
    )


def forget_detections(catalogue: Catalogue) -> None:
    """Nothing is known any more of what is detected: another model is loaded."""
    catalogue.update(
        [
            replace(entry, detections=None, detected=(), failure=None)
            for entry in catalogue.entries
            if entry.detections is not None or entry.failure is not None
        ]
    )


def learn_failure(catalogue: Catalogue, path: Path, reason: Message) -> None:
    """An image could not be detected."""
    entry = catalogue.entry(path)
    if entry is not None:
        catalogue.update([replace(entry, failure=reason)])


def _summarised(entry: ImageEntry, summary: AnnotationSummary) -> ImageEntry:
    return replace(
        entry,
        objects=summary.object_count,
        verified=summary.verified,
        names=summary.names,
        problem=summary.problem,
        summarised=True,
        found=summary.objects or (),
        size=summary.size,
        saved=summary.saved,
        comment=summary.comment,
    )
