import numpy as np

from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.learning.learned_sizes import LearnedSizes, LearnedSizesRule, grid, typical_sizes

CELLS = as_box_array([(x, y, x + 60, y + 64) for x in range(0, 500, 60) for y in range(0, 300, 64)])
NOTHING_NEAR = as_box_array([(0, 0, 600, 400)])


def test_that_boxes_of_the_labelled_sizes_are_added_where_proposals_miss_the_objects() -> None:
    sizes = LearnedSizes(LearnedSizesRule())
    sizes.add(CELLS, NOTHING_NEAR, 600, 400)
    boxes = sizes.extended(NOTHING_NEAR, 600, 400)
    assert (pairwise_iou(CELLS, boxes).max(axis=1) > 0.5).all()
    assert (boxes[:, 2] <= 600.01).all()
    assert (boxes[:, 3] <= 400.01).all()


def test_that_nothing_is_added_where_proposals_fit_or_little_is_labelled() -> None:
    sizes = LearnedSizes(LearnedSizesRule())
    sizes.add(CELLS[:3], NOTHING_NEAR, 600, 400)
    assert sizes.extended(NOTHING_NEAR, 600, 400) is NOTHING_NEAR
    sizes.add(CELLS, CELLS, 600, 400)
    assert sizes.extended(NOTHING_NEAR, 600, 400) is NOTHING_NEAR


def test_that_they_stop_where_they_find_no_further_objects_and_go_on_where_they_do() -> None:
    random = np.random.default_rng(0)
    cells, lines = LearnedSizes(LearnedSizesRule()), LearnedSizes(LearnedSizesRule())
    for _ in range(3):
        # Text lines on a page: of many lengths, and thinner than the step between 500 boxes.
        corners = random.uniform(0, 1800, (20, 2))
        sides = np.stack([np.exp(random.uniform(3, 6, 20)), np.full(20, 8)], axis=1)
        cells.add(CELLS, NOTHING_NEAR, 600, 400)
        lines.add(as_box_array(np.hstack([corners, corners + sides])), NOTHING_NEAR, 3000, 2000)
    assert cells.needed
    assert not lines.needed
    assert lines.extended(NOTHING_NEAR, 3000, 2000) is NOTHING_NEAR


def test_that_no_size_takes_more_than_its_share_of_boxes_and_every_size_fits_the_image() -> None:
    rule = LearnedSizesRule(most=100)
    assert 30 <= len(grid(np.array([5.0, 5.0]), 1000, 800, rule)) <= 110
    [whole] = grid(np.array([900.0, 900.0]), 300, 200, rule)
    assert whole.tolist() == [0, 0, 300, 200]


def test_that_typical_sizes_are_the_means_of_clusters() -> None:
    small, large = np.tile([10.0, 12.0], (30, 1)), np.tile([200.0, 100.0], (10, 1))
    found = typical_sizes(np.concatenate([small, large]), 2)
    assert np.allclose(sorted(found.tolist()), [[10, 12], [200, 100]])
