"""The window of the statistics: figures to choose from, of all images or of those that the search leaves."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.counted import counted
from frcnn_desktop.search.facts import ImageState
from frcnn_desktop.search.statistics import SetStatistics
from frcnn_desktop.ui.kit.elided_label import ElidedLabel
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.statistics.bars import BarPages
from frcnn_desktop.ui.statistics.figure_files import as_csv, as_png, as_svg
from frcnn_desktop.ui.statistics.pages import AnyPage, BarsPage, CentresPage, ShapesPage

_SIZE = 960, 640
_LIST_WIDTH = 180


class StatisticsWindow(QDialog):
    """Signals: `scope_changed()` other images are to be counted; `searched(str)` and `chosen(Path)` as of a
    page; `export_wanted(str)` the suffix of the file to write."""

    scope_changed = Signal()
    searched = Signal(str)
    chosen = Signal(object)
    export_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scope, self._summary = QComboBox(self), ElidedLabel(self)
        self._export, self._list = QToolButton(self), QListWidget(self)
        self._stack = QStackedWidget(self)
        classes, per_image, *others = (BarsPage(page) for page in BarPages(self).pages())
        self.pages: tuple[AnyPage, ...] = (classes, ShapesPage(), CentresPage(), per_image, *others)
        self._build()
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._list.setCurrentRow(0)
        self._scope.currentIndexChanged.connect(self.scope_changed)

    @property
    def of_search(self) -> bool:
        """Only the images that the search leaves are counted."""
        return self._scope.currentIndex() == 1

    @property
    def page_name(self) -> str:
        """Name of the figure that is seen, for a file."""
        return self._page.name

    def set_search(self, text: str) -> None:
        """Say which search there is; "" leaves all images."""
        self._scope.setItemText(1, self.tr("Search: {text}").format(text=text or self.tr("everything")))

    def show_statistics(self, found: SetStatistics) -> None:
        """Show these in every figure."""
        verified = dict(found.states).get(ImageState.VERIFIED, 0)
        parts = [
            counted(found.images, self.tr("{count} image"), self.tr("{count} images")),
            self.tr("{count} verified").format(count=verified),
            counted(found.objects, self.tr("{count} object"), self.tr("{count} objects")),
            counted(len(found.classes), self.tr("{count} class"), self.tr("{count} classes")),
        ]
        if found.unread:
            parts.append(self.tr("{count} not read yet").format(count=found.unread))
        self._summary.setText(" · ".join(parts))
        for page in self.pages:
            page.show_statistics(found)
        self._export.setEnabled(found.images > 0)

    def exported(self, suffix: str) -> bytes:
        """Return the figure that is seen as a file of this kind."""
        if suffix == ".csv":
            return as_csv(self._page.table())
        write = as_png if suffix == ".png" else as_svg
        return bytes(QByteArray(write(self._page.figure)).data())

    @property
    def _page(self) -> AnyPage:
        return self.pages[self._stack.currentIndex()]

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Statistics"))
        self.resize(*_SIZE)
        self._scope.addItems([self.tr("All images"), ""])
        self._scope.setAccessibleName(self.tr("Images that are counted"))
        self._scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._scope.setMinimumContentsLength(18)
        self._list.setAccessibleName(self.tr("Figures"))
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setSpacing(2)
        for page in self.pages:
            self._list.addItem(page.title)
            self._stack.addWidget(page)
            page.searched.connect(self.searched)
            page.chosen.connect(self.chosen)
        self._build_export()
        top, middle, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self._scope)
        top.addWidget(self._summary, 1)
        top.addWidget(self._export)
        middle.addWidget(self._list)
        middle.addWidget(self._stack, 1)
        column.addLayout(top)
        column.addLayout(middle, 1)

    def _build_export(self) -> None:
        menu = QMenu(self.tr("Export"), self._export)
        for suffix, text in (
            (".png", self.tr("Picture (PNG)…")),
            (".svg", self.tr("Drawing (SVG)…")),
            (".csv", self.tr("Table (CSV)…")),
        ):
            menu.addAction(text).setData(suffix)
        menu.triggered.connect(self._on_export)
        set_icon(self._export, "image-down")
        self._export.setText(self.tr("Export"))
        self._export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._export.setMenu(menu)
        self._export.setEnabled(False)

    @Slot(QAction)
    def _on_export(self, action: QAction) -> None:
        self.export_wanted.emit(action.data())
