"""Light and dark, following the system unless the user chose one."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from frcnn_desktop.ui.kit.icons import refresh_icons
from frcnn_desktop.ui.kit.palettes import DARK, LIGHT, Colours, make_palette
from frcnn_desktop.ui.kit.stylesheet import stylesheet


class ThemeChoice(StrEnum):
    """What a person can choose; the values are those of the settings file."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Dresses the application and keeps it dressed when the system changes between light and dark.

    Signals: `changed()` after palette, style sheet and icons have been replaced.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._colours: Colours | None = None
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._following = True
        self.set_choice(choice)

    @property
    def choice(self) -> ThemeChoice:
        """What was chosen, not what is shown: SYSTEM stays SYSTEM."""
        return self._choice

    @property
    def colours(self) -> Colours:
        """The colours that are shown now; the light ones before the application is first dressed."""
        return self._colours or LIGHT

    def set_choice(self, choice: ThemeChoice) -> None:
        """Follow the system, or stay light or dark."""
        self._choice = choice
        # Telling Qt as well gives the window frame of Windows and macOS the same theme.
        self._app.styleHints().setColorScheme(_SCHEMES[choice])
        self._dress(self._app.styleHints().colorScheme())

    def stop_following(self) -> None:
        """Leave the application as it is dressed now, whatever the system does from here on."""
        if self._following:
            self._following = False
            self._app.styleHints().colorSchemeChanged.disconnect(self._on_scheme_changed)

    def _wanted(self, system: Qt.ColorScheme) -> Colours:
        follows = self._choice is ThemeChoice.SYSTEM
        dark = system is Qt.ColorScheme.Dark if follows else self._choice is ThemeChoice.DARK
        return DARK if dark else LIGHT

    @Slot(Qt.ColorScheme)
    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._dress(scheme)

    def _dress(self, system: Qt.ColorScheme) -> None:
        colours = self._wanted(system)
        if colours is self._colours:
            return
        self._colours = colours
        self._app.setPalette(make_palette(colours))
        self._app.setStyleSheet(stylesheet(colours, QFontInfo(self._app.font()).pointSizeF()))
        refresh_icons(self._app)
        self.changed.emit()
