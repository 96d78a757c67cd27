"""Names and colours of classes, for the stages that draw scored boxes."""

from __future__ import annotations

from collections.abc import Iterable

from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.inside.marks import Tag
from frcnn_desktop.ui.inside.walk.legend import Entry, Mark
from frcnn_desktop.ui.inside.walk.views import Found


def tags_of(found: Found, places: Iterable[int]) -> list[Tag]:
    """Return name and score of boxes of the story."""
    tags = []
    for place in places:
        name = found.class_name(place)
        text = f"{name}  {found.story.scores[place]:.2f}"
        tags.append(Tag(text, found.story.boxes[place], class_colour(name)))
    return tags


def class_entries(names: Iterable[str]) -> list[Entry]:
    """Return the colour of each class once, in the order in which they come."""
    return [Entry(Mark.LINE, name, class_colour(name), is_class=True) for name in dict.fromkeys(names)]
