"""Deltas: how box regression says where the object is, relative to its RoI (Girshick et al. 2014, app. C).

Shapes: N boxes. Boxes are xyxy and half-open, both in the same frame; widths are x2 - x1.
"""

from __future__ import annotations

import torch
from torch import Tensor

from frcnn_desktop.detector.transfer import made_on
from frcnn_desktop.explain.box_deltas import LEAST_ROI_SIDE, MAX_LOG_RATIO, Weights


def encode_boxes(rois: Tensor, objects: Tensor, weights: Weights) -> Tensor:
    """Return the N x 4 deltas that turn each RoI into its object."""
    roi_sides, roi_centres = _sides_and_centres(rois)
    object_sides, object_centres = _sides_and_centres(objects)
    shifts = (object_centres - roi_centres) / roi_sides
    ratios = torch.log(object_sides / roi_sides)
    return torch.cat([shifts, ratios], dim=1) * made_on(rois.device, weights)


def decode_boxes(rois: Tensor, deltas: Tensor, weights: Weights) -> Tensor:
    """Return the boxes that `deltas` (N x C x 4, one row per class) make of the RoIs: N x C x 4."""
    sides, centres = _sides_and_centres(rois)
    deltas = deltas / made_on(deltas.device, weights)
    new_centres = centres[:, None] + deltas[..., :2] * sides[:, None]
    half_sides = torch.exp(deltas[..., 2:].clamp(max=MAX_LOG_RATIO)) * sides[:, None] / 2
    return torch.cat([new_centres - half_sides, new_centres + half_sides], dim=2)


def _sides_and_centres(boxes: Tensor) -> tuple[Tensor, Tensor]:
    sides = (boxes[:, 2:] - boxes[:, :2]).clamp(min=LEAST_ROI_SIDE)
    return sides, (boxes[:, :2] + boxes[:, 2:]) / 2
