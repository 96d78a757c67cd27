"""What a training run says while it runs. Frozen values; `to_json` makes the lines of `--events json`."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeAlias, get_args

from frcnn_desktop.core.messages import Message, message_from_json
from frcnn_desktop.core.plain_json import parse_plain

_LONGEST_LINE = 2**21


@dataclass(frozen=True, slots=True)
class TrainingStarted:
    """`step` is above 0 when an interrupted run goes on."""

    images: int
    step: int
    steps: int


@dataclass(frozen=True, slots=True)
class Preparing:
    """Something is computed image by image: `what` is "proposals", "features" or "validation"."""

    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StepDone:
    """One batch. `loss` is the sum of the two others."""

    step: int
    steps: int
    loss: float
    class_loss: float
    box_loss: float
    learning_rate: float


@dataclass(frozen=True, slots=True)
class Validated:
    """The network after `step` steps on the validation images, in 0..1; not a number where no object tells.

    `ap` is 11-point AP by class name. `step` 0 is the network before training.
    """

    step: int
    map_11point: float
    ap: dict[str, float]


@dataclass(frozen=True, slots=True)
class StateSaved:
    """The state is on disk: a run that is resumed goes on after `step`."""

    step: int
    path: str


@dataclass(frozen=True, slots=True)
class ImageSkipped:
    """An image takes no part, and why."""

    image_id: str
    reason: Message


@dataclass(frozen=True, slots=True)
class ObjectLeftOut:
    """An object of the annotation `file` that takes no part; `code` as of `voc.left_out.LeftOutObject`."""

    image_id: str
    file: str
    name: str
    code: str
    reason: Message


@dataclass(frozen=True, slots=True)
class DataNote:
    """Something about the data that a person should know; the run goes on."""

    text: Message


@dataclass(frozen=True, slots=True)
class TrainingFinished:
    """The run is done after `steps`; `path` is the checkpoint."""

    steps: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class TrainingFailed:
    """The run has ended with an error."""

    reason: Message


TrainingEvent: TypeAlias = (
    TrainingStarted
    | Preparing
    | StepDone
    | Validated
    | StateSaved
    | ImageSkipped
    | ObjectLeftOut
    | DataNote
    | TrainingFinished
    | TrainingFailed
)


def to_json(event: TrainingEvent) -> str:
    """Return one line of JSON with the event's name under "event"; null stands for what is not a number."""
    return json.dumps({"event": type(event).__name__, **_without_nan(_values(event))}, allow_nan=False)


def from_json(line: str) -> TrainingEvent:
    """Return the event of a line that `to_json` wrote; what else the line holds is passed over.

    Raises ValueError for any other line.
    """
    values: Any = parse_plain(line, _LONGEST_LINE)
    kind = _KINDS.get(str(values.get("event"))) if isinstance(values, dict) else None
    if kind is None:
        raise ValueError("no event")
    try:
        return kind(**{each.name: _READERS[str(each.type)](values[each.name]) for each in fields(kind)})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error


def history_path(out: Path) -> Path:
    """Return where the events of the run that made a checkpoint are kept."""
    return out.with_suffix(".history.jsonl")


def _values(event: TrainingEvent) -> dict[str, Any]:
    return {each.name: getattr(event, each.name) for each in fields(event)}


def _without_nan(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return value.to_json()
    if isinstance(value, dict):
        return _without_nan(value)
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _read_float(value: Any) -> float:
    return math.nan if value is None else float(value)


def _read_figures(values: Mapping[str, Any]) -> dict[str, float]:
    return {_read_text(name): _read_float(value) for name, value in values.items()}


_KINDS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(TrainingEvent)}
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "int": int,
    "float": _read_float,
    "str": _read_text,
    "Message": message_from_json,
    "dict[str, float]": _read_figures,
}
