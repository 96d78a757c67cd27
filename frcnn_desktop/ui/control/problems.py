"""Telling what is odd about an annotation that was opened all the same, and putting it right."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.action_ids import ActionId
from frcnn_desktop.ui.actions import Actions
from frcnn_desktop.ui.banner import MessageKind
from frcnn_desktop.ui.dialogs.problems import ProblemsDialog
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.main_window import MainWindow
from frcnn_desktop.voc.problems import fix_problems, list_problems

KEY = "problems"


class ProblemsControl(QObject):
    """Shows a banner when an annotation with problems is opened; "Fix" is one undoable command."""

    def __init__(
        self, window: MainWindow, actions: Actions, session: DocumentSession, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._dialog: ProblemsDialog | None = None
        session.image_changed.connect(self._on_image)
        actions[ActionId.FIX_PROBLEMS].triggered.connect(self._review)

    @Slot()
    def _on_image(self) -> None:
        self._window.banner.clear(KEY)
        annotation = self._session.annotation
        problems = annotation.problems if annotation else ()
        if problems:
            text = problems[0].message
            if len(problems) > 1:
                text = self.tr("{first} (and {count} more)").format(first=text, count=len(problems) - 1)
            buttons = [(self.tr("Review…"), self._review), (self.tr("Fix"), self._fix)]
            self._window.banner.show_message(MessageKind.WARNING, text, buttons, key=KEY)

    @Slot()
    def _review(self) -> None:
        annotation = self._session.annotation
        if annotation is None:
            return
        self._dialog = ProblemsDialog(list_problems(annotation), self._window)
        self._dialog.fix_wanted.connect(self._fix)
        self._dialog.object_chosen.connect(self._on_object)
        self._dialog.show()

    @Slot(int)
    def _on_object(self, object_id: int) -> None:
        self._session.select([object_id])

    @Slot()
    def _fix(self) -> None:
        annotation, image = self._session.annotation, self._session.image
        if annotation is None or image is None:
            return
        fixed = fix_problems(annotation, image.width, image.height)
        self._session.replace_annotation(fixed, self.tr("Fix annotation"))
        left = len(list_problems(fixed))
        done = self.tr("Fixed. Undo takes it back.")
        self._window.status.set_message(
            done if not left else self.tr("Fixed what could be; {left} left for you.").format(left=left)
        )
