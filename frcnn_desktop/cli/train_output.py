"""What `train` tells: a bar for people, JSON lines for programs, a history file and a TensorBoard log."""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from frcnn_desktop.cli.terminal import say, warn
from frcnn_desktop.core.errors import reason_of
from frcnn_desktop.core.printable import printable
from frcnn_desktop.training.events import (
    DataNote,
    ImageSkipped,
    ObjectLeftOut,
    Preparing,
    StepDone,
    TrainingEvent,
    TrainingFinished,
    Validated,
    to_json,
)


def with_history(events: Iterable[TrainingEvent], path: Path, *, append: bool) -> Iterator[TrainingEvent]:
    """Pass events on, writing each to the history: one JSON object a line, with the time of day in seconds.

    A run that goes on appends. It begins again at the step that TrainingStarted names, so that what the
    file holds beyond that step before it is void. A full disk ends the history, not the run.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a" if append else "w", encoding="utf-8", buffering=1)
    except OSError as error:
        _warn(f"The history {path} is not written: {reason_of(error)}.")
        yield from events
        return
    writing = True
    with file:
        for event in events:
            if writing and not (isinstance(event, Preparing) and event.done < event.total):
                try:
                    file.write(_stamped(event))
                except OSError as error:
                    writing = False
                    _warn(f"The history {path} ends here: {reason_of(error)}.")
            yield event


def with_tensorboard(events: Iterable[TrainingEvent], folder: Path) -> Iterator[TrainingEvent]:
    """Pass events on, writing losses, learning rate and AP as scalars for TensorBoard."""
    try:
        writer: Any = importlib.import_module("tensorboardX").SummaryWriter(str(folder))
    except ImportError:
        _warn("No TensorBoard log is written: tensorboardX is not installed (uv sync --extra tensorboard).")
        yield from events
        return
    try:
        for event in events:
            for name, value, step in _scalars(event):
                writer.add_scalar(name, value, step)
            yield event
    finally:
        writer.close()


def print_json(events: Iterable[TrainingEvent]) -> None:
    """Print one line per event. When nobody reads any more the run still goes on to its next saved state."""
    heard = True
    for event in events:
        if heard:
            try:
                say(to_json(event))
            except BrokenPipeError:
                heard = False
                _drop_output()


def show_bar(events: Iterable[TrainingEvent]) -> None:
    """Show progress bars on standard error."""
    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        bars = _Bars(progress, console)
        for event in events:
            bars.show(event)


class _Bars:
    """One bar for each thing that is being computed."""

    def __init__(self, progress: Progress, console: Console) -> None:
        self._progress, self._console = progress, console
        self._tasks: dict[str, Any] = {}

    def show(self, event: TrainingEvent) -> None:
        match event:
            case Preparing(what, done, total):
                self._update(what, what, done, total)
            case StepDone():
                self._update("training", f"training, loss {event.loss:.3f}", event.step, event.steps)
            case Validated():
                self._say(f"after step {event.step}: mAP {100 * event.map_11point:.2f} (11-point)")
            case ImageSkipped():
                self._say(f"left out: {event.reason}")
            case ObjectLeftOut():
                self._say(f"left out: {event.file}: {event.reason}")
            case DataNote():
                self._say(f"note: {event.text}")
            case TrainingFinished():
                self._say(f"saved {event.path}")

    def _update(self, name: str, text: str, done: int, total: int) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(text)
        self._progress.update(self._tasks[name], description=text, completed=done, total=total)

    def _say(self, text: str) -> None:
        self._console.print(printable(text), highlight=False, markup=False)


def _drop_output() -> None:
    """Let what Python still holds for a closed pipe go nowhere, or it would fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _stamped(event: TrainingEvent) -> str:
    return json.dumps({**json.loads(to_json(event)), "time": round(time.time(), 3)}) + "\n"


def _scalars(event: TrainingEvent) -> list[tuple[str, float, int]]:
    match event:
        case StepDone(step=step):
            values = {
                "loss/sum": event.loss,
                "loss/class": event.class_loss,
                "loss/box": event.box_loss,
                "learning_rate": event.learning_rate,
            }
            return [(name, value, step) for name, value in values.items()]
        case Validated(step=step):
            values = {"mAP": event.map_11point, **event.ap}
            return [(f"AP/{name}", value, step) for name, value in values.items()]
        case _:
            return []


def _warn(text: str) -> None:
    warn(text)
