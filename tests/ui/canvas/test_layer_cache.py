"""What is kept of a layer between two pictures."""

from __future__ import annotations

import numpy as np
from support.layer_pixels import PROPOSALS, ROIS, make_grid, make_proposals


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
