"""Searches that a person gave a name, in the menu beside the field."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.feature import Context


class SavedSearches(QObject):
    """Kept in the settings as the texts that were typed."""

    def __init__(self, context: Context, images: ImageListPanel) -> None:
        super().__init__(images)
        self._settings, self._shell, self._images = context.settings, context.shell, images
        self._menu = QMenu(self.tr("Saved searches"), images)
        self._deletion = QMenu(self.tr("Delete"), self._menu)
        self._menu.aboutToShow.connect(self._fill)
        images.offer_saved(self._menu)

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        saved = self._settings.searches
        for name, text in saved.items():
            action = self._menu.addAction(_as_text(name), partial(self._images.search, text))
            action.setToolTip(text)
        self._menu.setToolTipsVisible(True)
        self._menu.addSeparator()
        save = self._menu.addAction(self.tr("Save this search…"), self._save)
        save.setEnabled(bool(self._images.catalogue.filter))
        self._deletion.clear()
        self._deletion.setEnabled(bool(saved))
        for name in saved:
            self._deletion.addAction(_as_text(name), partial(self._delete, name))
        self._menu.addMenu(self._deletion)

    @Slot()
    def _save(self) -> None:
        text = str(self._images.catalogue.filter)
        name = self._shell.prompts.search_name(text)
        if name:
            self._settings.searches = {**self._settings.searches, name: text}

    def _delete(self, name: str) -> None:
        self._settings.searches = {
            other: text for other, text in self._settings.searches.items() if other != name
        }


def _as_text(name: str) -> str:
    return name.replace("&", "&&")
