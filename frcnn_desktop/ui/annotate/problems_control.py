"""Telling what is odd about an annotation that was opened all the same, and putting it right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.upright import swaps_sides
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.kit.banner import BannerAction, MessageKind
from frcnn_desktop.ui.kit.dialog_place import DialogPlace
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.voc.problems import fix_problems, is_unrotated, list_problems, turn_annotation

KEY = "problems"
CLOCKWISE, ANTICLOCKWISE = 6, 8
"""EXIF orientations of a camera held on its side."""

if TYPE_CHECKING:
    from frcnn_desktop.ui.annotate.problems_dialog import ProblemsDialog


class ProblemsControl(QObject):
    """Shows a banner when an annotation with problems is opened; each way out is one undoable command."""

    def __init__(
        self, shell: Shell, actions: Actions, session: DocumentSession, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shell, self._session = shell, session
        self._place: DialogPlace[ProblemsDialog] = DialogPlace()
        self._unrotated = False
        session.image_changed.connect(self._on_image)
        session.annotation_changed.connect(self._on_annotation)
        actions[ActionId.FIX_PROBLEMS].triggered.connect(self._review)

    @Slot()
    def _on_image(self) -> None:
        # What it shows is about the image that was left.
        self._place.close()
        self._tell()

    def _tell(self) -> None:
        self._shell.clear(KEY)
        annotation = self._session.annotation
        self._unrotated = annotation is not None and is_unrotated(annotation)
        if annotation is None or not annotation.problems:
            return
        problems = annotation.problems
        text = in_language(problems[0].message)
        if self._unrotated:
            text = in_language(next(each.message for each in problems if each.code == "size-swapped"))
        if len(problems) > 1:
            text = self.tr("{first} (and {count} more)").format(first=text, count=len(problems) - 1)
        ways_out = self._turns() if self._unrotated else [(self.tr("Fix"), self._fix)]
        buttons = [(self.tr("Review…"), self._review), *ways_out]
        image = self._session.image
        about = None if image is None else image.path
        self._shell.notify(MessageKind.WARNING, text, buttons, key=KEY, about=about)

    @Slot()
    def _on_annotation(self) -> None:
        """Follow fixing and turning, and their undo: un-rotated boxes are never shown silently."""
        annotation = self._session.annotation
        if annotation is None:
            return
        if self._place.dialog is not None:
            self._place.dialog.set_problems(list_problems(annotation))
        if is_unrotated(annotation) is not self._unrotated:
            self._tell()

    def _turns(self) -> list[BannerAction]:
        image = self._session.image
        if image is not None and swaps_sides(image.orientation):
            return [(self.tr("Turn the boxes"), partial(self._turn, image.orientation))]
        # The image says no orientation, perhaps because its tag was removed: a person has to see which way.
        return [
            (self.tr("Turn clockwise"), partial(self._turn, CLOCKWISE)),
            (self.tr("Turn anticlockwise"), partial(self._turn, ANTICLOCKWISE)),
        ]

    def _turn(self, orientation: int) -> None:
        annotation = self._session.annotation
        if annotation is not None:
            self._session.replace_annotation(
                turn_annotation(annotation, orientation), self.tr("Turn the boxes")
            )
            self._shell.status(self.tr("Turned. Undo takes it back."))

    @Slot()
    def _review(self) -> None:
        from frcnn_desktop.ui.annotate.problems_dialog import ProblemsDialog

        annotation = self._session.annotation
        if annotation is None:
            return
        dialog = ProblemsDialog(list_problems(annotation), self._shell.owner)
        dialog.fix_wanted.connect(self._fix)
        dialog.object_chosen.connect(self._on_object)
        self._place.show(dialog)

    @Slot(int)
    def _on_object(self, object_id: int) -> None:
        self._session.select([object_id])

    @Slot()
    def _fix(self) -> None:
        annotation, image = self._session.annotation, self._session.image
        if annotation is None or image is None:
            return
        fixed = fix_problems(annotation, image.width, image.height)
        before, left = list_problems(annotation), len(list_problems(fixed))
        if fixed == annotation and left == len(before):
            self._shell.status(self.tr("Nothing here can be fixed without you."))
            return
        self._session.replace_annotation(fixed, self.tr("Fix annotation"))
        done = self.tr("Fixed. Undo takes it back.")
        self._shell.status(
            done if not left else self.tr("Fixed what could be; {left} left for you.").format(left=left)
        )
