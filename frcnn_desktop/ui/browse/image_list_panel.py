"""The list of images, at the left of the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from frcnn_desktop.search.query import Query
from frcnn_desktop.ui.browse.catalogue import Catalogue
from frcnn_desktop.ui.browse.image_delegate import ImageDelegate
from frcnn_desktop.ui.browse.image_filter_bar import ImageFilterBar
from frcnn_desktop.ui.browse.image_list import ImageListModel, ImageRole
from frcnn_desktop.ui.browse.image_list_footer import ImageListFooter
from frcnn_desktop.ui.browse.image_tile import ImageTileDelegate
from frcnn_desktop.ui.browse.image_view import ImageView
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.key_guard import guard_keys
from frcnn_desktop.ui.kit.paint_first import Later, at_once
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc.locations import natural_key


class ImageListPanel(QWidget, CatalogueObserver):
    """A view of a catalogue that says which image a person wants to see.

    Signals: `image_chosen(Path)` clicked, or reached with the arrow keys; `thumbnails_wanted(list[Path])`
    rows have come into view without a picture: answer with `set_thumbnail`; `menu_wanted(QPoint)` a menu of
    the selected images is wanted at this point of the screen; `searched(str)` the list has another filter,
    given as a text for `search`.
    Questions: `selected`, `catalogue`, `model`.
    """

    image_chosen = Signal(object)
    thumbnails_wanted = Signal(list)
    menu_wanted = Signal(QPoint)
    searched = Signal(str)

    @classmethod
    def of(cls, context: Context) -> ImageListPanel:
        """Return the one of the window."""
        previous, following = (
            context.actions[name] for name in (ActionId.PREVIOUS_IMAGE, ActionId.NEXT_IMAGE)
        )
        later = context.canvas.paint_first.then
        return context.shared(cls, lambda: cls(previous, following, later))

    def __init__(
        self, previous: QAction, following: QAction, later: Later = at_once, parent: QWidget | None = None
    ) -> None:
        """`previous` and `following` are the commands behind the two arrows; `later` is when rows, counts and
        position follow another image."""
        super().__init__(parent)
        self._later = later
        self.catalogue = Catalogue()
        self.model = ImageListModel(self.catalogue, self)
        self.view = ImageView(self)
        self._filter = ImageFilterBar(self._class_names, self)
        self._footer = ImageListFooter(previous, following, self)
        self._chosen: list[Path] = []
        self._build()
        self.model.thumbnails_wanted.connect(self.thumbnails_wanted)
        self.view.picked.connect(self._on_picked)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.selectionModel().selectionChanged.connect(self._show_position)
        self._filter.filter_changed.connect(self._on_filter)
        self._filter.entered.connect(self._on_entered)
        self.catalogue.observe(self)
        self.on_settled()
        guard_keys(self)

    @property
    def selected(self) -> list[Path]:
        """The selected images in the order of the list; the open one, unless others were chosen."""
        rows = sorted(index.row() for index in self.view.selectedIndexes())
        return [entry.path for row in rows if (entry := self.catalogue.entry_at(row)) is not None]

    def offer_orders(self, orders: Sequence[QAction]) -> None:
        """Let a person choose among commands that order the list; the first is the natural order."""
        self._filter.offer_orders(orders)

    def offer_saved(self, menu: QMenu) -> None:
        """Let a person choose among saved searches."""
        self._filter.offer_saved(menu)

    def search(self, text: str) -> None:
        """Filter by a query as if it had been typed into the field."""
        self._filter.search(text)

    def set_grid(self, grid: bool) -> None:
        """Show the images as a grid of thumbnails, or as a list."""
        self.view.setItemDelegate(ImageTileDelegate(self.view) if grid else ImageDelegate(self.view))
        self.view.set_grid(grid)

    def focus_filter(self) -> None:
        """Put the cursor into the filter field."""
        self._filter.focus_text()

    def sizeHint(self) -> QSize:
        return QSize(184, 400)

    def on_resetting(self) -> None:
        """Note which images are selected before the rows go."""
        self._chosen = self.selected

    def on_reset(self) -> None:
        """Mark the current image again, and those of a selection of several that are still listed."""
        self._mark_current()
        if len(self._chosen) > 1:
            self.view.select_rows([row for path in self._chosen if (row := self.catalogue.row_of(path)) >= 0])

    def on_current(self) -> None:
        """Another image ends a selection of several."""
        self._later(self._mark_current)

    def on_settled(self) -> None:
        """Bring counts, footer and position up to date."""
        self._later(self._show_counts)

    def _show_counts(self) -> None:
        counts, total = self.catalogue.counts, len(self.catalogue)
        self._filter.show_counts(counts, total)
        self._footer.show_done(counts, total)
        self._show_position()

    def _class_names(self) -> list[str]:
        names = {name for entry in self.catalogue.entries for name in entry.names}
        return sorted(names, key=natural_key)

    def _mark_current(self) -> None:
        row = self.catalogue.row_of(self.catalogue.current)
        self.view.show_current(self.model.index(row) if row >= 0 else QModelIndex())

    def _build(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(ImageDelegate(self.view))
        self.view.setAccessibleName(self.tr("Images"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._filter)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._footer)

    @Slot()
    def _show_position(self) -> None:
        row, count = self.catalogue.row_of(self.catalogue.current), self.catalogue.listed_count
        self._footer.show_position(row, count, len(self.view.selectedIndexes()))
        nothing = self.tr("No image matches the filter") if self.catalogue.paths else self.tr("No images yet")
        self.view.set_placeholder("" if count else nothing)

    @Slot(QModelIndex)
    def _on_picked(self, index: QModelIndex) -> None:
        path = index.data(ImageRole.PATH)
        if isinstance(path, Path) and path != self.catalogue.current:
            self.image_chosen.emit(path)

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        if self.selected:
            self.menu_wanted.emit(self.view.viewport().mapToGlobal(at))

    @Slot(object)
    def _on_filter(self, wanted: Query) -> None:
        self.catalogue.set_filter(wanted)
        self.searched.emit(str(wanted))

    @Slot()
    def _on_entered(self) -> None:
        first = self.catalogue.entry_at(0)
        if first is not None:
            self.image_chosen.emit(first.path)
