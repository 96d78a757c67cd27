"""Converting a data set: reading, planning, writing, and the report on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.format import Progress
from frcnn_desktop.formats.output import ImageFiles, Output
from frcnn_desktop.formats.planning import Plan
from frcnn_desktop.voc.export import new_folder


@dataclass(frozen=True, slots=True, eq=False)
class Conversion:
    """What was written. `copied` images could not be linked."""

    plan: Plan
    destination: Path
    copied: int = 0

    @property
    def notes(self) -> tuple[Message, ...]:
        """What happened beside the writing, the images that were copied last."""
        copied = (Message("convert.copied", count=self.copied),) if self.copied else ()
        return (*self.plan.data.notes, *copied)

    def to_dict(self) -> dict[str, Any]:
        """Return what the JSON of the command says."""
        notes = {"notes": [str(each) for each in self.notes]}
        return self.plan.to_dict() | {"destination": str(self.destination)} | notes


def convert(
    plan: Plan,
    destination: Path,
    images: ImageFiles = ImageFiles.COPY,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Conversion:
    """Write what was planned into a new folder, which appears whole or not at all.

    Raises DatasetError when it exists or cannot be written; Cancelled when the token is set.
    """
    with new_folder(destination) as staging:
        output = Output(staging, destination.name, images, progress, token)
        plan.target.write(plan.data, output)
        if token is not None:
            token.raise_if_cancelled()
    return Conversion(plan, destination, output.copied)
