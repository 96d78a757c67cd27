"""How a format writes a box: what is said of that is put together from a few facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from frcnn_desktop.core.messages import Message, listed


class Written(Enum):
    """Which numbers stand for a box. The value is the id of what is said."""

    CORNERS = "convert.box.corners"
    SIZE = "convert.box.size"
    CENTRE = "convert.box.centre"


class Unit(Enum):
    """What the numbers count. The value is the id of what is said."""

    WHOLE_PIXELS = "convert.box.whole_pixels"
    PIXELS = "convert.box.pixels"
    PARTS = "convert.box.parts"


@dataclass(frozen=True, slots=True)
class BoxFrame:
    """The frame of a format's boxes. `first` is the number of the first pixel, of no use for parts; with
    `both_inside` the last number is that of the last pixel in the box, else of the first one behind it.
    """

    written: Written
    unit: Unit
    first: int = 0
    both_inside: bool = False

    def told(self, title: str) -> Message:
        """Return the sentence about a format of this title."""
        facts = [Message(self.written.value), Message(self.unit.value)]
        if self.unit is not Unit.PARTS:
            facts.append(Message("convert.box.counted", first=self.first))
        if self.both_inside:
            facts.append(Message("convert.box.both_inside"))
        every = listed(facts)
        assert every is not None
        return Message("convert.box", title=title, facts=every)
