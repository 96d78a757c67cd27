"""Which images a run trains on and which judge it, fixed when the run begins.

A person may annotate on while a run is stopped. It goes on with the images and classes that it began with.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.evaluation.annotated_images import Split, read_ids, read_images
from frcnn_desktop.voc.checked import split_notes
from frcnn_desktop.voc.datasets import DataSet, ids_of_split, open_dataset, usual_split
from frcnn_desktop.voc.splits import divide

_MAX_CHARACTERS = 2**26


@dataclass(frozen=True, slots=True)
class DataChoice:
    """What a person chose.

    `split` "" takes trainval, else train, else every annotated image. `validation` is "" for none, a share
    of the split between 0 and 1, the name of a split, or a file of image ids; its images are never trained
    on. `class_names` None takes those in the data; `old_classes` come before them, whether or not the data
    has them. `annotations` is the folder of a plain folder's XML files where they are not beside the images.
    """

    root: Path
    split: str = ""
    validation: str = ""
    annotations: Path | None = None
    exclude: frozenset[str] = frozenset()
    class_names: tuple[str, ...] | None = None
    old_classes: tuple[str, ...] = ()
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Selection:
    """Image ids, and the class names of the network."""

    split: str
    train: tuple[str, ...]
    validation: tuple[str, ...]
    class_names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TrainingData:
    """The images of a run, with `name` for people."""

    name: str
    train: Split
    validation: Split | None
    selection: Selection
    notes: tuple[Message, ...] = ()


def read_training_data(choice: DataChoice, known: Selection | None = None) -> TrainingData:
    """Read what was chosen; `known` is the selection of an interrupted run, which wins.

    Raises DatasetError when there is nothing to learn from, or one of the classes asked for is missing.
    """
    dataset = open_dataset(choice.root, choice.annotations)
    if known is None:
        split = choice.split or usual_split(dataset)
        train, validation = _divide(dataset, split, choice)
        images = read_images(dataset, train, choice.class_names)
        _check_objects(images, choice.class_names or ())
        names = tuple(dict.fromkeys((*choice.old_classes, *images.class_names)))
        known = Selection(split, train, validation, names)
    images = read_images(dataset, known.train, known.class_names)
    judged = read_images(dataset, known.validation, known.class_names) if known.validation else None
    notes = _notes(dataset, known, choice, images, judged)
    return TrainingData(f"{dataset.root.name}, split {known.split}", images, judged, known, notes)


def save_selection(path: Path, selection: Selection) -> None:
    """Write the selection, all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(asdict(selection)).encode("ascii"))


def load_selection(path: Path) -> Selection | None:
    """Return what `save_selection` wrote; None where there is nothing. Raises DatasetError when damaged."""
    try:
        return selection_from_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(Message("training.damaged_split", path=path)) from error


def selection_from_json(text: str) -> Selection:
    """Return the selection of a JSON text. Raises ValueError, KeyError or TypeError for any other text."""
    values: Any = parse_plain(text, _MAX_CHARACTERS)
    lists = {name: tuple(map(str, values[name])) for name in ("train", "validation", "class_names")}
    return Selection(split=str(values["split"]), **lists)


def _divide(dataset: DataSet, split: str, choice: DataChoice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ids = _without(ids_of_split(dataset, split), choice.exclude)
    wanted = choice.validation
    if not wanted:
        return ids, ()
    share = _as_number(wanted)
    if share is not None:
        if not 0 < share < 1:
            raise DatasetError(Message("training.validation_share", value=wanted))
        parts = divide(ids, share, choice.seed)
        return parts["train"], parts["val"]
    if wanted not in dataset.splits() and Path(wanted).is_file():
        listed = read_ids(wanted)
        validation = tuple(image_id for image_id in ids if image_id in listed)
        if not validation:
            raise DatasetError(Message("training.validation_images", list=wanted, split=split))
    else:
        validation = _without(ids_of_split(dataset, wanted), choice.exclude)
        if not validation:
            raise DatasetError(Message("training.validation_excluded", split=wanted))
    return _without(ids, frozenset(validation)), validation


def _notes(
    dataset: DataSet, selection: Selection, choice: DataChoice, train: Split, validation: Split | None
) -> tuple[Message, ...]:
    """Return what a person should know of the data, each thing once."""
    notes = [*split_notes(dataset, selection.split), *train.notes]
    if validation is not None:
        if choice.validation in dataset.splits():
            notes += split_notes(dataset, choice.validation)
        notes += validation.notes
    elif choice.validation:
        notes.append(Message("training.nothing_to_validate"))
    return tuple(dict.fromkeys(notes))


def _without(ids: tuple[str, ...], excluded: Collection[str]) -> tuple[str, ...]:
    return tuple(image_id for image_id in ids if image_id not in excluded)


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _check_objects(images: Split, wanted: Collection[str]) -> None:
    found = {int(index) for image in images.images for index in image.truth.class_indices}
    missing = [name for name in wanted if images.class_names.index(name) + 1 not in found]
    if missing:
        raise DatasetError(
            Message("training.class_without_objects", names=", ".join(missing), count=len(images.images))
        )
    if not found:
        raise DatasetError(Message("training.no_objects", count=len(images.images)))
