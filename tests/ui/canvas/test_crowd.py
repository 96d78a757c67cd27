"""Thousands of objects: drawn as one picture, and otherwise as few are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.items import crowd
from frcnn_desktop.ui.canvas.items.object_box import ObjectItem
from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.canvas.look import Look
from frcnn_desktop.ui.document.session import DocumentSession


@pytest.fixture
def objects(
    canvas: ImageCanvas,
    session: DocumentSession,
    painted: list[int],
) -> tuple[ObjectAnnotation, ...]:
    """As many objects as make a crowd, apart from each other; the last one is difficult."""
    assert session.image is not None
    places = ((4.0 + 15 * (number % 26), 4.0 + 12 * (number // 26)) for number in range(crowd.SELECTED_CROWD))
    made = tuple(
        ObjectAnnotation(
            f"class {number % 7}", (x, y, x + 9, y + 7), difficult=number == crowd.SELECTED_CROWD - 1
        )
        for number, (x, y) in enumerate(places)
    )
    session.open(session.image, ImageAnnotation(400, 300, made), Path("a.xml"))
    return made


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of objects whose items were painted."""
    ids: list[int] = []
    paint = ObjectItem.paint

    def counted(item: ObjectItem, *arguments: Any) -> None:
        ids.append(item.shown.id)
        paint(item, *arguments)

    monkeypatch.setattr(ObjectItem, "paint", counted)
    return ids


def test_that_a_crowd_looks_as_its_objects_do_one_by_one(
    canvas: ImageCanvas,
    objects: tuple[ObjectAnnotation, ...],
    grab: Callable[[], QImage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(canvas.photo_scene.crowd._outlines) == len(objects) - 1
    together = grab()
    monkeypatch.setattr("frcnn_desktop.ui.canvas.scene.CROWD", len(objects) + 1)
    canvas.set_look(Look())
    assert not canvas.photo_scene.crowd._outlines
    assert grab() == together


def test_that_only_what_is_marked_is_painted_by_itself(
    canvas: ImageCanvas,
    session: DocumentSession,
    objects: tuple[ObjectAnnotation, ...],
    grab: Callable[[], QImage],
    painted: list[int],
    mouse,
) -> None:
    grab()
    assert set(painted) == {objects[-1].id}
    session.select([objects[3].id])
    grab()
    mouse.hover(objects[5].box[0], objects[5].box[1] + 3)
    grab()
    assert set(painted) == {objects[-1].id, objects[3].id, objects[5].id}


def test_that_a_selected_crowd_is_one_picture_with_white_edges(
    canvas: ImageCanvas,
    session: DocumentSession,
    objects: tuple[ObjectAnnotation, ...],
    grab: Callable[[], QImage],
    painted: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def edge(number: int) -> list[str]:
        x1, y1, x2, _ = objects[number].box
        place, picture = canvas.mapFromScene((x1 + x2) / 2, y1), grab()
        return [picture.pixelColor(place.x(), place.y() + above).name() for above in range(-4, 1)]

    monkeypatch.setattr("frcnn_desktop.ui.canvas.scene.SELECTED_CROWD", len(objects) - 1)
    plain = edge(5)
    session.select([each.id for each in objects[:-1]])
    painted.clear()
    assert "#ffffff" in edge(5)
    assert "#ffffff" not in plain
    assert set(painted) == {objects[-1].id}
    session.select([])
    assert edge(5) == plain


def test_that_a_crowd_follows_edits_hiding_and_its_layer(
    canvas: ImageCanvas,
    session: DocumentSession,
    objects: tuple[ObjectAnnotation, ...],
    grab: Callable[[], QImage],
) -> None:
    def is_drawn(number: int) -> bool:
        x1, y1, x2, _ = objects[number].box
        place = canvas.mapFromScene((x1 + x2) / 2, y1)
        return grab().pixelColor(place).name() != "#5a5a5a"

    assert is_drawn(2)
    assert is_drawn(4)
    session.views.toggle_hidden([objects[2].id])
    assert not is_drawn(2)
    session.remove_objects([objects[4].id])
    session.undo_stack.undo()
    assert is_drawn(4)
    session.set_boxes({objects[4].id: (200.0, 280.0, 240.0, 299.0)})
    assert not is_drawn(4)
    canvas.layers.layer(LayerKind.OBJECTS).visible = False
    assert not is_drawn(7)
    canvas.layers.layer(LayerKind.OBJECTS).visible = True
    assert is_drawn(7)


def test_that_a_hundred_objects_are_one_picture_that_a_drag_leaves_alone(
    canvas: ImageCanvas,
    session: DocumentSession,
    objects: tuple[ObjectAnnotation, ...],
    grab: Callable[[], QImage],
) -> None:
    assert session.annotation is not None
    session.replace_annotation(session.annotation.with_objects(objects[:100]), "fewer")
    session.select([objects[3].id])
    grab()
    made = canvas.photo_scene.crowd.cache.renders
    canvas.photo_scene.preview_boxes({objects[3].id: (30.0, 30.0, 60.0, 60.0)})
    grab()
    canvas.photo_scene.preview_boxes({objects[3].id: (40.0, 30.0, 70.0, 60.0)})
    grab()
    assert canvas.photo_scene.crowd.cache.renders == made
    assert len(canvas.photo_scene.crowd._outlines) == 99


def test_that_a_crowd_is_drawn_again_only_where_one_of_it_looks_different(
    canvas: ImageCanvas,
    session: DocumentSession,
    objects: tuple[ObjectAnnotation, ...],
    grab: Callable[[], QImage],
) -> None:
    session.select([objects[3].id])
    grab()
    made = canvas.photo_scene.crowd.cache.renders
    session.nudge(3, 0)
    canvas.photo_scene.set_hovered(objects[7].id)
    grab()
    assert canvas.photo_scene.crowd.cache.renders == made
    session.select([objects[7].id])
    grab()
    assert canvas.photo_scene.crowd.cache.renders == made + 1
