"""What is to become of the classes of a data set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frcnn_desktop.core.errors import InputError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.markup import escape_text

LONGEST_NAME = 1_000


@dataclass(frozen=True, slots=True)
class ClassChanges:
    """New names by old ones, and the classes whose objects are deleted. All happen at once: names can swap.

    An old name with white space around it means the objects that are written so; without, all that are read
    as that class. Several old names with one new name are merged.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    deleted: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.renamed or self.deleted)

    def new_name(self, written: str) -> str | None:
        """Return the name to write for one that stands in a file; None: the object is deleted."""
        for name in (written, written.strip()):
            if name in self.deleted:
                return None
            if name in self.renamed:
                return self.renamed[name]
        return written

    def of_list(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return a class list after the changes: merged classes stand where the first of them stood.

        A class that others were merged into keeps its own place.
        """
        kept = {name for name in names if self.new_name(name) == name}
        after = ((name, self.new_name(name)) for name in names)
        wanted = (new for old, new in after if new is not None and (new == old or new not in kept))
        return tuple(dict.fromkeys(wanted))


def checked_changes(changes: ClassChanges) -> ClassChanges:
    """Return the changes without those that change nothing.

    Raises InputError for a class that is both renamed and deleted, and AnnotationWriteError or InputError for
    a name that XML, or a list with one name per line, cannot hold.
    """
    for name in changes.deleted & changes.renamed.keys():
        raise InputError(Message("classes.renamed_and_deleted", name=repr(name)))
    renamed = {old: _checked_name(new) for old, new in changes.renamed.items()}
    return ClassChanges({old: new for old, new in renamed.items() if old != new}, changes.deleted)


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name:
        raise InputError(Message("classes.no_name"))
    if len(name) > LONGEST_NAME or len(name.splitlines()) > 1 or "\t" in name:
        raise InputError(Message("classes.no_line", name=repr(name[:100])))
    escape_text(name)
    return name
