"""Installing features: those of the first picture at once, the others in short turns after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtGui import QAction

from frcnn_desktop.ui.feature import Context, Feature, Outline
from frcnn_desktop.ui.shell.action_ids import MenuBlock

F = TypeVar("F", bound=Feature)

_BY_HAND = {
    QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin, QEvent.Type.DragEnter, QEvent.Type.Drop,
}  # fmt: skip


class Installation(QObject):
    """Whoever touches the window before it is complete has it completed first, and so has whoever asks for a
    command of a feature that is not there yet, or opens a panel of one: nobody ever meets half a window.

    Signals: `completed()` after `begin`, when every feature is there.
    """

    completed = Signal()

    def __init__(self, outlines: Sequence[Outline], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outlines = tuple(outlines)
        self._features: dict[int, Feature] = {}
        self._context: Context | None = None
        self._steps: Iterator[None] = iter(())
        self._started = self._busy = self._watching = self._ended = False

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
        if (application := QCoreApplication.instance()) is not None:
            application.installEventFilter(self)

    def start(self) -> None:
        """The window is shown: start what is there, and from now on whatever is installed."""
        self._started = True
        for feature in self.features:
            feature.start()

    def begin(self) -> None:
        """The window has been seen: install the others, a piece of them in each turn of the event loop."""
        if self._ended:
            return
        if next(self._steps, self) is self:
            self._stop_watching()
            self.completed.emit()
        else:
            QTimer.singleShot(0, self.begin)

    @Slot()
    def finish(self) -> None:
        """Install now whatever is not there yet."""
        if self._busy or self._ended:
            # A feature that is being installed looks at what it has brought.
            return
        self._stop_watching()
        for _ in self._steps:
            pass

    def end(self) -> None:
        """The program ends: nothing is installed any more."""
        self._ended = True
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
        if event.type() in _BY_HAND:
            self.finish()
        return super().eventFilter(watched, event)

    def _later(self, context: Context) -> Iterator[None]:
        """Bring what is not there, a short piece between two yields."""
        yield from context.actions.show_icons()
        for number, outline in enumerate(self._outlines):
            if number in self._features:
                continue
            for piece in outline.pieces:
                piece()
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
