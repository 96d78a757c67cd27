"""The program opens where it was closed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from frcnn_desktop.ui.browse.last_place import LastPlace, read_place
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import Settings

KEY = "resume"
NOTING_MS = 2_000
"""A program that is killed comes back this close to where it was."""


class Resume(QObject):
    """Notes what is open, and opens it again when a program starts that was asked for nothing else.

    A start that did not get as far as showing the image is not repeated: an image that ends the program
    would end it each time.
    """

    @classmethod
    def of(cls, context: Context) -> Resume:
        """Return the one of the window."""
        return context.shared(cls, lambda: cls(context))

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self._shell, self._settings, self._canvas = context.shell, context.settings, context.canvas
        self._session, self._workspace = context.session, Workspace.of(context)
        self._awaited: LastPlace | None = None
        self._ended = False
        self._timer = QTimer(self, singleShot=True, interval=NOTING_MS)
        self._timer.timeout.connect(self.note)
        switch = context.actions[ActionId.RESUME]
        switch.setChecked(self._settings.resume)
        switch.toggled.connect(partial(Settings.resume.set, self._settings))
        self._workspace.current_changed.connect(self._on_current)
        self._workspace.open_failed.connect(self._on_arrived)
        self._workspace.nothing_found.connect(self._on_arrived)
        self._workspace.paths_changed.connect(self._note_soon)
        context.canvas.zoom_changed.connect(self._note_soon)

    def begin(self) -> None:
        """Open what was open, if a person wants that and the last start did not fail at it."""
        last = read_place(self._settings.last_place)
        if last is None or not self._settings.resume:
            return
        if self._settings.resuming:
            self._settings.resuming = False
            text = self.tr("The last start did not get as far as showing {name}. It is not opened by itself.")
            self._shell.notify(MessageKind.WARNING, text.format(name=_name(last)), key=KEY)
            return
        self._settings.resuming = True
        self._awaited = last
        self._workspace.open_paths(list(last.opened), at=last.image)

    @Slot()
    def note(self) -> None:
        """Keep in the settings what is open now; with nothing open what was noted before stays."""
        self._timer.stop()
        opened, image = self._workspace.opened, self._session.image
        if opened:
            zoom = self._canvas.place if image is not None else None
            last = LastPlace(opened, self._workspace.catalogue.current, zoom)
            self._settings.last_place = last.plain()

    def finish(self) -> None:
        """The program ends properly. Safe to call twice."""
        if self._awaited is None and not self._ended:
            self.note()
        self._ended = True
        self._timer.stop()
        self._settings.resuming = False

    @Slot()
    def _note_soon(self) -> None:
        # Not started anew by each step: one who never rests is noted as well.
        if self._awaited is None and not self._timer.isActive():
            self._timer.start()

    @Slot(object)
    def _on_current(self, path: Path | None) -> None:
        awaited = self._awaited
        if path is not None and awaited is not None and path == awaited.image and awaited.zoom is not None:
            self._canvas.take_place(awaited.zoom)
        if path is not None:
            self._on_arrived()
        self._note_soon()

    @Slot()
    def _on_arrived(self) -> None:
        if self._awaited is not None:
            self._awaited = None
            self._settings.resuming = False


def _name(last: LastPlace) -> str:
    return (last.image or last.opened[0]).name
