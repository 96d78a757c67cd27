import math

import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from frcnn_desktop.detector.box_coder import decode_boxes, encode_boxes

WEIGHTS = (10.0, 10.0, 5.0, 5.0)


@st.composite
def box(draw: st.DrawFn) -> list[float]:
    x, y = draw(st.floats(0, 500)), draw(st.floats(0, 500))
    return [x, y, x + draw(st.floats(1, 500)), y + draw(st.floats(1, 500))]


@given(st.lists(st.tuples(box(), box()), min_size=1, max_size=8))
def test_that_decoding_what_was_encoded_gives_the_object_back(pairs: list) -> None:
    rois, objects = (torch.tensor(side, dtype=torch.float32) for side in zip(*pairs, strict=True))
    # A ratio beyond 62.5 is cut off on purpose.
    ratios = (objects[:, 2:] - objects[:, :2]) / (rois[:, 2:] - rois[:, :2])
    kept = (ratios < 60).all(dim=1)
    deltas = encode_boxes(rois, objects, WEIGHTS)
    decoded = decode_boxes(rois, deltas[:, None], WEIGHTS)[:, 0]
    torch.testing.assert_close(decoded[kept], objects[kept], rtol=1e-3, atol=0.02)


def test_that_no_change_is_encoded_as_zeros() -> None:
    rois = torch.tensor([[3.0, 4.0, 20.0, 30.0]])
    assert encode_boxes(rois, rois, WEIGHTS).tolist() == [[0.0, 0.0, 0.0, 0.0]]


def test_that_deltas_match_a_hand_worked_example() -> None:
    deltas = encode_boxes(torch.tensor([[0.0, 0, 10, 20]]), torch.tensor([[5.0, 0, 25, 10]]), WEIGHTS)
    # The centre moves from (5, 10) to (15, 5), the sides become 20 and 10.
    expected = [10.0, -2.5, 5 * math.log(2), -5 * math.log(2)]
    torch.testing.assert_close(deltas, torch.tensor([expected]))


def test_that_wild_deltas_stay_finite() -> None:
    wild = torch.full((1, 3, 4), 1e6)
    decoded: Tensor = decode_boxes(torch.tensor([[0.0, 0, 10, 10]]), wild, WEIGHTS)
    assert torch.isfinite(decoded).all()
