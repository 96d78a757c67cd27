"""Messages from below the window, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from frcnn_desktop.core.messages import Message

CONTEXT = "Below"
"""Where translations are listed, under the English of `core.message_templates`."""


def in_language(message: str | Message) -> str:
    """Return a message in the user's language. A text of the window is in it already."""
    if isinstance(message, str):
        return message
    source, count = message.source, message.count
    template = QCoreApplication.translate(CONTEXT, source, "", -1 if count is None else count)
    # English has forms of its own for numbers.
    return str(message) if template == source else message.filled(template, in_language)
