"""The tone that photos are shown with: the same while walking, remembered for each folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.tone import NEUTRAL, Tone, tone_from_text
from frcnn_desktop.ui.feature import Context


class ViewTone(QObject):
    """Holds the tone and hands it to the canvas.

    Signals: `changed()` the tone or the image is another one.
    """

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self._session, self._settings, self._canvas = context.session, context.settings, context.canvas
        self._folder: Path | None = None
        self._tone = NEUTRAL
        context.session.image_changed.connect(self._on_image)

    @property
    def tone(self) -> Tone:
        """The tone that is chosen; on photos of 8 bits a part of it has no effect."""
        return self._tone

    @property
    def image(self) -> LoadedImage | None:
        """The open image; None: nothing is open."""
        return self._session.image

    @property
    def is_deep(self) -> bool:
        """Whether the open image has more than 8 bits."""
        return self.image is not None and self.image.grey is not None

    @property
    def adjusted(self) -> bool:
        """Whether the open image looks other than it is."""
        return self.image is not None and self._tone.changes(self.is_deep)

    def set(self, **fields: Any) -> None:
        """Change these fields of the tone, and remember it for the folder."""
        self._take(replace(self._tone, **fields))
        if self._folder is not None:
            self._settings.set_view_tone(self._folder, "" if self._tone == NEUTRAL else self._tone.to_text())

    @Slot()
    def reset(self) -> None:
        """Show images as they are."""
        self.set(**{name: getattr(NEUTRAL, name) for name in Tone.__dataclass_fields__})

    def _take(self, tone: Tone) -> None:
        if tone != self._tone:
            self._tone = tone
            self._canvas.set_tone(tone)
            self.changed.emit()

    @Slot()
    def _on_image(self) -> None:
        image = self.image
        if image is not None and image.path.parent != self._folder:
            self._folder = image.path.parent
            self._take(tone_from_text(self._settings.view_tone(self._folder)))
        self.changed.emit()
