"""Names on pictures of stages lie on the photo, wherever the photo is."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.inside.marks import Tag, draw_tags

WHITE = QColor("white")


@pytest.mark.usefixtures("qapp")
def test_that_the_name_of_a_box_at_the_edge_lies_within_the_photo() -> None:
    photo = QRectF(100, 60, 300, 200)
    frame = Frame(1.0, photo.x(), photo.y(), 500, 320, 1.0)
    boxes = np.array([[0, 0, 300, 200], [120, 0, 180, 90], [0, 150, 60, 200]], np.float32)
    drawn = QImage(frame.width, frame.height, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    draw_tags(
        painter, [Tag(f"person  0.{place}", box, WHITE) for place, box in enumerate(boxes)], frame, photo
    )
    painter.end()
    alpha = np.frombuffer(drawn.constBits(), np.uint8).reshape(frame.height, frame.width, 4)[..., 3]
    rows, columns = np.nonzero(alpha)
    assert rows.size
    assert photo.top() <= rows.min() <= rows.max() < photo.bottom()
    assert photo.left() <= columns.min() <= columns.max() < photo.right()


def test_that_part_of_a_view_has_the_names_where_the_whole_has_them(qapp: QApplication) -> None:
    assert qapp is not None
    whole = Frame(1.0, -40.0, 0.0, 200, 150, 1.0)
    box = np.array([20, 30, 400, 140], np.float32)

    def picture(frame: Frame) -> QImage:
        image = QImage(frame.width, frame.height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        draw_tags(painter, [Tag("person  0.96", box, WHITE)], frame, frame.rect(0, 0, 500, 150))
        painter.end()
        return image

    area = QRectF(0, 0, 60, 150).toRect()
    assert picture(whole.part(area)) == picture(whole).copy(area)
