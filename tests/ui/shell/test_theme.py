"""Light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from frcnn_desktop.ui.kit.icons import icon, set_icon
from frcnn_desktop.ui.kit.palettes import DARK, LIGHT, Colours, colours_of
from frcnn_desktop.ui.kit.theme import Theme, ThemeChoice


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, ThemeChoice.LIGHT)
    yield made
    made.set_choice(ThemeChoice.SYSTEM)
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    # At once: a theme that is still connected would answer the next test's signals.
    delete(made)


def _luminance(name: str) -> float:
    colour = QColor(name)
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["text", "muted", "danger", "warning", "success", "accent_text"])
def test_that_text_is_readable_on_every_surface(colours: Colours, name: str) -> None:
    for surface in (colours.window, colours.base, colours.raised, colours.hover):
        assert _contrast(getattr(colours, name), surface) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_that_text_is_readable_on_the_accent_and_on_a_selected_row(colours: Colours) -> None:
    assert _contrast(colours.on_accent, colours.accent) >= 4.5
    assert _contrast(colours.text, colours.tint) >= 4.5
    assert _contrast(colours.muted, colours.tint) >= 4.5


def test_that_choosing_dark_changes_the_palette_and_says_so(theme: Theme, qapp: QApplication) -> None:
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(True))
    theme.set_choice(ThemeChoice.DARK)
    assert heard == [True]
    assert colours_of() is DARK
    assert qapp.palette().window().color() == QColor(DARK.window)


def test_that_the_system_theme_is_followed_while_the_program_runs(theme: Theme, qapp: QApplication) -> None:
    theme.set_choice(ThemeChoice.SYSTEM)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert colours_of() is DARK
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert colours_of() is LIGHT


def test_that_a_chosen_theme_stays_when_the_system_changes(theme: Theme, qapp: QApplication) -> None:
    theme.set_choice(ThemeChoice.LIGHT)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert colours_of() is LIGHT


def _ink(made: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    image = made.pixmap(QSize(18, 18), 1.0, mode).toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}


def test_that_icons_have_the_colour_of_the_text_also_after_a_change(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    set_icon(button, "square")
    assert _ink(button.icon()) == {LIGHT.text}
    theme.set_choice(ThemeChoice.DARK)
    assert _ink(button.icon()) == {DARK.text}
    assert _ink(button.icon(), QIcon.Mode.Disabled) == {DARK.disabled}


def test_that_an_icon_is_as_sharp_as_the_screen(qapp: QApplication, theme: Theme) -> None:
    made = icon("save").pixmap(QSize(18, 18), 1.0)
    assert (made.width(), made.devicePixelRatio()) == (18, 1.0)
