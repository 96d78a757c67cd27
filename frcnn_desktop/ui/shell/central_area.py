"""The middle of the window: the photo or what stands for it, and the drop target over both."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from frcnn_desktop.ui.kit.banner import MessageBanner
from frcnn_desktop.ui.kit.icons import icon_pixmap
from frcnn_desktop.ui.kit.palettes import colours_of


class DropOverlay(QWidget):
    """Covers the whole window while files are dragged over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        # Invisible to the mouse: the drag goes on belonging to the window underneath.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Show over everything the parent holds."""
        self.setGeometry(self._host.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours = colours_of()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(colours.window)
        veil.setAlpha(225)
        painter.fillRect(self.rect(), veil)
        pen = QPen(QColor(colours.accent), 3)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(20, 20, -20, -20), 14, 14)
        centre = self.rect().center()
        picture = icon_pixmap("image-plus", 64, colours.accent_text, self.devicePixelRatioF())
        painter.drawPixmap(centre.x() - 32, centre.y() - 64, picture)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        text = self.rect().adjusted(0, centre.y() + 16, 0, 0)
        painter.drawText(
            text, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.tr("Drop to open")
        )


class CentralArea(QWidget):
    """Shows the photo, the page that stands for it while there is none, or another page; the message banner
    is over all of them.

    Setters: `show_photo()`, `show_empty_page()`, `show_page(widget)`, `set_empty_page(widget)`,
    `add_foot(widget)`.
    """

    def __init__(self, canvas: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._empty_page = canvas, QWidget(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty_page)
        self._stack.addWidget(canvas)
        self._column.addLayout(self._stack, 1)
        self.banner = MessageBanner(self)
        self.banner.moved.connect(self._make_room)
        self._stack.currentChanged.connect(self._make_room)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    @Slot()
    def _make_room(self) -> None:
        """A page has its title and fields at the top: it moves down. The photo stays where it is."""
        covered = not self.banner.isHidden() and self._stack.currentWidget() is not self._canvas
        self._column.setContentsMargins(0, self.banner.geometry().bottom() + 1 if covered else 0, 0, 0)
        self._column.activate()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Let the banner spare what floats over the photo and has the keyboard, the class picker say."""
        floating = now if now is not None and self._canvas.isAncestorOf(now) else None
        while floating is not None and floating.parentWidget() is not self._canvas:
            floating = floating.parentWidget()
        self.banner.keep_clear_of(floating)

    def set_empty_page(self, page: QWidget) -> None:
        """Say what is shown while there is no photo."""
        before, self._empty_page = self._empty_page, page
        self._stack.insertWidget(0, page)
        if self._stack.currentWidget() is before:
            self._stack.setCurrentWidget(page)
        self._stack.removeWidget(before)
        before.deleteLater()
        self.banner.raise_()

    def take_focus(self) -> None:
        """Give the keyboard to the page that stands for the photo."""
        self._empty_page.setFocus()

    def show_photo(self) -> None:
        """Bring the canvas to the front with the keyboard, unless somebody is typing in a field."""
        self._stack.setCurrentWidget(self._canvas)
        if not isinstance(self.window().focusWidget(), QLineEdit):
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.banner.raise_()

    def show_page(self, page: QWidget) -> None:
        """Show something else in the place of the photo, until photo or empty page are shown again."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.banner.raise_()

    def show_empty_page(self) -> None:
        """Bring up the page that stands for the photo, with the keyboard unless somebody types."""
        self._stack.setCurrentWidget(self._empty_page)
        if not isinstance(self.window().focusWidget(), QLineEdit):
            # Else Qt gives the keyboard to whatever comes next, with a ring around it.
            self._empty_page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.banner.raise_()

    def add_foot(self, foot: QWidget) -> None:
        """Put a widget under the canvas; it takes its room from it while it is shown."""
        self._column.addWidget(foot)
        self.banner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.raise_()


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders in what is dragged, in its order and without doubles."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]
    return list(dict.fromkeys(paths))
