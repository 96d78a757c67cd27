"""Detections that are double-clicked."""

from __future__ import annotations

from support.layer_pixels import DETECTIONS, make_detections

from frcnn_desktop.core.annotation import ObjectAnnotation


def test_that_a_double_click_on_a_detection_asks_to_accept_it(empty, mouse, qtbot) -> None:
    empty.set_detections(make_detections(("car", 0.9, (20, 20, 200, 200)), ("dog", 0.4, (60, 60, 100, 100))))
    with qtbot.waitSignal(empty.detection_accept_requested) as asked:
        mouse.double_click(80, 80)
    assert asked.args == [1]
    with qtbot.waitSignal(empty.detection_accept_requested) as asked:
        mouse.double_click(150, 150)
    assert asked.args == [0]


def test_that_an_object_goes_before_its_own_detection_but_not_before_a_thing_inside(
    empty, session, mouse, qtbot
) -> None:
    item = ObjectAnnotation("car", (20, 20, 200, 200))
    session.add_objects([item])
    empty.set_detections(make_detections(("car", 0.9, (24, 22, 198, 196)), ("dog", 0.4, (60, 60, 100, 100))))
    with qtbot.waitSignal(empty.label_edit_requested) as asked:
        mouse.double_click(150, 150)
    assert asked.args == [item.id]
    with qtbot.waitSignal(empty.detection_accept_requested) as accepted:
        mouse.double_click(80, 80)
    assert accepted.args == [1]


def test_that_hidden_detections_cannot_be_accepted(empty, mouse) -> None:
    heard: list[int] = []
    empty.detection_accept_requested.connect(heard.append)
    empty.set_detections(make_detections(("car", 0.9, (20, 20, 200, 200))))
    empty.layers.layer(DETECTIONS).visible = False
    mouse.double_click(80, 80)
    assert heard == []
