"""How one image looks in the list: thumbnail, name, state."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.browse.image_entry import ImageEntry, ImageState
from frcnn_desktop.ui.browse.image_list import ImageRole
from frcnn_desktop.ui.kit.painting import draw_icon, draw_row_background, draw_text
from frcnn_desktop.ui.kit.palettes import Colours

_PICTURE = QSize(52, 40)
_MARGIN = 6
_CUT = Qt.TextElideMode.ElideRight
STATE_ICONS = {
    ImageState.UNLABELLED: ("circle-dashed", "muted"),
    ImageState.DETECTED: ("sparkles", "accent_text"),
    ImageState.LABELLED: ("circle-check", "text"),
    ImageState.VERIFIED: ("badge-check", "success"),
    ImageState.PROBLEM: ("triangle-alert", "warning"),
}


class ImageDelegate(QStyledItemDelegate):
    """Draws a row of `ImageListModel`. All rows are equally high, so long lists scroll at once."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        lines = 2 * option.fontMetrics.height()
        return QSize(120, max(_PICTURE.height(), lines) + 2 * _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = draw_row_background(painter, option, option.widget)
        area: QRect = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        picture = QRect(QPoint(area.left(), area.center().y() - _PICTURE.height() // 2), _PICTURE)
        draw_picture(painter, picture, index.data(Qt.ItemDataRole.DecorationRole), colours)
        text = area.adjusted(_PICTURE.width() + 8, 0, 0, 0)
        line = text.height() // 2
        upper, lower = text.adjusted(0, 0, 0, -line), text.adjusted(0, line, 0, 0)
        entry: ImageEntry = index.data(ImageRole.ENTRY)
        draw_text(painter, upper, entry.path.name, colours.text)
        state = entry.state
        name, tone = STATE_ICONS[state]
        draw_icon(painter, QRect(lower.left(), lower.center().y() - 6, 14, 14), name, getattr(colours, tone))
        summary = self._summary(entry, state)
        marked = 20 if entry.comment else 0
        draw_text(painter, lower.adjusted(20, 0, -marked, 0), summary, colours.muted, elide=_CUT)
        if marked:
            place = QRect(lower.right() - 13, lower.center().y() - 6, 14, 14)
            draw_icon(painter, place, "message-square", colours.accent_text)

    def _summary(self, entry: ImageEntry, state: ImageState) -> str:
        if state is ImageState.PROBLEM:
            return self.tr("Problem")
        if state is ImageState.DETECTED:
            return self.tr("{count} detected").format(count=entry.detections)
        if entry.objects is not None:
            return counted(entry.objects, self.tr("{count} object"), self.tr("{count} objects"))
        return self.tr("Verified") if state is ImageState.VERIFIED else self.tr("Unlabelled")


def draw_picture(painter: QPainter, rect: QRect, picture: object, colours: Colours) -> None:
    """Fill a rectangle with the middle of a thumbnail, or say that there is none yet."""
    if not isinstance(picture, QPixmap) or picture.isNull():
        painter.fillRect(rect, QColor(colours.hover))
        draw_icon(painter, rect.adjusted(0, 11, 0, -11), "image", colours.disabled)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    scale = max(rect.width() / picture.width(), rect.height() / picture.height())
    width, height = rect.width() / scale, rect.height() / scale
    cut = QRect(
        round((picture.width() - width) / 2),
        round((picture.height() - height) / 2),
        round(width),
        round(height),
    )
    painter.drawPixmap(rect, picture, cut)
    painter.restore()
