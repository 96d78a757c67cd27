"""What the layers of detections and objects show, and what all have in common, by looking at the pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from support.layer_pixels import (
    DETECTIONS,
    GREY,
    OBJECTS,
    PROPOSALS,
    close_to,
    make_detections,
    make_grid,
    make_proposals,
    pixel,
)

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.canvas.pointer import CanvasMode


def test_that_detections_are_drawn_in_the_colour_of_their_class(empty, grab) -> None:
    empty.set_detections(make_detections(("car", 0.9, (20, 20, 120, 100)), ("dog", 0.4, (200, 20, 300, 100))))
    layer = empty.layers.layer(DETECTIONS)
    assert layer.count == 2
    picture = grab()
    assert pixel(empty, picture, 60, 100) == close_to(class_colour("car"), 5)
    assert pixel(empty, picture, 250, 100) == close_to(class_colour("dog"), 5)
    layer.visible = False
    assert pixel(empty, grab(), 60, 100) == GREY


def test_that_the_colours_of_classes_can_come_from_elsewhere(empty, session, grab) -> None:
    empty.set_detections(make_detections(("car", 0.9, (20, 20, 120, 100))))
    session.add_objects([ObjectAnnotation("dog", (200, 20, 300, 100))])
    session.select([])
    empty.set_class_colours(lambda name: QColor("red" if name == "car" else "blue"))
    picture = grab()
    assert pixel(empty, picture, 60, 100) == (255, 0, 0)
    assert pixel(empty, picture, 250, 100) == (0, 0, 255)


def test_that_chips_tell_name_and_score(empty) -> None:
    empty.set_detections(make_detections(("car", 0.934, (20, 40, 120, 100))))
    QApplication.processEvents()
    chips = [(chip.text, chip.detail) for chip, _ in empty.photo_scene.chips.shown]
    assert chips == [("car", "0.93")]
    empty.layers.layer(DETECTIONS).visible = False
    QApplication.processEvents()
    assert empty.photo_scene.chips.shown == []


def test_that_objects_are_drawn_counted_and_hidden(canvas, small, grab) -> None:
    layer = canvas.layers.layer(OBJECTS)
    assert layer.count == 2
    assert pixel(canvas, grab(), 130, 140) == close_to(class_colour(small.name), 5)
    layer.visible = False
    assert pixel(canvas, grab(), 130, 140) == GREY
    assert canvas.photo_scene.chips.shown == []


def test_that_a_difficult_object_is_dashed(empty, session, grab) -> None:
    item = ObjectAnnotation("dog", (20, 20, 380, 280))
    session.add_objects([item])
    session.select([])

    def colours() -> set[tuple[int, int, int]]:
        picture = grab()
        return {pixel(empty, picture, x, 280) for x in range(100, 200)}

    assert len(colours()) == 1
    session.set_flags([item.id], difficult=True)
    assert len(colours()) > 1


def test_that_lines_are_as_wide_on_the_screen_at_any_zoom(empty, session, grab) -> None:
    session.add_objects([ObjectAnnotation("dog", (180, 130, 220, 170))])
    session.select([])
    expected = class_colour("dog").rgb()
    for zoom in (0.5, 1, 2, 7.3):
        empty.set_zoom(zoom)
        empty.centerOn(200, 150)
        picture = grab()
        ratio = picture.devicePixelRatio()
        y = round(empty.viewportTransform().map(QPointF(200, 150)).y() * ratio)
        left_and_right = sum(picture.pixel(x, y) == expected for x in range(picture.width()))
        assert left_and_right == 4 * ratio


def test_that_a_selected_object_has_handles(canvas, session, small, grab) -> None:
    assert pixel(canvas, grab(), 160, 140) != close_to(QColor("white"), 20)
    session.select([small.id])
    assert pixel(canvas, grab(), 160, 140) == close_to(QColor("white"), 20)


@pytest.mark.parametrize("kind", [PROPOSALS, DETECTIONS, OBJECTS])
def test_that_opacity_fades_a_layer(kind, empty, session, grab) -> None:
    empty.layers.layer(kind).visible = True
    empty.set_proposals(make_proposals((20, 20, 100, 100)))
    empty.set_detections(make_detections(("car", 0.9, (150, 20, 250, 100))))
    session.add_objects([ObjectAnnotation("dog", (280, 20, 380, 100))])
    session.select([])
    place = {PROPOSALS: (60, 20), DETECTIONS: (200, 100), OBJECTS: (330, 100)}[kind]
    full = np.array(pixel(empty, grab(), *place))
    empty.layers.layer(kind).opacity = 0.5
    half = np.array(pixel(empty, grab(), *place))
    assert np.abs(half - (full + GREY) / 2).max() < 30
    empty.layers.layer(kind).opacity = 0
    assert pixel(empty, grab(), *place) == GREY


def test_that_nothing_of_the_old_image_stays_on_the_new_one(canvas, session) -> None:
    canvas.set_proposals(make_proposals((20, 20, 100, 100)))
    canvas.set_grids((make_grid(),))
    canvas.set_detections(make_detections(("car", 0.9, (20, 20, 120, 100))))
    canvas.set_mode(CanvasMode.DRAW)
    assert session.image is not None
    session.open(session.image, ImageAnnotation(400, 300), Path("b.xml"))
    assert [layer.count for layer in canvas.layers] == [0, 0, 0, 0]
    session.close()
    assert canvas.photo_scene.object_items == {}


def test_that_layers_tell_when_they_change(canvas, qtbot) -> None:
    layer = canvas.layers.layer(PROPOSALS)
    heard: list[tuple[bool, float, int]] = []
    layer.changed.connect(lambda: heard.append((layer.visible, layer.opacity, layer.count)))
    layer.visible = True
    layer.visible = True
    layer.opacity = 0.5
    layer.opacity = 7
    canvas.set_proposals(make_proposals((20, 20, 100, 100)))
    assert heard == [(True, 1.0, 0), (True, 0.5, 0), (True, 1.0, 0), (True, 1.0, 1)]
