"""A stage of the walk: its name, words, numbers, drawing and legend in one object.

A stage is one file in `stages` that ends in its `STAGE`; `registry` finds it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import Flag, auto
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QCoreApplication

from frcnn_desktop.ui.inside.walk.legend import Entry
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Levels, Missing
from frcnn_desktop.ui.shell.action_ids import ActionSpec

Seen = TypeVar("Seen")
translate = QCoreApplication.translate


class Choice(Flag):
    """What a person can choose at a stage."""

    NOTHING = 0
    LIMIT = auto()
    CHANNEL = auto()
    ROI = auto()


class Stage(ABC, Generic[Seen]):
    """One stage. `needs` takes from a walk what the stage is made of, `Seen`; the other members get that.

    `name` is stable and never shown; `order` says where the stage stands in the walk; with `key_goes_on`
    the key of its command shows the next stage when it is pressed once more; `choices` are offered while the
    stage is shown.
    """

    name: ClassVar[str]
    order: ClassVar[int]
    key_goes_on: ClassVar[bool] = False
    choices: ClassVar[Choice] = Choice.NOTHING

    @property
    @abstractmethod
    def title(self) -> str:
        """A word or two, for the slider and above pictures."""

    @property
    @abstractmethod
    def sentence(self) -> str:
        """What happens here, in one sentence."""

    @property
    @abstractmethod
    def command(self) -> ActionSpec:
        """The command that shows the stage, see `row`."""

    @abstractmethod
    def needs(self, walk: Walk) -> Seen | Missing:
        """Return what the stage is made of, or what is missing."""

    @abstractmethod
    def facts(self, seen: Seen) -> list[str]:
        """Return the numbers of this image; empty ones are left out."""

    @abstractmethod
    def paint(self, target: PaintTarget, seen: Seen) -> None:
        """Draw over the photo: on the canvas, in a PNG and in an SVG by the same code."""

    def legend(self, seen: Seen) -> list[Entry]:  # noqa: ARG002
        """Return what a picture of the stage needs explained."""
        return []

    def levels(self, seen: Seen) -> Levels | None:  # noqa: ARG002
        """Return the ends of the colour bar, None where no map is drawn."""
        return None

    @property
    def action(self) -> str:
        """The id of the command that shows the stage."""
        return f"stage_{self.name}"

    def row(self, keys: str, text: str, tip: str) -> ActionSpec:
        """Return the command: its keys, its text with a mnemonic, and what it does in a sentence."""
        return ActionSpec(self.action, "", keys, text, tip)

    def tr(self, text: str) -> str:
        """Return a text in the user's language; as in a QObject, the class is its context."""
        return translate(type(self).__name__, text)

    def ready(self, walk: Walk) -> bool:
        """Say whether everything the stage is made of is there."""
        return not isinstance(self.needs(walk), Missing)

    def draw(self, target: PaintTarget, walk: Walk) -> None:
        """Draw what the stage adds to the photo; nothing while it is not computed."""
        seen = self.needs(walk)
        if not isinstance(seen, Missing):
            target.painter.save()
            self.paint(target, seen)
            target.painter.restore()

    def facts_of(self, walk: Walk) -> str:
        """Return the numbers of this image in one line, or why there are none."""
        seen = self.needs(walk)
        if isinstance(seen, Missing):
            return _missing_text(seen, walk.problem)
        return "  ·  ".join(filter(None, self.facts(seen)))

    def legend_of(self, walk: Walk) -> list[Entry]:
        """Return the legend; none while the stage is not computed."""
        seen = self.needs(walk)
        return [] if isinstance(seen, Missing) else self.legend(seen)

    def levels_of(self, walk: Walk) -> Levels | None:
        """Return the ends of the colour bar, None where there is no map to draw."""
        seen = self.needs(walk)
        return None if isinstance(seen, Missing) else self.levels(seen)


AnyStage: TypeAlias = Stage[Any]


def _missing_text(missing: Missing, problem: str) -> str:
    if missing is Missing.IMAGE:
        return translate("Stage", "Open an image to see inside.")
    if missing is Missing.RUN:
        return translate("Stage", "This image has not been detected yet: detect it first.")
    if missing is Missing.ROI:
        return translate("Stage", "There is no proposal to follow in this image.")
    return problem or translate("Stage", "Being computed…")
