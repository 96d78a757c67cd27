"""Pascal VOC: an XML file per image, by the lossless codec of `voc`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationReadError, DatasetError
from frcnn_desktop.core.image_kinds import is_companion
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.box_frame import BoxFrame, Unit, Written
from frcnn_desktop.formats.class_lists import CLASS_LIST, class_list_text, find_class_list
from frcnn_desktop.formats.format import FLAGS, Format, Reading
from frcnn_desktop.formats.gathering import FoundImage, FoundObject, Gathering, Remark, remark
from frcnn_desktop.formats.glance import Glance
from frcnn_desktop.formats.output import Output
from frcnn_desktop.formats.untrusted import plain_name
from frcnn_desktop.formats.values import LabelledSet
from frcnn_desktop.voc.box_repair import upright
from frcnn_desktop.voc.codec import encode_annotation
from frcnn_desktop.voc.datasets import DataSet, open_dataset
from frcnn_desktop.voc.devkit import VocDataset
from frcnn_desktop.voc.encoding import decode_file
from frcnn_desktop.voc.export import ExportItem
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.left_out import sort_objects
from frcnn_desktop.voc.locations import list_images, natural_key
from frcnn_desktop.voc.source import source_of
from frcnn_desktop.voc.splits import write_label_map, write_lists
from frcnn_desktop.voc.tree import Element, parse_tree

_UNION = "trainval"
_TAG = re.compile(rb"<([A-Za-z_][^\s/>]*)")
_OBJECT_TAGS = frozenset({"name", "pose", "truncated", "difficult", "occluded", "bndbox"})
_KNOWN = frozenset(
    {b"annotation", b"folder", b"filename", b"path", b"source", b"database", b"image", b"flickrid", b"owner"}
    | {b"size", b"width", b"height", b"depth", b"segmented", b"object", b"xmin", b"ymin", b"xmax", b"ymax"}
    | {tag.encode() for tag in _OBJECT_TAGS}
)


def recognises(path: Path, glance: Glance) -> bool:
    """Say whether there is VOC XML in a folder, or beside the images of a devkit."""
    if path.name == "JPEGImages":
        path = path.parent
    folders = [path, path / "Annotations", *(each / "Annotations" for each in glance.folders(path))]
    return any(not is_companion(each.name) for folder in folders for each in glance.files(folder, ".xml"))


def read(path: Path, reading: Reading) -> LabelledSet:
    """Read a devkit or a folder of images with XML. Raises DatasetError, Cancelled."""
    dataset = open_dataset(path)
    gathering = Gathering(dataset.root, reading, [Message("convert.voc_head")])
    splits = _split_of_each(dataset, gathering)
    image_ids = dataset.image_ids()
    used: set[Path] = set()

    def pairs() -> Iterator[_Pair]:
        for image_id in image_ids:
            image = _image_of(dataset, image_id, reading.images)
            used.update([image] if image else [])
            name = image.name if image else ""
            yield _Pair(name, splits.get(image_id, ""), image, dataset.annotation_path(image_id))
        for image in _images_without(dataset, used):
            yield _Pair(image.name, splits.get(image.stem, ""), image, None)

    names = _gather(pairs(), len(image_ids), gathering)
    listed = find_class_list((path, dataset.root, dataset.root / "Annotations"))
    return gathering.finish(listed or names, listed is not None)


def read_listed(
    items: Sequence[ExportItem], classes: Sequence[str], reading: Reading, *, include_unverified: bool
) -> LabelledSet:
    """Read images of a list with their annotations. Names are relative to the folder that holds them all.

    `classes` is the list of the data set; what it lacks follows in natural order. Raises DatasetError,
    Cancelled.
    """
    root = Path(os.path.commonpath([item.image.parent for item in items]))
    gathering = Gathering(root, reading, [Message("convert.voc_head")])
    pairs = (_Pair(plain_name(item.image, root), "", item.image, item.annotation) for item in items)
    names = _gather(pairs, len(items), gathering, include_unverified=include_unverified)
    return gathering.finish((*classes, *names), True)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An image and its annotation file; either may be absent. `name` "": what the file says."""

    name: str
    split: str
    image: Path | None
    file: Path | None


def _gather(
    pairs: Iterable[_Pair], total: int, gathering: Gathering, *, include_unverified: bool = True
) -> list[str]:
    """Hand over every pair. Returns the class names that were found, in natural order."""
    names: set[str] = set()
    for number, pair in enumerate(pairs):
        gathering.step(min(number, total), total)
        if pair.file is None:
            if gathering.reading.unlabelled:
                gathering.add(FoundImage(pair.name, pair.split, pair.image, "", ()))
            else:
                gathering.tell("unannotated", pair.name, "")
            continue
        try:
            annotation = read_annotation(pair.file)
        except AnnotationReadError as error:
            gathering.tell("unreadable", pair.name or pair.file.stem, pair.file.name, error.message)
            continue
        found = _found(annotation, pair, pair.file)
        if not (annotation.verified or include_unverified):
            gathering.tell("unverified", found.name, found.file)
            continue
        gathering.add(found)
        names.update(each.name for each in found.objects)
        for problem in annotation.problems:
            if problem.code == "zero-based":
                gathering.tell("zero-based", found.name, found.file, problem.message)
    gathering.step(total, total)
    return sorted(names, key=natural_key)


def write(data: LabelledSet, output: Output) -> None:
    """Write JPEGImages, Annotations, ImageSets/Main, classes.txt and labelmap.txt."""
    (output.folder / "Annotations").mkdir()
    objects: dict[str, tuple[ObjectAnnotation, ...]] = {}
    splits: dict[str, list[str]] = {}
    for image in output.each(data.images):
        image_id = Path(image.name).stem
        output.put_image(image, f"JPEGImages/{image.name}")
        annotation = replace(image.annotation, filename=image.name, folder=output.name)
        output.write(f"Annotations/{image_id}.xml", encode_annotation(annotation))
        objects[image_id] = annotation.objects
        splits.setdefault(image.split, []).append(image_id)
    lists = {name: tuple(ids) for name, ids in splits.items() if name}
    if not lists or {"train", "val"} <= set(lists):
        parts = [ids for name, ids in splits.items() if not lists or name in ("train", "val")]
        lists[_UNION] = tuple(sorted((each for ids in parts for each in ids), key=natural_key))
    write_lists(output.folder / "ImageSets" / "Main", lists, objects)
    write_label_map(output.folder / "labelmap.txt", objects)
    output.write(CLASS_LIST, class_list_text(data.classes))


FORMAT = Format(
    name="voc",
    title="Pascal VOC",
    order=10,
    frame=BoxFrame(Written.CORNERS, Unit.WHOLE_PIXELS, first=1, both_inside=True),
    holds=frozenset({*FLAGS, "verified"}),
    recognises=recognises,
    read=read,
    write=write,
    flat=True,
)


def _found(annotation: ImageAnnotation, pair: _Pair, file: Path) -> FoundImage:
    found = sort_objects(annotation, turning=True)
    source = source_of(annotation)
    originals = source.originals if source is not None else ()
    numbers = {each.id: number for number, each in enumerate(originals, start=1) if each is not None}
    extras = _extras(source.data) if source is not None else {}
    return FoundImage(
        name=pair.name or Path(annotation.filename).name or f"{file.stem}.jpg",
        split=pair.split,
        path=pair.image,
        file=file.name,
        objects=[_object(each, numbers[each.id], extras.get(numbers[each.id], ())) for each in found.used],
        size=(annotation.width, annotation.height),
        verified=annotation.verified,
        left_out=found.left_out,
    )


def _object(value: ObjectAnnotation, number: int, remarks: tuple[Remark, ...]) -> FoundObject:
    box = upright(value.box)
    if box != value.box:
        remarks = (*remarks, remark("inverted-box"))
    flags = (value.difficult, value.truncated, value.occluded, value.pose)
    return FoundObject(number, value.name, box, *flags, remarks)


def _extras(data: bytes) -> dict[int, tuple[Remark, ...]]:
    """Return what is in the objects of a file besides what our values hold, by their number."""
    if set(_TAG.findall(data)) <= _KNOWN:
        return {}
    objects = parse_tree(decode_file(data).utf8).children_named("object")
    return {number: tuple(_remarks(each)) for number, each in enumerate(objects, start=1)}


def _remarks(element: Element) -> Iterator[Remark]:
    names = list(dict.fromkeys(child.name for child in element.children if child.name not in _OBJECT_TAGS))
    if "part" in names:
        yield remark("parts")
        names.remove("part")
    if names:
        yield remark("attributes", names=", ".join(names)[:200])


def _image_of(dataset: DataSet, image_id: str, images: Path | None) -> Path | None:
    if images is not None and isinstance(dataset, VocDataset):
        named = [images / f"{image_id}{suffix}" for suffix in (".jpg", ".jpeg", ".png")]
        return next((each for each in named if each.is_file()), None)
    try:
        return dataset.image_path(image_id)
    except DatasetError:
        return None


def _images_without(dataset: DataSet, used: set[Path]) -> list[Path]:
    folder = dataset.root / "JPEGImages" if isinstance(dataset, VocDataset) else dataset.root
    return [each for each in list_images(folder) if each not in used] if folder.is_dir() else []


def _split_of_each(dataset: DataSet, gathering: Gathering) -> dict[str, str]:
    """Return the split of each image that is in one. The union of train and val is none."""
    found: dict[str, str] = {}
    several = set()
    for split in sorted(dataset.splits(), key=lambda name: (name not in ("train", "val", "test"), name)):
        if split == _UNION:
            continue
        try:
            ids = dataset.image_ids(split)
        except DatasetError:
            continue
        several.update(each for each in ids if each in found)
        found = dict.fromkeys(ids, split) | found
    if several:
        gathering.notes.append(Message("convert.several_splits", count=len(several)))
    return found
