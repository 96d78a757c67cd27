"""The colours of the window: one neutral set for each theme, and one accent."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as #rrggbb. `text`, `muted`, `danger`, `warning`, `success` and `accent_text` keep a contrast
    of at least 4.5 on `window` and `base`; `on_accent` on `accent`."""

    dark: bool
    window: str
    base: str
    raised: str
    border: str
    hover: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    tint: str
    danger: str
    warning: str
    success: str


LIGHT = Colours(
    dark=False,
    window="#f3f4f6",
    base="#ffffff",
    raised="#ffffff",
    border="#d3d7dd",
    hover="#e5e8ec",
    text="#1a1d21",
    muted="#5a626c",
    disabled="#9aa1aa",
    accent="#2563d9",
    accent_hover="#1f55bd",
    on_accent="#ffffff",
    accent_text="#1d56c2",
    tint="#d8e4fb",
    danger="#b3261e",
    warning="#805600",
    success="#17692d",
)

DARK = Colours(
    dark=True,
    window="#202226",
    base="#17181b",
    raised="#2b2e33",
    border="#3a3e45",
    hover="#2f3238",
    text="#e8eaed",
    muted="#a4abb4",
    disabled="#6d747d",
    accent="#3871e0",
    accent_hover="#4a80ea",
    on_accent="#ffffff",
    accent_text="#82b0ff",
    tint="#2a3c5e",
    danger="#ff8a80",
    warning="#e8b94a",
    success="#5fd07a",
)


def colours_of() -> Colours:
    """Return the colour set that the application wears now."""
    return DARK if QGuiApplication.palette().window().color().lightness() < 128 else LIGHT


def make_palette(colours: Colours) -> QPalette:
    """Return the Qt palette of a colour set, with its disabled group."""
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in {
        roles.Window: colours.window,
        roles.WindowText: colours.text,
        roles.Base: colours.base,
        roles.AlternateBase: colours.hover,
        roles.Text: colours.text,
        roles.Button: colours.raised,
        roles.ButtonText: colours.text,
        roles.BrightText: colours.danger,
        roles.Highlight: colours.accent,
        roles.Accent: colours.accent,
        roles.HighlightedText: colours.on_accent,
        roles.ToolTipBase: colours.raised,
        roles.ToolTipText: colours.text,
        roles.PlaceholderText: colours.muted,
        roles.Link: colours.accent_text,
        roles.LinkVisited: colours.accent_text,
        roles.Light: colours.raised,
        roles.Midlight: colours.hover,
        roles.Mid: colours.border,
        roles.Dark: colours.border,
        roles.Shadow: "#000000",
    }.items():
        palette.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(colours.border))
    return palette
