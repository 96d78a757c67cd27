"""The comment on the open image: shown below its objects, written in a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from frcnn_desktop.ui.annotate.comment_strip import CommentStrip
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.shell.action_ids import ActionId

if TYPE_CHECKING:
    from frcnn_desktop.ui.annotate.comment_dialog import CommentDialog


class CommentControl(QObject):
    """Keeps the strip in step with the document and asks for another comment."""

    def __init__(self, context: Context, strip: CommentStrip) -> None:
        super().__init__(context.shell)
        self._session, self._strip, self._owner = context.session, strip, context.shell.owner
        self._later = context.canvas.paint_first.then
        self.dialog: CommentDialog | None = None
        context.actions.bind(ActionId.COMMENT, self._ask)
        strip.clicked.connect(self._ask)
        context.session.image_changed.connect(self._on_change)
        context.session.annotation_changed.connect(self._on_change)

    @Slot()
    def _on_change(self) -> None:
        self._later(self._show)

    def _show(self) -> None:
        annotation = self._session.annotation
        self._strip.show_comment("" if annotation is None else annotation.comment)

    @Slot()
    def _ask(self) -> None:
        from frcnn_desktop.ui.annotate.comment_dialog import CommentDialog

        annotation = self._session.annotation
        if annotation is None:
            return
        self.dialog = CommentDialog(annotation.comment, self._owner)
        # Not modal by a loop of its own: events of the window go on.
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.accepted.connect(self._on_accepted)
        self.dialog.open()

    @Slot()
    def _on_accepted(self) -> None:
        if self.dialog is not None and self._session.annotation is not None:
            self._session.set_comment(self.dialog.comment)
