"""What annotations, summaries and detections say about an image, as entries of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.browse.catalogue import Catalogue
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.workers.images.messages import AnnotationSummary


def learn_annotation(catalogue: Catalogue, path: Path, annotation: ImageAnnotation) -> None:
    """Take the annotation of the open image, saved or not. A new one without objects is none yet."""
    entry = catalogue.entry(path)
    if entry is None:
        return
    there = bool(annotation.objects) or annotation.source is not None
    opened = replace(
        entry,
        objects=len(annotation.objects) if there else None,
        verified=annotation.verified,
        names=tuple(dict.fromkeys(item.name for item in annotation.objects)),
        refusal=None,
        problem=None,
        summarised=True,
    )
    catalogue.update([opened])


def learn_summaries(catalogue: Catalogue, summaries: Iterable[AnnotationSummary]) -> None:
    """Take what was read of the annotations on disk."""
    catalogue.update(
        _summarised(entry, summary) for summary in summaries if (entry := catalogue.entry(summary.path))
    )


def learn_refusal(catalogue: Catalogue, path: Path, reason: Message) -> None:
    """An image could not be opened."""
    entry = catalogue.entry(path)
    if entry is not None:
        catalogue.update([replace(entry, refusal=reason)])


def learn_detections(catalogue: Catalogue, counts: Mapping[Path, int]) -> None:
    """Say how many detections images have."""
    found = ((catalogue.entry(path), count) for path, count in counts.items())
    catalogue.update(replace(entry, detections=count, failure=None) for entry, count in found if entry)


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
    )
