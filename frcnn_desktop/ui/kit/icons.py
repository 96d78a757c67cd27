"""One SVG icon set (Lucide), drawn in the colours of the theme, sharp on every screen.

Icons are named as their files in resources/icons. A tone is the name of a colour of `palettes.Colours`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.ui.kit.palettes import Colours, colours_of

ICON_SIZE = 18
_SIZES = (16, ICON_SIZE)
_NAME, _TONE = "iconName", "iconTone"


class HasIcon(Protocol):
    """A button or an action."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show an icon, as Qt's classes do."""

    def setProperty(self, name: str, value: object, /) -> bool:
        """Keep a dynamic property, by which an icon is found again when the theme changes."""
        ...

    def property(self, name: str, /) -> object:
        """Return a dynamic property; None where none was set."""
        ...


def icon(name: str, tone: str = "text") -> QIcon:
    """Return an icon in the colours that the application has now."""
    return _icon(name, tone, colours_of(), _screen_ratios())


def set_icon(target: HasIcon, name: str, tone: str = "text") -> None:
    """Give a button or an action an icon that follows the theme."""
    name_icon(target, name, tone)
    target.setIcon(icon(name, tone))


def name_icon(target: HasIcon, name: str, tone: str = "text") -> None:
    """Say which icon a button or an action is given by `show_icon`: painting it takes a while."""
    target.setProperty(_NAME, name)
    target.setProperty(_TONE, tone)


def show_icon(target: HasIcon) -> None:
    """Give a button or an action the icon that was named for it, if one was."""
    name, tone = target.property(_NAME), target.property(_TONE)
    if isinstance(name, str) and isinstance(tone, str):
        target.setIcon(icon(name, tone))


def line_edit_icon(edit: QLineEdit, name: str) -> QAction:
    """Put an icon in front of the text of a field. Returns what a click on it triggers."""
    action = edit.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
    set_icon(action, name, "muted")
    return action


def refresh_icons(app: QApplication) -> None:
    """Redraw every icon set by `set_icon` in the colours that the application has now."""
    for window in app.topLevelWidgets():
        for child in (window, *window.findChildren(QObject)):
            if isinstance(child, QAction | QAbstractButton):
                show_icon(child)


@lru_cache(maxsize=512)
def icon_pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a square of `size` logical pixels in one colour, for a screen of this ratio."""
    pixmap = QPixmap(_shape(name, max(1, round(size * ratio))))
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(colour))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=512)
def _shape(name: str, pixels: int) -> QPixmap:
    """Draw the icon in black. Every colour is made from this: reading and drawing SVG is what costs."""
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


@cache
def _renderer(name: str) -> QSvgRenderer:
    return QSvgRenderer(str(_folder() / f"{name}.svg"))


@cache
def _folder() -> Path:
    return resource_path("icons")


@lru_cache(maxsize=512)
def _icon(name: str, tone: str, colours: Colours, ratios: frozenset[float]) -> QIcon:
    made = QIcon()
    colour: str = getattr(colours, tone)
    for ratio in ratios:
        for size in _SIZES:
            made.addPixmap(icon_pixmap(name, size, colour, ratio), QIcon.Mode.Normal)
            made.addPixmap(icon_pixmap(name, size, colours.disabled, ratio), QIcon.Mode.Disabled)
    return made


def _screen_ratios() -> frozenset[float]:
    return frozenset(screen.devicePixelRatio() for screen in QGuiApplication.screens()) or frozenset({1.0})
