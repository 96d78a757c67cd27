"""The commands of the inside view, for the table of commands."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.ui.shell.action_ids import ActionId, ActionSpec, Category, MenuSpec

A, Row = ActionId, ActionSpec


class InsideRows(QObject):
    """Holds the rows, in menu order and in the user's language."""

    def see_inside(self) -> ActionSpec:
        """Return the switch that stands in the View menu."""
        return Row(
            A.SEE_INSIDE, "scan-eye", "Ctrl+Shift+W", self.tr("See in&side"),
            self.tr("Walk this image through every stage of Fast R-CNN"), checkable=True,
        )  # fmt: skip

    def menu(self) -> MenuSpec:
        """Return the menu of stages and pictures."""
        return MenuSpec(Category.INSIDE, self.tr("I&nside"), (*self._stages(), None, *self._rest()))

    def _stages(self) -> tuple[ActionSpec, ...]:
        return tuple(Row(stage.action, "", stage.key, stage.menu_text, stage.tip) for stage in STAGES)

    def _rest(self) -> tuple[ActionSpec | None, ...]:
        tr = self.tr
        return (
            Row(
                A.FADE_STAGES, "", "", tr("F&ade between stages"),
                tr("Let each stage fade into the next, where the system allows motion"), checkable=True,
            ),
            None,
            Row(
                A.EXAMPLE, "grid-2x2", "", tr("&Worked example…"),
                tr("Pool a small map by hand, in the three ways that RoI pooling is read"),
            ),
            Row(
                A.EXPORT_PICTURE, "image-down", "Ctrl+Shift+P", tr("Export pict&ure…"),
                tr("Save or copy a stage, the whole walk or another view as PNG, SVG or GIF"),
            ),
        )  # fmt: skip
