"""How one image looks in the grid: a thumbnail with its name, and its state in the corner."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from frcnn_desktop.ui.browse.image_delegate import STATE_ICONS, draw_picture
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.ui.browse.image_list import ImageRole
from frcnn_desktop.ui.kit.painting import draw_icon, draw_row_background, draw_text

_PICTURE = QSize(72, 54)
_MARGIN, _BADGE = 4, 16


class ImageTileDelegate(QStyledItemDelegate):
    """Draws a row of `ImageListModel` as a tile. Two of them stand side by side in the narrowest list; those
    of a row share its width."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        height = _PICTURE.height() + option.fontMetrics.height() + 3 * _MARGIN
        least, view = _PICTURE.width() + 2 * _MARGIN, option.widget
        if not isinstance(view, QListView):
            return QSize(least, height)
        # As Qt lays out: with room for the scroll bar, shown or not, and a pixel left.
        bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, view.verticalScrollBar())
        room = view.maximumViewportSize().width() - bar - 1
        return QSize(max(room // max(room // least, 1), least), height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = draw_row_background(painter, option, option.widget)
        area: QRect = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        picture = QRect(QPoint(area.center().x() - _PICTURE.width() // 2 + 1, area.top()), _PICTURE)
        draw_picture(painter, picture, index.data(Qt.ItemDataRole.DecorationRole), colours)
        entry: ImageEntry = index.data(ImageRole.ENTRY)
        name, tone = STATE_ICONS[entry.state]
        badges = [(name, getattr(colours, tone))]
        if entry.comment:
            badges.append(("message-square", colours.accent_text))
        ground = QColor(colours.base)
        ground.setAlpha(225)
        for place, (icon, colour) in enumerate(badges):
            badge = QRect(0, 0, _BADGE, _BADGE)
            badge.moveBottomRight(picture.bottomRight() - QPoint(place * _BADGE, 0))
            painter.fillRect(badge, ground)
            draw_icon(painter, badge.adjusted(1, 1, -1, -1), icon, colour)
        text = QRect(area.left(), picture.bottom() + 1, area.width(), area.bottom() - picture.bottom())
        draw_text(painter, text, entry.path.name, colours.text, Qt.AlignmentFlag.AlignHCenter)
