"""What a training run says while it runs. Frozen values; `to_json` makes the lines of `--events json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TrainingStarted:
    """`step` is above 0 when an interrupted run goes on."""

    images: int
    step: int
    steps: int


@dataclass(frozen=True, slots=True)
class Preparing:
    """Something is being computed once for the whole data set: `what` of `done` of `total` images."""

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
class StateSaved:
    step: int
    path: str


@dataclass(frozen=True, slots=True)
class ImageSkipped:
    image_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TrainingFinished:
    steps: int
    path: str = ""


TrainingEvent: TypeAlias = (
    TrainingStarted | Preparing | StepDone | StateSaved | ImageSkipped | TrainingFinished
)


def to_json(event: TrainingEvent) -> str:
    """Return one line of JSON with the event's name under "event"."""
    return json.dumps({"event": type(event).__name__, **asdict(event)})
