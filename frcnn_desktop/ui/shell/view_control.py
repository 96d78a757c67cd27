"""Zoom, theme, cursor and help: what concerns the look and not the work."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.help.about import AboutDialog
from frcnn_desktop.ui.help.shortcuts import ShortcutsDialog
from frcnn_desktop.ui.kit.theme import Theme, ThemeChoice
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings

A = ActionId
PROPOSALS_DRAWN = 200
"""At first: enough to see what selective search does, few enough to see the photo."""
_THEMES = {
    A.THEME_SYSTEM: ThemeChoice.SYSTEM,
    A.THEME_LIGHT: ThemeChoice.LIGHT,
    A.THEME_DARK: ThemeChoice.DARK,
}


class ViewControl(QObject):
    def __init__(
        self,
        window: MainWindow,
        canvas: ImageCanvas,
        actions: Actions,
        session: DocumentSession,
        settings: Settings,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._canvas, self._actions = window, canvas, actions
        self._session, self._settings, self._theme = session, settings, theme
        self._help: ShortcutsDialog | None = None
        self._about: AboutDialog | None = None
        for name, command in (
            (A.ZOOM_IN, canvas.zoom_in),
            (A.ZOOM_OUT, canvas.zoom_out),
            (A.ZOOM_FIT, canvas.fit),
            (A.ZOOM_WIDTH, canvas.fit_width),
        ):
            actions[name].triggered.connect(command)
        actions[A.ZOOM_ACTUAL].triggered.connect(self._on_actual_size)
        for name, choice in _THEMES.items():
            actions[name].setChecked(choice is settings.theme)
            actions[name].triggered.connect(partial(self._set_theme, choice))
        actions[A.SHORTCUTS].triggered.connect(self._on_help)
        actions[A.ABOUT].triggered.connect(self._on_about)
        for name, remembered, apply in (
            (A.KEEP_ZOOM, Settings.keep_zoom, canvas.set_keep_zoom),
            (A.KEEP_DRAWING, Settings.keep_drawing, canvas.set_keeps_drawing),
            (A.DRAW_ON_EMPTY, Settings.draw_on_empty, canvas.set_draws_on_empty),
        ):
            actions[name].toggled.connect(apply)
            actions[name].toggled.connect(partial(remembered.set, settings))
            actions[name].setChecked(remembered.of(settings))
        canvas.zoom_changed.connect(self._on_zoom)
        session.image_changed.connect(self._on_image)
        canvas.cursor_moved.connect(self._on_cursor)
        canvas.set_class_colours(class_colour)
        for panel in (
            window.detections_panel, window.objects_panel, window.classes_panel, window.inspector,
        ):  # fmt: skip
            panel.set_class_colours(class_colour)
        canvas.set_proposal_limit(PROPOSALS_DRAWN)
        window.layers_panel.set_proposal_limit(PROPOSALS_DRAWN)
        window.layers_panel.proposal_limit_changed.connect(canvas.set_proposal_limit)

    def _set_theme(self, choice: ThemeChoice, _checked: bool = True) -> None:
        self._settings.theme = choice
        self._theme.set_choice(choice)

    @Slot()
    def _on_actual_size(self) -> None:
        # One image pixel on one pixel of the screen, also on a screen that is scaled.
        self._canvas.set_zoom(1.0 / self._canvas.devicePixelRatioF())

    @Slot(float)
    def _on_zoom(self, zoom: float) -> None:
        # In pixels of the screen, as "actual size" means them, also on a screen that is scaled.
        shown = zoom * self._canvas.devicePixelRatioF()
        self._window.status.set_zoom(shown if self._session.image is not None else None)

    @Slot()
    def _on_image(self) -> None:
        self._on_zoom(self._canvas.zoom)

    @Slot(float, float)
    def _on_cursor(self, x: float, y: float) -> None:
        image = self._session.image
        inside = image is not None and 0 <= x < image.width and 0 <= y < image.height
        self._window.status.set_cursor((x, y) if inside else None)

    @Slot()
    def _on_help(self) -> None:
        self._help = ShortcutsDialog(self._actions, self._window)
        self._help.show()

    @Slot()
    def _on_about(self) -> None:
        self._about = AboutDialog(self._window)
        self._about.show()
