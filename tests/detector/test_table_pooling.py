import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torchvision.ops import roi_pool

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.detector.table_pooling import WindowTable, pool_cells, roi_cells
from frcnn_desktop.explain.roi_projection import covered_cells

STRIDE = 16


def pooled_by_torchvision(features: Tensor, rois: Tensor, bins: int) -> Tensor:
    pooled = roi_pool(features[None], [rois], bins, 1 / STRIDE)
    return pooled.flatten(2).transpose(1, 2).flatten(1)


@st.composite
def roi(draw: st.DrawFn) -> list[float]:
    x, y = draw(st.floats(0, 300, width=32)), draw(st.floats(0, 200, width=32))
    return [x, y, x + draw(st.floats(0, 300, width=32)), y + draw(st.floats(0, 200, width=32))]


@settings(deadline=None)
@given(st.lists(roi(), min_size=1, max_size=20), st.sampled_from([1, 2, 7]), st.integers(0, 5))
def test_that_looked_up_pooling_equals_torchvision(rois: list, bins: int, seed: int) -> None:
    features = torch.randn(3, 13, 19, generator=torch.Generator().manual_seed(seed))
    boxes = torch.tensor(rois)
    ours = pool_cells(features, roi_cells(boxes, 1 / STRIDE), bins)
    assert torch.equal(ours, pooled_by_torchvision(features, boxes, bins))


def test_that_rois_outside_the_map_pool_to_zero_like_torchvision() -> None:
    features = torch.randn(2, 4, 5) - 3
    boxes = torch.tensor(
        [[500.0, 500, 600, 600], [60.0, 40, 200, 200], [-90.0, -90, -50, -50], [-20.0, -8, 30, 30]]
    )
    ours = pool_cells(features, roi_cells(boxes, 1 / STRIDE), 7)
    assert torch.equal(ours, pooled_by_torchvision(features, boxes, 7))
    assert (ours[0] == 0).all()


def test_that_a_table_pools_any_part_of_its_rois_and_can_be_stopped_while_it_is_made() -> None:
    features = torch.randn(3, 30, 30, generator=torch.Generator().manual_seed(0))
    cells = torch.tensor([[0, 0, 29, 29], [3, 4, 9, 8], [5, 0, 5, 0]])
    heights: list[None] = []
    table = WindowTable(features, cells, 7, lambda: heights.append(None))
    assert torch.equal(table.pool(cells[1:]), pool_cells(features, cells[1:], 7))
    # Bins of the largest RoI are 6 cells high.
    assert len(heights) == 5


@pytest.mark.parametrize(
    "box", [(0, 0, 500, 375), (130, 70, 260, 199), (33, 5, 41, 12), (498, 371, 500, 375)]
)
def test_that_the_grid_shows_exactly_the_cells_that_pooling_reads(box: tuple) -> None:
    """Changing a cell inside the shown rectangle changes the result; changing one outside never does."""
    grid = FeatureGrid(29, 39, 448 / 375 / STRIDE, 597 / 500 / STRIDE, STRIDE, "roi_pool")
    boxes = as_box_array([box])
    [[left, top, right, bottom]] = covered_cells(grid, boxes)
    rois = torch.from_numpy(boxes) * torch.tensor([448 / 375, 597 / 500, 448 / 375, 597 / 500])
    read = torch.zeros(grid.rows, grid.columns, dtype=torch.bool)
    for row in range(grid.rows):
        for column in range(grid.columns):
            features = torch.zeros(1, grid.rows, grid.columns)
            features[0, row, column] = 1
            read[row, column] = bool(roi_pool(features[None], [rois], 7, 1 / STRIDE).any())
    shown = torch.zeros_like(read)
    shown[top : bottom + 1, left : right + 1] = True
    assert torch.equal(read, shown)
