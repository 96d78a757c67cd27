"""The commands of brightness and contrast, and what the status bar says of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QToolButton

from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec
from frcnn_desktop.ui.view.tone_panel import TonePanel
from frcnn_desktop.ui.view.view_tone import ViewTone

A = ActionId
RANGE_PLACE, ADJUSTED_PLACE = 44, 46


class ToneControl(QObject):
    """Says which grey values are shown, and that a view is adjusted: one click shows the image as it is."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self.tone = ViewTone(context)
        self._open = context.actions[A.BRIGHTNESS]
        self.panel = TonePanel(self.tone)
        place = DockPlace(DockSide.RIGHT, order=25, tab_of="layers", closed=True)
        context.shell.frame.add_dock(
            DockSpec("brightness", self.tr("Brightness"), self.panel, place, switch=self._open)
        )
        self._range, self._adjusted = QToolButton(), QToolButton()
        self._add_items(context)
        context.actions.bind(A.RESET_BRIGHTNESS, self.tone.reset)
        self.tone.changed.connect(self._show)
        self._show()

    def _add_items(self, context: Context) -> None:
        self._range.setToolTip(self.tr("Grey values shown as black and as white. Click to change them"))
        self._range.setAccessibleName(self.tr("Range of grey values"))
        self._range.clicked.connect(self._open_panel)
        set_icon(self._adjusted, "contrast", "accent_text")
        self._adjusted.setText(self.tr("View adjusted"))
        self._adjusted.setToolTip(
            self.tr("Brightness or contrast of the view is changed, not the image. Click to show it as it is")
        )
        self._adjusted.setAccessibleName(self.tr("View adjusted. Show the image as it is"))
        self._adjusted.setIconSize(QSize(14, 14))
        self._adjusted.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._adjusted.clicked.connect(self.tone.reset)
        for button, where in ((self._range, RANGE_PLACE), (self._adjusted, ADJUSTED_PLACE)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            context.shell.frame.add_status_item(button, where)

    @Slot()
    def _open_panel(self) -> None:
        self._open.setChecked(True)

    @Slot()
    def _show(self) -> None:
        image = self.tone.image
        self._adjusted.setVisible(self.tone.adjusted)
        grey = image.grey if image is not None else None
        self._range.setVisible(grey is not None)
        if grey is not None:
            low, high = (f"{value:,.6g}" for value in self.tone.tone.window or grey.shown)
            self._range.setText(self.tr("Grey {low} – {high}").format(low=low, high=high))
            self._range.setAccessibleName(self._range.text())
