"""What the layers show, by looking at the pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.detections import Detections, FeatureGrid, Proposals
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.colours import class_colour, rank_colour
from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.canvas.pointer import CanvasMode
from frcnn_desktop.ui.canvas.roi_marks import SAMPLE
from frcnn_desktop.ui.document.session import DocumentSession

GREY = (90, 90, 90)
PROPOSALS, ROIS, DETECTIONS, OBJECTS = LayerKind


def make_proposals(*boxes: tuple[float, float, float, float]) -> Proposals:
    scores = np.linspace(1, 0, len(boxes), dtype=np.float32)
    return Proposals(np.array(boxes, np.float32).reshape(-1, 4), scores)


def make_detections(*rows: tuple[str, float, tuple[float, float, float, float]]) -> Detections:
    count = len(rows)
    return Detections(
        np.array([row[2] for row in rows], np.float32).reshape(-1, 4),
        np.array([row[1] for row in rows], np.float32),
        np.ones(count, np.int64),
        tuple(row[0] for row in rows),
        np.arange(count),
    )


def make_grid(pooling: str = "roi_pool") -> FeatureGrid:
    """Cells of 16 x 16 image pixels."""
    return FeatureGrid(19, 25, 1 / 16, 1 / 16, 16, pooling)


@pytest.fixture
def empty(canvas: ImageCanvas, session: DocumentSession) -> ImageCanvas:
    """The canvas with its grey photo and no object."""
    assert session.image is not None
    session.open(session.image, ImageAnnotation(400, 300), Path("a.xml"))
    return canvas


def pixel(canvas: ImageCanvas, picture: QImage, x: float, y: float) -> tuple[int, int, int]:
    """Return the colour of the picture at a point of the image."""
    ratio = picture.devicePixelRatio()
    colour = picture.pixelColor((canvas.viewportTransform().map(QPointF(x, y)) * ratio).toPoint())
    return colour.red(), colour.green(), colour.blue()


def close_to(colour: QColor, tolerance: int = 60):
    return pytest.approx((colour.red(), colour.green(), colour.blue()), abs=tolerance)


# Proposals


def test_that_proposals_are_hairlines_in_the_colours_of_their_ranks(empty, grab) -> None:
    empty.set_proposals(make_proposals((20, 20, 100, 100), (200, 20, 300, 100)))
    assert pixel(empty, grab(), 60, 20) == GREY
    empty.layers.layer(PROPOSALS).visible = True
    picture = grab()
    assert pixel(empty, picture, 60, 20) == close_to(rank_colour(0))
    assert pixel(empty, picture, 250, 20) == close_to(rank_colour(1), 80)
    assert pixel(empty, picture, 60, 21) == GREY
    assert pixel(empty, picture, 60, 60) == GREY


def test_that_the_limit_keeps_the_best_proposals_and_counts_them(empty, grab) -> None:
    layer = empty.layers.layer(PROPOSALS)
    layer.visible = True
    empty.set_proposals(make_proposals(*[(20, 20 + 5 * row, 100, 22 + 5 * row) for row in range(50)]))
    assert layer.count == 50
    empty.set_proposal_limit(10)
    assert layer.count == 10
    picture = grab()
    assert pixel(empty, picture, 60, 20) != GREY
    assert pixel(empty, picture, 60, 20 + 5 * 10) == GREY


def test_that_a_highlighted_proposal_stands_out_even_beyond_the_limit(empty, grab) -> None:
    empty.layers.layer(PROPOSALS).visible = True
    empty.set_proposals(make_proposals((20, 20, 100, 100), (200, 20, 300, 100)))
    empty.set_proposal_limit(1)
    assert pixel(empty, grab(), 250, 20) == GREY
    empty.highlight_proposal(1)
    assert pixel(empty, grab(), 250, 20) == close_to(QColor("white"))
    empty.highlight_proposal(None)
    assert pixel(empty, grab(), 250, 20) == GREY


# RoI projections


def test_that_roi_projections_need_a_grid_and_count_rois(empty) -> None:
    empty.set_proposals(make_proposals((20, 20, 100, 100)))
    assert empty.layers.layer(ROIS).count == 0
    empty.set_grids((make_grid(),))
    assert empty.layers.layer(ROIS).count == 1
    empty.set_proposals(None)
    assert empty.layers.layer(ROIS).count == 0


def test_that_a_roi_is_shown_as_the_rounded_cells_it_covers(empty, grab) -> None:
    empty.set_proposals(make_proposals((20, 20, 100, 100)))
    empty.set_grids((make_grid(),))
    assert pixel(empty, grab(), 24, 24) == GREY
    empty.layers.layer(ROIS).visible = True
    picture = grab()
    # 20 / 16 rounds to cell 1, 100 / 16 to cell 6, and the last cell belongs to the RoI.
    for inside in (24, 104):
        assert pixel(empty, picture, inside, inside) != GREY
    for outside in (8, 120):
        assert pixel(empty, picture, outside, outside) == GREY
    assert pixel(empty, picture, 60, 16) == close_to(rank_colour(0))
    assert pixel(empty, picture, 200, 160) != GREY


def test_that_each_roi_of_a_pyramid_is_shown_on_the_map_it_is_pooled_from(empty, grab) -> None:
    fine = FeatureGrid(38, 50, 1 / 8, 1 / 8, 8, "roi_pool")
    coarse = FeatureGrid(10, 13, 1 / 32, 1 / 32, 32, "roi_pool", from_side=80)
    empty.layers.layer(ROIS).visible = True
    empty.set_grids((fine, coarse))
    empty.set_proposals(make_proposals((40, 40, 180, 180)))
    # 40 / 32 rounds to cell 1, 180 / 32 to cell 6: the corner lies at 32, not at 40.
    picture = grab()
    assert pixel(empty, picture, 100, 32) == close_to(rank_colour(0))
    assert pixel(empty, picture, 210, 215) != GREY
    empty.set_proposals(make_proposals((240, 40, 280, 80)))
    assert pixel(empty, grab(), 260, 40) == close_to(rank_colour(0))
    assert pixel(empty, grab(), 244, 36) == GREY


def test_that_roi_align_shows_its_sampling_points_for_the_highlighted_roi(empty, grab) -> None:
    empty.layers.layer(ROIS).visible = True
    empty.set_proposals(make_proposals((20, 20, 160, 160)))
    counts = []
    for pooling in ("roi_pool", "roi_align"):
        empty.set_grids((make_grid(pooling),))
        empty.highlight_proposal(0)
        picture = grab()
        # Seven bins of two points each: points 10 pixels apart, the first 5 from the edge.
        points = [pixel(empty, picture, 25 + 10 * step, 45) for step in range(14)]
        counts.append(sum(point == close_to(SAMPLE, 40) for point in points))
    assert counts == [0, 14]


# Detections


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


# Objects


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


# Opacity, cost, lifetime


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


def test_that_a_repaint_or_a_moved_box_does_not_draw_the_layers_again(
    canvas, session, small, mouse, grab
) -> None:
    canvas.layers.layer(PROPOSALS).visible = True
    rng = np.random.default_rng(0)
    corners = rng.uniform(0, 300, (2000, 4)).astype(np.float32)
    corners[:, 2:] += corners[:, :2]
    canvas.set_proposals(make_proposals(*np.clip(corners, 0, 300).tolist()))
    canvas.set_proposal_limit(2000)
    grab()
    cache = canvas.photo_scene.proposals.cache
    renders = cache.renders
    for _ in range(3):
        canvas.viewport().repaint()
    mouse.drag((130, 120), (150, 110))
    grab()
    assert cache.renders == renders
    canvas.scroll_by(8, -4)
    grab()
    assert cache.renders == renders
    canvas.set_zoom(3)
    grab()
    assert cache.renders == renders + 1


def test_that_scrolling_shows_the_same_as_drawing_anew(canvas, grab) -> None:
    canvas.layers.layer(PROPOSALS).visible = canvas.layers.layer(ROIS).visible = True
    rng = np.random.default_rng(1)
    starts = rng.uniform(0, 250, (200, 2))
    canvas.set_proposals(make_proposals(*np.hstack([starts, starts + rng.uniform(5, 50, (200, 2))]).tolist()))
    canvas.set_grids((make_grid(),))
    canvas.set_zoom(4)
    grab()
    for dx, dy in ((13, 0), (0, -21), (-40, 55), (5, 5)):
        canvas.scroll_by(dx, dy)
        scrolled = grab()
        canvas.photo_scene.proposals.refresh()
        canvas.photo_scene.rois.refresh()
        assert grab() == scrolled


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


# Accepting detections


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


# Guides and themes


def test_that_lines_through_the_cursor_help_drawing(empty, mouse, grab) -> None:
    empty.set_mode(CanvasMode.DRAW)
    mouse.hover(200, 150)
    picture = grab()
    assert pixel(empty, picture, 200, 40) != GREY
    assert pixel(empty, picture, 40, 150) != GREY
    mouse.hover(100, 100)
    assert pixel(empty, grab(), 200, 40) == GREY
    empty.set_mode(CanvasMode.SELECT)
    assert pixel(empty, grab(), 100, 40) == GREY


def test_that_the_ground_follows_the_theme(canvas, grab) -> None:
    shades = []
    for window in ("#202226", "#f3f4f6"):
        palette = canvas.palette()
        palette.setColor(palette.ColorRole.Window, QColor(window))
        canvas.setPalette(palette)
        shades.append(grab().pixelColor(1, 1).lightness())
    assert shades[0] < 40
    assert shades[1] > 200


def test_that_ghosts_are_seen_but_cannot_be_touched_and_go_with_the_image(
    empty, session, mouse, grab
) -> None:
    empty.set_ghosts([(20, 20, 380, 200)], QColor("white"))
    picture = grab()
    dashes = {pixel(empty, picture, x, 200) for x in range(100, 200)}
    assert (255, 255, 255) in dashes
    assert len(dashes) > 1
    mouse.click(200, 100)
    assert session.selection == frozenset()
    assert session.image is not None
    session.open(session.image, ImageAnnotation(400, 300), Path("b.xml"))
    assert pixel(empty, grab(), 100, 200) == GREY


def test_that_a_resized_box_tells_its_size_and_a_drawn_one_its_class_too(
    canvas, session, small, mouse
) -> None:
    def details() -> set[tuple[str, str]]:
        canvas.viewport().repaint()
        return {(chip.text, chip.detail) for chip, _ in canvas.photo_scene.chips.shown}

    session.select([small.id])
    mouse.press(160, 140)
    mouse.move(180, 150)
    assert ("dog", "80 × 50") in details()
    mouse.release(180, 150)
    assert ("dog", "") in details()
    canvas.set_current_class("cat")
    canvas.set_mode(CanvasMode.DRAW)
    mouse.press(10, 10)
    mouse.move(40, 30)
    assert ("cat", "30 × 20") in details()
    canvas.cancel()
    assert ("cat", "30 × 20") not in details()
