"""The classes a person annotates with: their order, and the one that the next box gets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES

KEYED = 9
"""So many classes, the first ones, have a digit key."""


class ClassList(QObject):
    """Class names without doubles, in the order of the digit keys. Panels, pickers and keys are views of it.

    It holds a person's own classes and, while a data set is open, those that occur in it. A data set that
    brings a list has that one in the place of the person's own, in its order.

    Signals: `names_changed(tuple[str, ...])`; `renamed(old, new)` a person gave a class another name;
    `current_changed(str)`.
    """

    names_changed = Signal(tuple)
    renamed = Signal(str, str)
    current_changed = Signal(str)

    def __init__(self, names: Iterable[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(dict.fromkeys(names))
        self._taken: frozenset[str] = frozenset()
        self._found: tuple[str, ...] = ()
        self._aside: tuple[str, ...] | None = None
        self._current = ""
        self._implies = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in the order of the digit keys."""
        return self._names

    @property
    def own(self) -> tuple[str, ...]:
        """The names that stay when another data set is opened."""
        return self._lasting() if self._aside is None else self._aside

    @property
    def listed(self) -> tuple[str, ...] | None:
        """The list of the open data set as it stands now; None: it brought none."""
        return None if self._aside is None else self._lasting()

    @property
    def exported(self) -> tuple[str, ...]:
        """The names that a data set of another format numbers: all, but without the list that the program
        begins with where nobody touched it and the open data set has none of its classes."""
        begun_with = self._aside is None and self.own == VOC_CLASS_NAMES
        if begun_with and self._found and not set(self._found) & set(VOC_CLASS_NAMES):
            return self._found
        return self._names

    @property
    def current(self) -> str:
        """The class of the next box, "" at first. It need not be in the list."""
        return self._current

    @property
    def implied(self) -> str:
        """The class that every new box gets unasked, "" while it is asked for."""
        return self._current if self._implies else ""

    def imply(self, implies: bool) -> None:
        """Let new boxes get the current class unasked, or not."""
        self._implies = implies

    def set_names(self, names: Iterable[str]) -> None:
        """Replace the list; a name that comes twice counts once."""
        wanted = tuple(dict.fromkeys(names))
        if wanted != self._names:
            self._names = wanted
            self.names_changed.emit(wanted)

    def take(self, names: Iterable[str]) -> None:
        """Take in the classes of the data that is open; those of the data before go, a person's own stay.

        They come last, but where not all of them would have a digit key, before all others.
        """
        wanted = dict.fromkeys(name for name in names if name.strip())
        self._found = tuple(wanted)
        kept = [name for name in self._names if name not in self._taken or name in wanted]
        new = [name for name in wanted if name not in kept]
        self._taken = frozenset(new) | (self._taken & wanted.keys())
        shown = (*kept, *new)
        if self._aside is None and not wanted.keys() <= set(shown[:KEYED]):
            shown = (*(n for n in shown if n in wanted), *(n for n in shown if n not in wanted))
        self.set_names(shown)

    def adopt(self, listed: Iterable[str] | None) -> None:
        """Put a data set's list in the place of a person's own, which is kept aside; None brings it back."""
        if listed is None and self._aside is None:
            return
        own = self.own
        wanted = own if listed is None else tuple(dict.fromkeys(listed))
        self._aside = None if listed is None else own
        self._taken = frozenset(self._found) - set(wanted)
        self.set_names((*wanted, *self._found))
        self.take(self._found)

    def follow(self, names: Iterable[str], renamed: Mapping[str, str]) -> None:
        """Take over what became of the classes in the files: the list after it, and new names by old ones.

        Unlike `rename`, nobody is asked about objects.
        """
        lasting = {renamed.get(name, name) for name in self._lasting()}
        self._taken = frozenset(renamed.get(name, name) for name in self._taken) - lasting
        self._found = tuple(dict.fromkeys(renamed.get(name, name) for name in self._found))
        if self._current in renamed:
            self.set_current(renamed[self._current])
        self.set_names(names)

    def set_current(self, name: str) -> None:
        """Use a class for the next box."""
        if name != self._current:
            self._current = name
            self.current_changed.emit(name)

    def add(self, name: str) -> bool:
        """Put a class at the end. False: the name is empty or there already."""
        name = name.strip()
        if not name or name in self._names:
            return False
        self.set_names((*self._names, name))
        return True

    def rename(self, old: str, new: str) -> bool:
        """Give a class another name in its place. False: the new name is empty or taken."""
        new = new.strip()
        if not new or new in self._names or old not in self._names:
            return False
        self._taken -= {old}
        self.set_names(new if name == old else name for name in self._names)
        if self._current == old:
            self.set_current(new)
        self.renamed.emit(old, new)
        return True

    def move(self, row: int, target: int) -> None:
        """Put a class at another place, and so under another digit key; beyond the ends nothing moves."""
        names = list(self._names)
        if 0 <= row < len(names) and 0 <= target < len(names):
            names.insert(target, names.pop(row))
            self.set_names(names)

    def _lasting(self) -> tuple[str, ...]:
        return tuple(name for name in self._names if name not in self._taken)

    def remove(self, name: str) -> None:
        """Take a class out of the list. Objects of that class keep their name."""
        self.set_names(each for each in self._names if each != name)
