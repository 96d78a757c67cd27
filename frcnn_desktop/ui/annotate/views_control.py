"""Hiding, locking and stacking objects: the commands, and what the status bar says of what is hidden."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QToolButton

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.annotate.objects_panel import ObjectsPanel
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.shell.action_ids import ActionId

A = ActionId
HIDDEN_PLACE = 42


class ViewsControl(QObject):
    """Lets the commands and the panel's icons act on the object views. None of it is an edit."""

    def __init__(self, context: Context, panel: ObjectsPanel) -> None:
        super().__init__(context.shell)
        self._session, self._panel = context.session, panel
        self._later = context.canvas.paint_first.then
        self._views = context.session.views
        for name, command in (
            (A.HIDE_OBJECT, self._hide),
            (A.SHOW_HIDDEN, self._views.show_all),
            (A.LOCK_OBJECT, self._lock),
            (A.TO_FRONT, self._to_front),
            (A.TO_BACK, self._to_back),
        ):
            context.actions.bind(name, command)
        self._told = QToolButton()
        set_icon(self._told, "eye-off", "accent_text")
        self._told.setIconSize(QSize(14, 14))
        self._told.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._told.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._told.setToolTip(self.tr("Hidden objects are saved like all others. Click to show them"))
        self._told.clicked.connect(self._views.show_all)
        context.shell.frame.add_status_item(self._told, HIDDEN_PLACE)
        panel.view_toggled.connect(self._on_toggled)
        self._views.changed.connect(self._show)
        context.session.annotation_changed.connect(self._show)
        self._show()

    def _hide(self) -> None:
        self._views.toggle_hidden(self._session.selection)
        self._session.select(self._session.selection - self._views.hidden)

    def _lock(self) -> None:
        self._views.toggle_locked(self._session.selection)

    def _to_front(self) -> None:
        self._views.to_front(self._session.selection)

    def _to_back(self) -> None:
        self._views.to_back(self._session.selection)

    @Slot(int, str)
    def _on_toggled(self, object_id: int, what: str) -> None:
        if what == "locked":
            self._views.toggle_locked([object_id])
            return
        self._views.toggle_hidden([object_id])
        self._session.select(self._session.selection - self._views.hidden)

    @Slot()
    def _show(self) -> None:
        self._later(self._show_views)

    def _show_views(self) -> None:
        views = self._views
        self._panel.show_views(views.hidden, views.locked)
        count = sum(item.id in views.hidden for item in self._session.objects)
        self._told.setVisible(count > 0)
        one, many = self.tr("{count} object hidden"), self.tr("{count} objects hidden")
        self._told.setText(counted(count, one, many))
        self._told.setAccessibleName(self._told.text())
