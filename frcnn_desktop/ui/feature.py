"""What a feature of the window is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypeVar, cast

from PySide6.QtCore import QObject

from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.document.values import Values
from frcnn_desktop.ui.services import Services
from frcnn_desktop.ui.shell.action_ids import Commands
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.dock_spec import Panels
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.shell import Shell

T = TypeVar("T", bound=QObject)


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a feature may build on: the document with its values, the canvas, the shell, the commands,
    the settings, and the services."""

    session: DocumentSession
    values: Values
    canvas: ImageCanvas
    shell: Shell
    actions: Actions
    settings: Settings
    services: Services
    _shared: dict[type[QObject], QObject] = field(default_factory=dict, init=False, repr=False)

    def shared(self, kind: type[T], make: Callable[[], T]) -> T:
        """Return the one object of a kind that several features use; whoever asks first has it made.

        So no feature has to be installed before another.
        """
        if kind not in self._shared:
            self._shared[kind] = make()
        return cast(T, self._shared[kind])


class Feature(QObject):
    """One thing a person does with the window. Making it installs it: it brings its panels, menus and status
    items to the frame and connects what it has to what is there. No order among features counts.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)

    def start(self) -> None:
        """The window is shown: start threads."""

    def keep(self) -> None:
        """The program ends: write what must not be lost. This is waited for. Safe to call twice."""

    def stop(self) -> None:
        """The program ends, and nothing waits for busy threads any more: end all work. Safe to call twice."""

    def may_close(self) -> bool:
        """Answer whether the window may close now. Who says no sees to it that it closes later, or says why
        it stays open."""
        return True


@dataclass(frozen=True, slots=True)
class Outline:
    """What the window has of a feature before that is loaded: its commands, and the frames of its `panels`.
    It stands as `OUTLINE` in the module `outline` of the feature's room.

    `order`: those with a lower one are installed first, and asked first whether the window may close.
    `load` imports the feature and returns its class, see `feature_beside`; `pieces` are modules imported
    before, so that neither takes long. `first`: it is seen in the first picture of the window, and installed
    before that.
    """

    order: int
    load: Callable[[], type[Feature]]
    commands: tuple[Callable[[QObject], Commands], ...] = ()
    panels: tuple[Callable[[QObject], Panels], ...] = ()
    pieces: tuple[str, ...] = ()
    first: bool = False


def feature_beside(outline: str, name: str) -> Callable[[], type[Feature]]:
    """Return what imports the module `feature` beside the module `outline`, and gives its class `name`.

    By name, since a feature may use what stands in its outline. TypeError where the class is none.
    """
    module = f"{outline.rpartition('.')[0]}.feature"

    def load() -> type[Feature]:
        kind = getattr(import_module(module), name)
        if not (isinstance(kind, type) and issubclass(kind, Feature)):
            raise TypeError(f"{module}.{name} is no Feature")
        return kind

    return load
