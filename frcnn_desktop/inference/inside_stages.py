"""The arrays behind single stages, by the code that detects: the feature map, one RoI pooled, the example.

Shapes: C channels, P bins a side. Boxes are xyxy in pixels of the image as displayed.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torchvision.ops import roi_align

from frcnn_desktop.core.boxes import Box, as_box_array, read_only, scale_boxes
from frcnn_desktop.core.detections import grid_of_each
from frcnn_desktop.detector.table_pooling import pool_cells
from frcnn_desktop.explain.pooling_conventions import Region
from frcnn_desktop.explain.walk_stages import ExampleAnswer, FeatureMap, PooledBox
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.inference.fallback import features_on


@torch.inference_mode()
def feature_map(encoded: EncodedImage, box: Box | None = None) -> FeatureMap:
    """Return the map that a box is pooled from, as arrays; without a box the finest."""
    level = _level(encoded, box)
    (features,) = features_on([encoded.maps[level]], torch.device("cpu"))
    values, size = features[0].float().numpy().copy(), encoded.size
    return FeatureMap(read_only(values), encoded.grids[level], (size.width, size.height))


@torch.inference_mode()
def pool_box(encoded: EncodedImage, box: Box) -> PooledBox:
    """Pool one box the way the model of `encoded` does."""
    level, size = _level(encoded, box), encoded.size
    grid = encoded.grids[level]
    features = features_on([encoded.maps[level]], torch.device("cpu"))[0].float()
    roi = torch.from_numpy(scale_boxes(as_box_array([box]), size.scale_x, size.scale_y))
    scale, bins = 1.0 / grid.stride, grid.output_size
    if grid.pooling != "roi_pool":
        pooled = roi_align(features, [roi], bins, scale, grid.sampling_ratio, aligned=grid.shift == 0)
        return PooledBox(box, read_only(pooled[0].numpy()), None)
    values, winners = _pool_with_winners(features, roi, scale, bins)
    return PooledBox(box, read_only(values), read_only(winners))


def _level(encoded: EncodedImage, box: Box | None) -> int:
    return 0 if box is None else int(grid_of_each(encoded.grids, as_box_array([box]))[0])


@torch.inference_mode()
def pool_example(values: NDArray[np.float32], region: Region, bins: int) -> ExampleAnswer:
    """Pool one region of a map (rows x columns) with the detector's table and with torchvision's operator."""
    # A copy: tensors cannot say that their memory must not be written to.
    features = torch.from_numpy(np.array(values, np.float32))[None]
    # The detector rounds projected corners to cells and counts the end cell in, so cells go in as they are.
    table = pool_cells(features, torch.tensor([region]), bins)
    operator, winners = _pool_with_winners(features[None], torch.tensor([region]).float(), 1.0, bins)
    return ExampleAnswer(
        read_only(table.view(bins, bins).numpy()), read_only(operator[0]), read_only(winners[0])
    )


def _pool_with_winners(
    features: torch.Tensor, roi: torch.Tensor, scale: float, bins: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return C x P x P values and C x P x P x 2 (row, column) of the cells that gave them."""
    rois = torch.cat([torch.zeros(1, 1), roi], dim=1)
    values, places = torch.ops.torchvision.roi_pool(features, rois, scale, bins, bins)
    flat = places[0].to(torch.int64).numpy()
    columns = features.shape[3]
    winners = np.stack([flat // columns, flat % columns], axis=-1)
    winners[flat < 0] = -1
    return values[0].numpy(), winners
