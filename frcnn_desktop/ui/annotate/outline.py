"""The commands of editing objects and classes."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.document.class_list import KEYED
from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, MenuBlock, Need

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]
CLASS_KEYS = KEYED


class AnnotateCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return editing, drawing, flags and problems; the rows of classes have a menu of their own."""
        return (
            MenuBlock(Category.EDIT, 10, self._undo()),
            MenuBlock(Category.EDIT, 20, self._clipboard()),
            MenuBlock(Category.EDIT, 30, self._select()),
            MenuBlock(Category.OBJECT, 10, self._modes()),
            MenuBlock(Category.OBJECT, 12, self._drawing()),
            MenuBlock(Category.OBJECT, 20, self._flags()),
            MenuBlock(Category.OBJECT, 25, self._views()),
            MenuBlock(Category.OBJECT, 31, self._best_class()),
            MenuBlock(Category.OBJECT, 40, self._problems()),
            MenuBlock(None, 0, self.class_rows(), self.tr("Classes")),
        )

    def _undo(self) -> Rows:
        tr = self.tr
        return (
            Row(A.UNDO, "undo-2", "Ctrl+Z", tr("&Undo"), tr("Undo the last edit"), repeats=True),
            Row(
                A.REDO, "redo-2", "Ctrl+Shift+Z Ctrl+Y", tr("&Redo"), tr("Redo the last undone edit"),
                repeats=True,
            ),
        )  # fmt: skip

    def _clipboard(self) -> Rows:
        tr, one, image = self.tr, Need.SELECTION, Need.IMAGE
        return (
            Row(A.COPY, "copy", "Ctrl+C", tr("&Copy"), tr("Copy the selected objects"), one),
            Row(
                A.PASTE, "clipboard-paste", "Ctrl+V", tr("&Paste"),
                tr("Paste the copied objects; with none copied, those of the previous image"), image,
            ),
            Row(
                A.DUPLICATE, "copy-plus", "Ctrl+D", tr("D&uplicate"), tr("Duplicate the selection"), one,
            ),
            Row(A.DELETE, "trash-2", "Del Backspace", tr("&Delete"), tr("Delete the selected objects"), one),
        )  # fmt: skip

    def _select(self) -> Rows:
        tr, image = self.tr, Need.IMAGE
        return (
            Row(A.SELECT_ALL, "list-checks", "Ctrl+A", tr("Select &all"), tr("Select every object"), image),
            Row(
                A.CANCEL, "", "Esc", tr("Ca&ncel"),
                tr("Cancel the gesture; again to leave drawing; again to clear the selection"),
            ),
        )  # fmt: skip

    def _modes(self) -> Rows:
        tr, image = self.tr, Need.IMAGE
        return (
            Row(
                A.DRAW, "square-plus", "W", tr("&Draw box"), tr("Draw a new box by dragging"), image,
                switch="mode",
            ),
            Row(
                A.SELECT, "mouse-pointer-2", "Ctrl+J", tr("&Select and move"),
                tr("Select, move and resize boxes"), image, switch="mode",
            ),
        )  # fmt: skip

    def _drawing(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.KEEP_DRAWING, "", "", tr("&Keep drawing"),
                tr("Stay ready to draw after a box, until Esc"), switch=ALONE,
            ),
            Row(
                A.DRAW_BY_POINTS, "", "Shift+W", tr("Draw by &four points"),
                tr("Click the top, left, bottom and right of an object, in any order, instead of dragging"),
                switch=ALONE,
            ),
            Row(
                A.CROSSHAIR, "crosshair", "C", tr("Cr&osshair"),
                tr("Show lines through the cursor while drawing"), switch=ALONE,
            ),
            Row(
                A.ALIGN, "", "", tr("Ali&gn to neighbours"),
                tr("Edges of other objects attract what is drawn, moved or resized; not while Alt is held"),
                switch=ALONE,
            ),
            Row(
                A.DRAW_ON_EMPTY, "", "", tr("Draw wit&hout a key"),
                tr("Dragging on empty space draws a box instead of selecting"), switch=ALONE,
            ),
        )  # fmt: skip

    def _flags(self) -> Rows:
        tr, one = self.tr, Need.SELECTION
        return (
            Row(
                A.EDIT_LABEL, "pencil", "Ctrl+E", tr("&Edit label…"),
                tr("Change the class of the selected objects"), one,
            ),
            Row(
                A.DIFFICULT, "circle-dashed", "X", tr("D&ifficult"),
                tr("Mark the selected objects as difficult: training and scoring leave them out"), one,
                switch=ALONE,
            ),
            Row(
                A.TRUNCATED, "scissors", "T", tr("&Truncated"),
                tr("Mark the selected objects as reaching beyond the picture"), one, switch=ALONE,
            ),
            Row(
                A.OCCLUDED, "", "O", tr("&Occluded"),
                tr("Mark the selected objects as partly covered by something else"), one, switch=ALONE,
            ),
            Row(
                A.OBJECT_DETAILS, "", "Shift+E", tr("Detail&s…"),
                tr("Flags, pose and free attributes of the selected objects"), one,
            ),
            Row(
                A.COMMENT, "message-square", "Shift+C", tr("Co&mment on the image…"),
                tr("Say something about the whole image; it is kept in its annotation and can be searched"),
                Need.IMAGE,
            ),
        )  # fmt: skip

    def _views(self) -> Rows:
        tr, one, image = self.tr, Need.SELECTION, Need.IMAGE
        return (
            Row(
                A.LOCK_OBJECT, "lock", "L", tr("&Lock or unlock"),
                tr("Keep the selected objects from being moved, deleted or relabelled by accident"), one,
            ),
            Row(
                A.HIDE_OBJECT, "eye-off", "Shift+H", tr("&Hide"),
                tr("Do not draw the selected objects; they are saved all the same"), one,
            ),
            Row(
                A.SHOW_HIDDEN, "eye", "Ctrl+Shift+H", tr("Show hidden ob&jects"),
                tr("Draw every object again"), image,
            ),
            Row(
                A.TO_FRONT, "", "Shift+PgUp", tr("Bring to f&ront"),
                tr("Draw the selected objects above all others and let clicks find them first"), one,
            ),
            Row(
                A.TO_BACK, "", "Shift+PgDown", tr("Send to &back"),
                tr("Draw the selected objects below all others and let clicks find them last"), one,
            ),
        )  # fmt: skip

    def _best_class(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.TAKE_BEST_CLASS, "", "", tr("Take the &best class when it is clear"),
                tr("Give a new box its class without asking when the detector is sure of it"), switch=ALONE,
            ),
        )  # fmt: skip

    def _problems(self) -> Rows:
        tr, image = self.tr, Need.IMAGE
        return (
            Row(
                A.FIX_PROBLEMS, "wrench", "", tr("&Fix annotation problems…"),
                tr("See what is wrong in this XML file and put it right"), image,
            ),
        )  # fmt: skip

    def class_rows(self) -> Rows:
        """Return the commands behind the digit keys, which have a menu of their own inside Object."""
        text = self.tr("Class {digit}")
        tip = self.tr("Give the selected objects class {digit}; without a selection, use it for the next box")
        return tuple(
            Row(class_action_id(n), "", str(n), text.format(digit=n), tip.format(digit=n))
            for n in range(1, CLASS_KEYS + 1)
        )


def class_action_id(digit: int) -> str:
    """Return the id of the command behind a digit key, 1..9."""
    return f"class_{digit}"


OUTLINE = Outline(30, feature_beside(__name__, "AnnotateFeature"), (AnnotateCommands,), first=True)
