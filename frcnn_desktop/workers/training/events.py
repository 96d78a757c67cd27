"""What a training run writes: lines from a pipe, events, its history. The window knows events from here."""

from __future__ import annotations

from pathlib import Path

from frcnn_desktop.training.events import (
    DataNote,
    ImageSkipped,
    ObjectLeftOut,
    Preparing,
    StateSaved,
    StepDone,
    TrainingEvent,
    TrainingFailed,
    TrainingFinished,
    TrainingStarted,
    Validated,
    from_json,
    history_path,
)

__all__ = [
    "DataNote",
    "ImageSkipped",
    "LineReader",
    "ObjectLeftOut",
    "Preparing",
    "StateSaved",
    "StepDone",
    "TrainingEvent",
    "TrainingFailed",
    "TrainingFinished",
    "TrainingStarted",
    "Validated",
    "from_json",
    "read_history",
]
_LONGEST_LINE = 2**20


def read_history(out: Path) -> list[TrainingEvent]:
    """Return the events of the run that writes, or wrote, a checkpoint; what cannot be read is left out."""
    events = []
    try:
        with history_path(out).open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                try:
                    events.append(from_json(line))
                except ValueError:
                    continue
    except OSError:
        return events
    return events


class LineReader:
    """Cuts what comes out of a pipe into lines; endless ones are cut too."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[str]:
        """Return the lines that are complete now. A carriage return ends a line as well."""
        *lines, self._rest = (self._rest + data).replace(b"\r", b"\n").split(b"\n")
        if len(self._rest) > _LONGEST_LINE:
            lines.append(self._rest)
            self._rest = b""
        return [text for text in (line.decode("utf-8", "replace").strip() for line in lines) if text]
