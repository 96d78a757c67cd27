"""The commands of zoom, panels, theme and the window itself."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, MenuBlock, Need

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class ViewCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return quitting, stopping long work, zoom, tone, panels and theme."""
        return (
            MenuBlock(Category.FILE, 60, self._quit()),
            MenuBlock(Category.DETECT, 13, self._stop()),
            MenuBlock(Category.VIEW, 20, self._zoom()),
            MenuBlock(Category.VIEW, 25, self._tone()),
            MenuBlock(Category.VIEW, 26, self._look()),
            MenuBlock(Category.VIEW, 32, self._panels()),
            MenuBlock(Category.VIEW, 40, self._theme()),
        )

    def _quit(self) -> Rows:
        tr = self.tr
        return (
            Row(A.QUIT, "log-out", "Ctrl+Q", tr("&Quit"), tr("Close the program")),
        )  # fmt: skip

    def _stop(self) -> Rows:
        tr = self.tr
        return (
            Row(A.STOP, "square", "Ctrl+.", tr("&Stop"), tr("Stop what is running"), Need.BUSY),
        )  # fmt: skip

    def _zoom(self) -> Rows:
        tr, image = self.tr, Need.IMAGE
        return (
            Row(
                A.ZOOM_IN, "zoom-in", "Ctrl++ Ctrl+=", tr("Zoom &in"), tr("Show the photo larger"), image,
                repeats=True,
            ),
            Row(
                A.ZOOM_OUT, "zoom-out", "Ctrl+-", tr("Zoom &out"), tr("Show the photo smaller"), image,
                repeats=True,
            ),
            Row(A.ZOOM_FIT, "maximize", "Ctrl+F", tr("&Fit"), tr("Show the whole photo"), image),
            Row(
                A.ZOOM_WIDTH, "move-horizontal", "Ctrl+Shift+F", tr("Fit &width"),
                tr("Show the photo as wide as the canvas"), image,
            ),
            Row(
                A.ZOOM_ACTUAL, "", "Ctrl+0", tr("&Actual size"),
                tr("One image pixel on one screen pixel"), image,
            ),
            Row(
                A.KEEP_ZOOM, "", "", tr("&Keep the zoom"),
                tr("Show the next image at the same zoom and place"), switch=ALONE,
            ),
            Row(
                A.MINIMAP, "", "M", tr("&Minimap"),
                tr("Show the whole photo in a corner while only part of it is in view"), switch=ALONE,
            ),
        )  # fmt: skip

    def _tone(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.BRIGHTNESS, "contrast", "B", tr("&Brightness and contrast"),
                tr("Show the image brighter or darker; files and detections stay as they are"), switch=ALONE,
            ),
            Row(
                A.RESET_BRIGHTNESS, "", "Shift+B", tr("Sho&w the image as it is"),
                tr("Take back brightness, contrast and range"), Need.IMAGE,
            ),
        )  # fmt: skip

    def _look(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.LOOK, "", "", tr("Lines and labe&ls…"),
                tr("Line width, size of labels and fill of the boxes"),
            ),
        )  # fmt: skip

    def _panels(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.PHOTO_ONLY, "expand", "Shift+F11", tr("P&hoto only"), tr("Hide or show all panels"),
                switch=ALONE,
            ),
            Row(A.FULL_SCREEN, "", "F11", tr("Full &screen"), tr("Fill the whole screen"), switch=ALONE),
            Row(A.RESET_LAYOUT, "panels-top-left", "", tr("&Reset panels"), tr("Put every panel back")),
        )  # fmt: skip

    def _theme(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.THEME_SYSTEM, "monitor", "", tr("S&ystem theme"),
                tr("Light or dark, following the system"), switch="theme",
            ),
            Row(A.THEME_LIGHT, "sun", "", tr("&Light"), tr("Always light"), switch="theme"),
            Row(A.THEME_DARK, "moon", "", tr("Dar&k"), tr("Always dark"), switch="theme"),
        )  # fmt: skip


OUTLINE = Outline(10, feature_beside(__name__, "ViewFeature"), (ViewCommands,), first=True)
