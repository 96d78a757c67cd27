"""What a person wants of the classes, before anything is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frcnn_desktop.curation.class_census import ClassCensus, ClassCount
from frcnn_desktop.curation.class_changes import ClassChanges
from frcnn_desktop.curation.spelling import Suspicion, suspicions


@dataclass(frozen=True, slots=True)
class Row:
    """A class with what is to become of it: `after` is its new name, None: its objects are deleted."""

    count: ClassCount
    after: str | None

    @property
    def name(self) -> str:
        """What it is called in the files."""
        return self.count.name


class ClassDraft:
    """Classes by the names in the files, in the order of the list; those that are not in it come last."""

    def __init__(self, census: ClassCensus, listed: Sequence[str]) -> None:
        self._counts = {each.name: each for each in census.classes()}
        self._listed = tuple(listed)
        self.suspicions: tuple[Suspicion, ...] = suspicions(census.written())
        self.reset()

    def reset(self) -> None:
        """Want nothing."""
        self._order = list(dict.fromkeys([*self._listed, *(name for name in self._counts if name)]))
        self._before = tuple(self._order)
        self._renamed: dict[str, str] = {}
        self._deleted: set[str] = set()
        self._respelt: dict[str, str] = {}

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every class in its order; objects without a class last."""
        names = [*self._order, *([""] if "" in self._counts else [])]
        return tuple(Row(self._counts.get(name, ClassCount(name, 0, 0)), self.after(name)) for name in names)

    def after(self, name: str) -> str | None:
        """Return what a class is to be called, None: nothing, it goes."""
        if name in self._deleted:
            return None
        if name in self._renamed:
            return self._renamed[name]
        return self.after(self._respelt[name]) if name in self._respelt else name

    def rename(self, name: str, new: str) -> None:
        """Call a class so; the name of another one merges both."""
        self._respelt.pop(name, None)
        self._deleted.discard(name)
        self._renamed.pop(name, None)
        if (new := new.strip()) != name:
            self._renamed[name] = new

    def merge(self, names: Iterable[str], into: str) -> None:
        """Make one class of several."""
        for name in names:
            if name != into:
                self.rename(name, into)

    def delete(self, names: Iterable[str]) -> None:
        """Delete all objects of classes."""
        for name in names:
            self.rename(name, name)
            self._deleted.add(name)

    def restore(self, names: Iterable[str]) -> None:
        """Let classes be as they are."""
        for name in names:
            self.rename(name, name)

    def move(self, names: Iterable[str], step: int) -> None:
        """Move classes together one place up (-1) or down (1); at either end nothing moves."""
        places = sorted((self._order.index(name) for name in names if name in self._order), reverse=step > 0)
        if not places or not 0 <= places[0] + step < len(self._order):
            return
        for place in places:
            self._order.insert(place + step, self._order.pop(place))

    def respell(self, suspicion: Suspicion, on: bool) -> None:
        """Take the odd spellings for the usual one, or not."""
        for name in suspicion.odd:
            self._respelt.pop(name, None)
            if on:
                self._renamed.pop(name, None)
                self._deleted.discard(name)
                self._respelt[name] = suspicion.keep

    def respells(self, suspicion: Suspicion) -> bool:
        """Say whether all odd spellings are taken for the usual one."""
        return all(self._respelt.get(name) == suspicion.keep for name in suspicion.odd)

    @property
    def changes(self) -> ClassChanges:
        """What is to be done in the files."""
        renamed = dict(self._renamed)
        deleted = set(self._deleted)
        for name in self._respelt:
            after = self.after(name)
            if after is None:
                deleted.add(name)
            else:
                renamed[name] = after
        return ClassChanges({name: new for name, new in renamed.items() if name != new}, frozenset(deleted))

    @property
    def names(self) -> tuple[str, ...]:
        """The list as it is to be."""
        return tuple(name for name in self.changes.of_list(tuple(self._order)) if name)

    @property
    def reordered(self) -> bool:
        """Whether classes are to stand in another order."""
        return tuple(self._order) != self._before
