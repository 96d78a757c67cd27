"""Installing features: those of the first picture at once, the others in short turns after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import chain
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent

from frcnn_desktop.ui.feature import Context, Feature, Outline
from frcnn_desktop.ui.shell.action_ids import MenuBlock

F = TypeVar("F", bound=Feature)

_BY_HAND = {
    QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin,
}  # fmt: skip
"""What is dropped is not among them: a thread looks at it, and then it waits, see `then`."""
_MODIFIERS = {
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}  # fmt: skip
"""Keys that mean nothing before another key or a click follows. Alt is not among them: it opens the menus."""


class Installation(QObject):
    """Whoever touches the window before it is complete has it completed first, and so has whoever asks for a
    command of a feature that is not there yet, or opens a panel of one: nobody ever meets half a window.
    What can wait does so, see `then`.

    Signals: `completed()` after `begin`, when every feature is there and what waited for them has been done.
    """

    completed = Signal()
    _next = Signal()

    def __init__(self, outlines: Sequence[Outline], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outlines = tuple(outlines)
        self._features: dict[int, Feature] = {}
        self._context: Context | None = None
        self._steps: Iterator[None] = iter(())
        self._works: list[Callable[[], object]] = []
        self._started = self._begun = self._done = self._busy = self._watching = self._ended = False
        # Of single shots, each posted by the one before, several go into one turn.
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._go_on)
        self._next.connect(self._do_next)

    def blocks(self) -> list[MenuBlock]:
        """Return the rows of all commands, also of features that are not installed yet."""
        return self._blocks_of(self._outlines)

    def _blocks_of(self, outlines: Iterable[Outline]) -> list[MenuBlock]:
        kinds = [commands for outline in outlines for commands in outline.commands]
        return [block for commands in kinds for block in commands(self).blocks()]

    @property
    def features(self) -> tuple[Feature, ...]:
        """Those that are installed, in the order of the list."""
        return tuple(self._features[number] for number in sorted(self._features))

    @property
    def complete(self) -> bool:
        """Whether every feature is installed."""
        return len(self._features) == len(self._outlines)

    def install_first(self, context: Context) -> None:
        """Install what is seen at first, and announce the panels of the others."""
        self._context, self._steps = context, self._later(context)
        for number, outline in enumerate(self._outlines):
            for panels in outline.panels:
                for spec in panels(self).docks(context.actions):
                    context.shell.frame.add_dock(spec)
            if outline.first:
                self._add(number, outline.load(), context)

    def watch(self) -> None:
        """The window is built: from now on, whoever needs what is not there gets it."""
        assert self._context is not None
        frame = self._context.shell.frame
        if frame.shows_empty_dock:
            self.finish()
        if self.complete:
            return
        self._watching = True
        frame.panel_wanted.connect(self.finish)
        frame.menu_wanted.connect(self.finish)
        for action in self._actions_of_later(self._context):
            # Everything here lives in the GUI thread, so a partial is a safe receiver.
            if action.isCheckable():
                action.toggled.connect(partial(self._on_switched, action))
            else:
                action.triggered.connect(partial(self._on_triggered, action))

    def start(self) -> None:
        """The window is shown: start what is there, and from now on whatever is installed."""
        self._started = True
        for feature in self.features:
            feature.start()

    def begin(self) -> None:
        """The window has been seen: install the others, a piece of them in each turn of the event loop."""
        if not (self._ended or self._begun):
            self._begun = True
            self._turns.start()
            if self._watching and (application := QCoreApplication.instance()) is not None:
                # Not before: each of the thousand events of showing a window would become a Python object.
                application.installEventFilter(self)

    def then(self, work: Callable[[], object]) -> None:
        """Do this as soon as every feature is there, after what waits already; the window goes on."""
        if self._done:
            work()
        else:
            self._works.append(work)
            # Not every window is ever seen.
            self.begin()

    @Slot()
    def _go_on(self) -> None:
        if next(self._steps, self) is self:
            self._turns.stop()
            self._on_complete()
            self.completed.emit()

    def _on_complete(self) -> None:
        self._done = True
        self._stop_watching()
        while self._works:
            # By a signal: an error in one piece does not keep the others from being done.
            self._next.emit()

    @Slot()
    def _do_next(self) -> None:
        self._works.pop(0)()

    @Slot()
    def finish(self) -> None:
        """Install now whatever is not there yet."""
        if self._busy or self._ended:
            # A feature that is being installed looks at what it has brought.
            return
        for _ in self._steps:
            pass
        self._on_complete()

    def end(self) -> None:
        """The program ends: nothing is installed any more."""
        self._ended = True
        self._turns.stop()
        self._works.clear()
        self._stop_watching()

    def feature(self, kind: type[F]) -> F:
        """Return the feature of a kind, installed now if it was not. KeyError where there is none."""
        for _ in range(2):
            for feature in self.features:
                if isinstance(feature, kind):
                    return feature
            self.finish()
        raise KeyError(kind.__name__)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Complete the window before the first thing that a person does with it."""
        if event.type() in _BY_HAND and not (isinstance(event, QKeyEvent) and event.key() in _MODIFIERS):
            self.finish()
        return super().eventFilter(watched, event)

    def _later(self, context: Context) -> Iterator[None]:
        """Bring what is not there, a short piece in each step. What fails ends that feature alone."""
        brought = (self._bring(number, outline, context) for number, outline in enumerate(self._outlines))
        return chain(context.actions.show_icons(), chain.from_iterable(brought))

    def _bring(self, number: int, outline: Outline, context: Context) -> Iterator[None]:
        if number in self._features:
            return
        for piece in outline.pieces:
            import_module(piece)
            yield
        kind = outline.load()
        yield
        self._add(number, kind, context)
        yield

    def _add(self, number: int, kind: type[Feature], context: Context) -> None:
        self._busy = True
        try:
            feature = self._features[number] = kind(context)
            if self._started:
                feature.start()
        finally:
            self._busy = False

    def _actions_of_later(self, context: Context) -> list[QAction]:
        later = [outline for number, outline in enumerate(self._outlines) if number not in self._features]
        blocks = self._blocks_of(later)
        return [context.actions[row.id] for block in blocks for row in block.rows]

    def _on_triggered(self, action: QAction, _checked: bool = False) -> None:
        if self._watching and not self._busy:
            self.finish()
            # Who has connected meanwhile does not get the signal that is on its way.
            action.triggered.emit()

    def _on_switched(self, action: QAction, on: bool) -> None:
        if self._watching and not self._busy:
            with QSignalBlocker(action):
                action.setChecked(not on)
            self.finish()
            action.setChecked(on)

    def _stop_watching(self) -> None:
        self._watching = False
        if (application := QCoreApplication.instance()) is not None:
            application.removeEventFilter(self)
