"""Exporting images and annotations as a VOC devkit that every reader takes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.atomic_file import staging_folder
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.class_names import similar_names, similar_names_message
from frcnn_desktop.core.errors import DatasetError, FrcnnError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.codec import encode_annotation
from frcnn_desktop.voc.export_files import prepare
from frcnn_desktop.voc.left_out import LeftOutFrom
from frcnn_desktop.voc.portable_names import PortableNames
from frcnn_desktop.voc.splits import Splits, divide, fits_label_map, write_label_map, write_lists

Progress = Callable[[int, int], None]
"""Called with the images done and the images to do."""


@dataclass(frozen=True, slots=True)
class ExportItem:
    """An image and where its annotation is; None when it has none."""

    image: Path
    annotation: Path | None


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`val_share` of the images go to val, drawn by `seed`; `include_unverified` takes all that have XML."""

    val_share: float = 0.2
    seed: int = 0
    include_unverified: bool = False


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did.

    `splits` name the exported ids. `left_out` (image, reason), `renamed` (image, id) where the id is not
    the image's own name, `notes` (image, message) on what was changed or dropped. `objects_left_out` are
    those of exported images that could not be exported; the notes tell of them as well.
    """

    destination: Path
    splits: Splits
    left_out: tuple[tuple[Path, Message], ...]
    renamed: tuple[tuple[Path, str], ...]
    notes: tuple[tuple[Path, Message], ...]
    objects_left_out: tuple[LeftOutFrom, ...] = ()


@dataclass(slots=True)
class _Collected:
    objects: dict[str, tuple[ObjectAnnotation, ...]] = field(default_factory=dict)
    left_out: list[tuple[Path, Message]] = field(default_factory=list)
    renamed: list[tuple[Path, str]] = field(default_factory=list)
    notes: list[tuple[Path, Message]] = field(default_factory=list)
    objects_left_out: list[LeftOutFrom] = field(default_factory=list)
    first_with: dict[str, Path] = field(default_factory=dict)
    odd_names: set[str] = field(default_factory=set)


def export_devkit(
    items: Sequence[ExportItem],
    destination: Path | str,
    options: ExportOptions = ExportOptions(),
    *,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> ExportReport:
    """Write JPEGImages, Annotations, ImageSets/Main and labelmap.txt into a new folder, e.g. VOC2007.

    Pixels are upright: upright JPEG files are copied byte for byte, all others are encoded at quality 95
    without an orientation tag. Annotations are written anew with every field, coordinates inside the image.
    Images without an annotation, unverified ones unless asked for, and those that cannot be read are left
    out and listed. Ids that collide or that readers would not take are renamed and listed.

    The folder appears whole or not at all. Raises DatasetError when it exists, cannot be written, or nothing
    is left to export; Cancelled when the token is set.
    """
    destination = Path(destination)
    collected = _Collected()
    with new_folder(destination) as staging:
        _export_all(items, staging, destination.name, options, collected, progress, token)
        if not collected.objects:
            reason = collected.left_out[0][1] if collected.left_out else Message("export.no_images")
            raise DatasetError(Message("export.nothing", reason=reason))
        splits = divide(list(collected.objects), options.val_share, options.seed)
        write_lists(staging / "ImageSets" / "Main", splits, collected.objects)
        write_label_map(staging / "labelmap.txt", collected.objects)
        if token is not None:
            token.raise_if_cancelled()
    for group in similar_names(collected.first_with):
        collected.notes.append((collected.first_with[group[-1]], similar_names_message(group)))
    return ExportReport(
        destination,
        splits,
        tuple(collected.left_out),
        tuple(collected.renamed),
        tuple(collected.notes),
        tuple(collected.objects_left_out),
    )


def _export_all(
    items: Sequence[ExportItem],
    staging: Path,
    folder: str,
    options: ExportOptions,
    collected: _Collected,
    progress: Progress | None,
    token: CancelToken | None,
) -> None:
    for name in ("JPEGImages", "Annotations"):
        (staging / name).mkdir()
    names = PortableNames()
    for number, item in enumerate(items):
        if token is not None:
            token.raise_if_cancelled()
        if progress is not None:
            progress(number, len(items))
        _export_one(item, staging, folder, options, names, collected)
    if progress is not None:
        progress(len(items), len(items))


def _export_one(
    item: ExportItem,
    staging: Path,
    folder: str,
    options: ExportOptions,
    names: PortableNames,
    collected: _Collected,
) -> None:
    if item.annotation is None:
        collected.left_out.append((item.image, Message("export.no_annotation")))
        return
    try:
        ready = prepare(item.image, item.annotation, options.include_unverified)
    except FrcnnError as error:
        collected.left_out.append((item.image, error.message))
        return
    image_id = names.take(item.image.stem)
    if image_id != item.image.stem:
        collected.renamed.append((item.image, image_id))
    (staging / "JPEGImages" / f"{image_id}.jpg").write_bytes(ready.jpeg)
    xml = encode_annotation(ready.annotation(image_id, folder))
    (staging / "Annotations" / f"{image_id}.xml").write_bytes(xml)
    collected.objects[image_id] = ready.objects
    collected.notes.extend((item.image, note) for note in ready.notes)
    file = item.annotation.name
    collected.objects_left_out += [LeftOutFrom(image_id, file, each) for each in ready.left_out]
    for each in ready.objects:
        collected.first_with.setdefault(each.name, item.image)
    for name in dict.fromkeys(each.name for each in ready.objects):
        if not fits_label_map(name) and name not in collected.odd_names:
            collected.odd_names.add(name)
            note = Message("export.label_map", name=repr(name))
            collected.notes.append((item.image, note))


@contextlib.contextmanager
def new_folder(destination: Path) -> Iterator[Path]:
    """Give a folder to fill that takes its place when all went well, and is gone when not.

    Raises DatasetError when `destination` is there already or cannot be written.
    """
    if destination.exists():
        raise DatasetError(Message("export.folder_exists", path=destination))
    try:
        with staging_folder(destination) as staging:
            yield staging
            if destination.exists():
                raise DatasetError(Message("export.folder_made_meanwhile", path=destination))
            staging.rename(destination)
    except OSError as error:
        raise DatasetError(Message("export.failed", path=destination, reason=reason_of(error))) from error
