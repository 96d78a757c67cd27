"""What the layers of proposals and of their RoI projections show, by looking at the pixels."""

from __future__ import annotations

from PySide6.QtGui import QColor
from support.layer_pixels import GREY, PROPOSALS, ROIS, close_to, make_grid, make_proposals, pixel

from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.ui.canvas.colours import rank_colour
from frcnn_desktop.ui.canvas.roi_marks import SAMPLE


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
