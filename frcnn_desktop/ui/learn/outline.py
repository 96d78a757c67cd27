"""The commands and the panel of learning while labelling."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, MenuBlock, Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec

A, Row = ActionId, ActionSpec
_ORDER = "order"
Rows = tuple[ActionSpec, ...]
REVIEW_DOCK = "review"


class LearnCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return switch, orders and review; what is asked of suggestions has menus of its own."""
        return (
            MenuBlock(Category.DETECT, 25, self._switch()),
            MenuBlock(Category.IMAGE, 25, self._orders()),
            MenuBlock(Category.IMAGE, 40, self._review()),
            MenuBlock(Category.OBJECT, 32, self._similar()),
            MenuBlock(None, 0, self._answers(), self.tr("Learning")),
            MenuBlock(None, 1, self._choices(), self.tr("Learning")),
        )

    def _switch(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.LEARN, "sparkles", "Ctrl+L", tr("&Learn while labelling"),
                tr("Learn from every image that is saved, and suggest objects on the next ones"),
                switch=ALONE,
            ),
        )  # fmt: skip

    def _orders(self) -> Rows:
        tr, folder = self.tr, Need.FOLDER
        return (
            Row(
                A.ORDER_BY_NAME, "", "", tr("List by na&me"), tr("List and walk the images by their names"),
                folder, switch=_ORDER,
            ),
            Row(
                A.ORDER_NEXT, "", "", tr("List what to label ne&xt"),
                tr("Images that teach most come next, never near-duplicates; choose it again to order anew"),
                folder, switch=_ORDER,
            ),
        )  # fmt: skip

    def _review(self) -> Rows:
        tr, one = self.tr, Need.DISAGREEMENT
        return (
            Row(
                A.REVIEW, "scan-eye", "Ctrl+Shift+R", tr("Re&view labels"),
                tr("Look where the model and the labels of this folder disagree"), Need.FOLDER, switch=ALONE,
            ),
            Row(
                A.REVIEW_NEXT, "", "J", tr("Next &disagreement"),
                tr("Open the image of the next disagreement, the most certain first"), Need.FOLDER,
            ),
            Row(
                A.REVIEW_ACCEPT, "", "Y", tr("Ta&ke the model's"),
                tr("Change the label as the model has it; undo takes it back"), one,
            ),
            Row(A.REVIEW_KEEP, "", "K", tr("Keep m&ine"), tr("The label is right; do not ask again"), one),
        )  # fmt: skip

    def _similar(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.SIMILAR, "", "", tr("Similar ob&jects"),
                tr("List the places of the labelled images that look most like the selected object"),
                Need.SELECTION | Need.LEARNING,
            ),
        )  # fmt: skip

    def _answers(self) -> Rows:
        tr, one = self.tr, Need.SUGGESTION
        return (
            Row(
                A.ACCEPT_AND_NEXT, "check-check", "Shift+Space", tr("Accept all and go &on"),
                tr("Accept every suggestion shown, mark the image as verified, save, and open the next one"),
                Need.IMAGE | Need.LEARNING,
            ),
            Row(
                A.REJECT, "square-x", "", tr("&Reject suggestion"),
                tr("The selected suggestion, or the best one left, is no object; remembered when learning"),
                one,
            ),
            Row(
                A.SNAP_SUGGESTION, "magnet", "", tr("S&nap suggestion"),
                tr("Tighten the selected suggestion, or the best one left"), one,
            ),
            Row(
                A.SUGGEST_AGAIN, "sparkles", "Shift+I", tr("Su&ggest again"),
                tr("Show on this image what has been learnt since it was opened"),
                Need.IMAGE | Need.LEARNING,
            ),
        )  # fmt: skip

    def _choices(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.SPACE_ACCEPTS, "", "", tr("Space accepts what is &shown"),
                tr("Space accepts all suggestions, verifies, saves and goes on; undo takes it back"),
                Need.LEARNING, switch=ALONE,
            ),
            Row(
                A.ONE_CLASS, "", "", tr("One class at a &time"),
                tr("Walk the list for the current class alone: only it is suggested, and every box gets it"),
                Need.IMAGE | Need.LEARNING, switch=ALONE,
            ),
            Row(
                A.OTHER_CLASSES, "", "", tr("Show the model's &other classes"),
                tr("Beside the suggestions show detections of classes that this set does not have yet"),
                Need.LEARNING, switch=ALONE,
            ),
        )  # fmt: skip


class LearnPanels(QObject):
    """The review of labels."""

    def docks(self, actions: Actions) -> tuple[DockSpec, ...]:
        """Return it, below the photo."""
        place, switch = DockPlace(DockSide.BELOW, order=75), actions[ActionId.REVIEW]
        return (DockSpec(REVIEW_DOCK, self.tr("Review"), None, place, foldable=False, switch=switch),)


OUTLINE = Outline(
    60,
    feature_beside(__name__, "LearnFeature"),
    (LearnCommands,),
    (LearnPanels,),
    ("frcnn_desktop.workers.learning.review", "frcnn_desktop.workers.learning.service"),
)
