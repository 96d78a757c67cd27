"""The commands of detection and of the layers."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, MenuBlock, Need

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class DetectCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return detecting, the folder, accepting, and the layers in the View menu."""
        return (
            MenuBlock(Category.DETECT, 10, self._detect()),
            MenuBlock(Category.DETECT, 12, self._folder()),
            MenuBlock(Category.DETECT, 14, self._automatic()),
            MenuBlock(Category.DETECT, 20, self._accept()),
            MenuBlock(Category.VIEW, 10, self._layers()),
        )

    def _detect(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.DETECT, "scan-search", "I", tr("&Detect"), tr("Run Fast R-CNN on this image"),
                Need.IMAGE | Need.MODEL,
            ),
        )  # fmt: skip

    def _folder(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.DETECT_FOLDER, "images", "Ctrl+B", tr("Detect &folder"),
                tr("Run Fast R-CNN on every image of the list in the background; annotations stay untouched"),
                Need.FOLDER | Need.MODEL,
            ),
            Row(
                A.PAUSE, "pause", "", tr("&Pause"), tr("Pause the detection of the folder, or go on"),
                Need.FOLDER_RUN, switch=ALONE,
            ),
        )  # fmt: skip

    def _automatic(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.AUTO_DETECT, "", "", tr("Detect when an image is &opened"),
                tr("Run Fast R-CNN on every image that is opened"), switch=ALONE,
            ),
        )  # fmt: skip

    def _accept(self) -> Rows:
        tr, found = self.tr, Need.DETECTIONS
        return (
            Row(
                A.ACCEPT, "check", "Return Enter", tr("&Accept"),
                tr("Turn the selected detection, or the best one left, into an object"), found,
            ),
            Row(
                A.ACCEPT_ALL, "check-check", "Ctrl+Shift+A", tr("Accept a&ll"),
                tr("Turn every detection above the score threshold into an object"), found,
            ),
        )  # fmt: skip

    def _layers(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.TOGGLE_BOXES, "eye", "H Ctrl+H", tr("Show &boxes"), tr("Hide or show all layers at once"),
                switch=ALONE,
            ),
            Row(A.SHOW_PROPOSALS, "", "Ctrl+1", tr("&Proposals"), tr("Show proposals"), switch=ALONE),
            Row(
                A.SHOW_ROI_PROJECTIONS, "", "Ctrl+2", tr("&RoI projections"),
                tr("Show the feature map cells that each RoI covers"), switch=ALONE,
            ),
            Row(A.SHOW_DETECTIONS, "", "Ctrl+3", tr("De&tections"), tr("Show detections"), switch=ALONE),
            Row(A.SHOW_OBJECTS, "", "Ctrl+4", tr("&Objects"), tr("Show objects"), switch=ALONE),
        )  # fmt: skip


OUTLINE = Outline(40, feature_beside(__name__, "DetectFeature"), (DetectCommands,), first=True)
