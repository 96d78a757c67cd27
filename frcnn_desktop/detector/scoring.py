"""From boxes in image pixels to class probabilities and regressed boxes in image pixels."""

from __future__ import annotations

import torch
from torch import Tensor

from frcnn_desktop.core.boxes import BoxArray, read_only, scale_boxes
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.detector.box_coder import decode_boxes
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.scaling import InputSize


def score_boxes(model: FastRcnn, features: Tensor, boxes: BoxArray, size: InputSize) -> ScoredRois:
    """Judge `boxes` (N x 4, image pixels) on the fused map of one image (1 x C x rows x columns).

    All scores and all classes' boxes are kept; the boxes are clipped to the image.
    """
    projected = scale_boxes(boxes, size.scale_x, size.scale_y)
    rois = torch.from_numpy(projected).to(features.device)
    logits, deltas = model.judge(features, [rois])
    scores = torch.softmax(logits.float(), dim=1)
    class_boxes = decode_boxes(rois, deltas.float(), model.preset.box_weights)
    ratios = class_boxes.new_tensor([size.scale_x, size.scale_y] * 2)
    limits = class_boxes.new_tensor([size.image_width, size.image_height] * 2)
    class_boxes = torch.minimum((class_boxes / ratios).clamp(min=0), limits)
    class_boxes[:, 0] = torch.from_numpy(boxes).to(features.device)
    return ScoredRois(
        read_only(boxes.copy()),
        read_only(scores.cpu().numpy()),
        read_only(class_boxes.cpu().numpy()),
        model.class_names,
    )
