"""The features of the window: one for each room that has an `outline`. Only what stands there is loaded."""

from __future__ import annotations

from frcnn_desktop.core.discovery import discovered, modules_named
from frcnn_desktop.ui.feature import Outline

FEATURES: tuple[Outline, ...] = discovered(
    modules_named("outline", "frcnn_desktop.ui"), "OUTLINE", Outline, lambda outline: outline.order
)
"""What a person does with the window. Before it closes they are asked in this order."""
