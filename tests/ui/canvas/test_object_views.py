"""Hidden, locked and stacked objects on the canvas: seen otherwise, written as ever."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from frcnn_desktop.ui.canvas.layers import LayerKind

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_that_a_hidden_object_is_not_drawn_and_cannot_be_hit(mouse, canvas, session, small, big) -> None:
    session.views.toggle_hidden([small.id])
    assert not canvas.photo_scene.object_items[small.id].isVisible()
    mouse.click(130, 120)
    assert session.selection == {big.id}
    mouse.drag((40, 40), (380, 280), SHIFT)
    assert small.id not in session.selection
    session.views.show_all()
    assert canvas.photo_scene.object_items[small.id].isVisible()


def test_that_a_hidden_object_is_out_of_reach_of_select_all_and_delete(session, small, big) -> None:
    session.views.toggle_hidden([small.id])
    session.select_all()
    session.remove_objects(session.selection)
    assert session.objects == (small,)


def test_that_a_layer_that_comes_back_keeps_objects_hidden(canvas, session, small, big) -> None:
    session.views.toggle_hidden([small.id])
    layer = canvas.layers.layer(LayerKind.OBJECTS)
    layer.visible = False
    layer.visible = True
    items = canvas.photo_scene.object_items
    assert items[big.id].isVisible()
    assert not items[small.id].isVisible()


def test_that_no_gesture_and_no_key_changes_a_locked_object(mouse, canvas, session, small) -> None:
    told: list[str] = []
    session.problem.connect(told.append)
    session.views.toggle_locked([small.id])
    before = session.annotation
    mouse.drag((130, 120), (180, 170))
    assert session.selection == {small.id}
    assert not canvas.photo_scene.object_items[small.id].handles
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    session.remove_objects([small.id])
    session.rename([small.id], "cow")
    session.set_flags([small.id], difficult=True)
    assert session.annotation is before
    assert len(told) == 5
    assert all("locked" in text for text in told)


def test_that_the_free_ones_of_several_are_edited(session, small, big) -> None:
    session.views.toggle_locked([small.id])
    session.rename([small.id, big.id], "cow")
    assert [item.name for item in session.objects] == ["dog", "cow"]
    session.views.toggle_locked([small.id])
    session.rename([small.id], "cow")
    assert [item.name for item in session.objects] == ["cow", "cow"]


def test_that_clicks_and_drawing_follow_the_order_a_person_chose(mouse, canvas, session, small, big) -> None:
    items = canvas.photo_scene.object_items
    assert items[small.id].zValue() > items[big.id].zValue()
    session.views.to_front([big.id])
    assert items[small.id].zValue() < items[big.id].zValue()
    mouse.click(130, 120)
    assert session.selection == {big.id}
    session.select([])
    session.views.to_back([big.id])
    mouse.click(130, 120)
    assert session.selection == {small.id}


def test_that_views_are_no_edit_and_go_with_the_image(session, small, big) -> None:
    before = session.annotation
    session.views.toggle_hidden([small.id])
    session.views.toggle_locked([big.id])
    session.views.to_front([big.id])
    assert session.annotation is before
    assert not session.dirty
    session.open(session.image, before, session.annotation_path)
    assert session.views.hidden == session.views.locked == frozenset()
    assert session.views.level(big.id) == 0


def test_that_toggling_several_makes_them_alike(session, small, big) -> None:
    session.views.toggle_locked([small.id])
    session.views.toggle_locked([small.id, big.id])
    assert session.views.locked == {small.id, big.id}
    session.views.toggle_locked([small.id, big.id])
    assert session.views.locked == frozenset()
