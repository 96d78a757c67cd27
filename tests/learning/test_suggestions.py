import numpy as np

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.learning.suggestions import SuggestionRule, suggest

CELL = 16.0
OBJECT = np.array([83.0, 45.0, 262.0, 203.0])


def judged_on_cells(boxes: BoxArray) -> ScoredRois:
    """A head that sees RoIs on whole cells, as RoI pooling does: it moves each by what is missing from there
    to the object, so that a box that is not on whole cells is moved too far or not far enough."""
    on_cells = np.round(boxes / CELL) * CELL
    scores = np.tile(np.array([0.1, 0.9], np.float32), (len(boxes), 1))
    moved = as_box_array(boxes + OBJECT - on_cells)
    return ScoredRois(boxes, scores, np.stack([boxes, moved], axis=1), ("cup",))


def error(boxes: BoxArray) -> float:
    return float(np.abs(boxes[0] - OBJECT).mean())


def test_that_nudged_copies_make_up_for_rois_that_fall_on_whole_cells() -> None:
    random = np.random.default_rng(3)
    alone, nudged = [], []
    for _ in range(20):
        proposal = as_box_array([OBJECT + random.uniform(-12, 12, 4)])
        scored = judged_on_cells(proposal)
        alone.append(error(suggest(scored, judged_on_cells, SuggestionRule(nudge=0.0)).boxes))
        nudged.append(error(suggest(scored, judged_on_cells).boxes))
    assert np.mean(nudged) < 0.6 * np.mean(alone)


def test_that_boxes_that_shrink_to_nothing_are_not_suggested_in_any_round() -> None:
    def shrinks(boxes: BoxArray) -> ScoredRois:
        scored = judged_on_cells(boxes)
        nothing = np.repeat(scored.class_boxes[..., :2], 2, axis=-1)[..., (0, 2, 1, 3)]
        return ScoredRois(scored.boxes, scored.scores, nothing, scored.class_names)

    found = suggest(judged_on_cells(as_box_array([OBJECT])), shrinks, SuggestionRule(rounds=2))
    assert len(found) == 0
