"""From boxes in image pixels to class probabilities and regressed boxes in image pixels.

Shapes: R RoIs, K classes (column 0 is background).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from frcnn_desktop.core.boxes import BoxArray, read_only, scale_boxes
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.detector.box_coder import decode_boxes
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.pooling import PyramidOrder
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.detector.small_batch_scorer import FewBoxScorer
from frcnn_desktop.detector.table_pooling import WindowTable, roi_cells
from frcnn_desktop.detector.transfer import download, made_on, to_device, upload

# Few enough RoIs that their pooled values stay in the processor's cache and a stop is heard soon: about
# 8 ms on one core. Half as many cost a fifth more.
_CHUNK = 96
# Below this many RoIs, pooling them one by one is sooner done than building the table.
_TABLE_PAYS_FROM = 16


class RoiScorer:
    """Judges boxes on encoded images. Read-only after construction, so any thread may use it.

    On a CPU, where pooling many RoIs would cost more than all else, `roi_pool` is looked up in a table of
    window maxima, and RoIs that cover the same cells are judged once: they could not differ.
    """

    def __init__(self, model: FastRcnn, device: torch.device) -> None:
        self._model = model
        self._few = FewBoxScorer.of(model, device)
        preset = model.preset
        head = model.head
        on_cpu = device.type == "cpu" and preset.pooling == "roi_pool"
        self._tabled = head if on_cpu and isinstance(head, RoiHead) else None
        if self._tabled is not None:
            bins = preset.output_size**2
            # The table gives bins first and channels last; the layer was trained the other way round.
            weight = self._tabled.first.weight.detach().unflatten(1, (-1, bins))
            self._first_weight = weight.transpose(1, 2).flatten(1).contiguous()

    @torch.inference_mode()
    def score_rois(
        self,
        features: Tensor | Sequence[Tensor],
        boxes: BoxArray,
        size: InputSize,
        between_chunks: Callable[[], None] | None = None,
    ) -> ScoredRois:
        """Judge `boxes` (R x 4, image pixels) on an image's map (1 x C x rows x columns) or pyramid of maps.

        All scores and all classes' boxes are kept; the boxes are clipped to the image. `between_chunks` is
        called every few milliseconds; what it raises stops the work.
        """
        if self._few is not None and len(boxes) < _TABLE_PAYS_FROM:
            if between_chunks is not None:
                between_chunks()
            return self._few.score_few(features if isinstance(features, Tensor) else features[0], boxes, size)
        maps = [features] if isinstance(features, Tensor) else features
        rois = _network_pixels(boxes, size)
        if len(maps) > 1:
            rois, logits, deltas = self._judge_on_pyramid(maps, rois, between_chunks)
        else:
            rois = to_device(rois, maps[0].device)
            logits, deltas = self._judge(maps[0], rois, between_chunks)
        if between_chunks is not None:
            between_chunks()
        return self._scored(boxes, rois, logits, deltas, size)

    @torch.inference_mode()
    def score_hidden(
        self, hidden: Tensor, boxes: BoxArray, size: InputSize, between: Callable[[], None]
    ) -> ScoredRois:
        """Judge `boxes` by what the head's first layer answered to them, R x hidden[0]; `between` is called
        once, in the middle."""
        head = self._model.head
        assert isinstance(head, RoiHead)
        rois = to_device(_network_pixels(boxes, size), hidden.device)
        logits, deltas = head.after_first(hidden)
        between()
        return self._scored(boxes, rois, logits, deltas, size)

    def _scored(
        self, boxes: BoxArray, rois: Tensor, logits: Tensor, deltas: Tensor, size: InputSize
    ) -> ScoredRois:
        scores = torch.softmax(logits.float(), dim=1)
        class_boxes = decode_boxes(rois, deltas.float(), self._model.preset.box_weights)
        ratios = made_on(rois.device, [size.scale_x, size.scale_y] * 2)
        limits = made_on(rois.device, [size.image_width, size.image_height] * 2)
        class_boxes = torch.minimum((class_boxes / ratios).clamp(min=0), limits)
        probabilities, kept = download([scores, class_boxes])
        kept[:, 0] = boxes
        return ScoredRois(
            read_only(boxes.copy()),
            read_only(probabilities),
            read_only(kept),
            self._model.class_names,
        )

    def _judge(
        self, features: Tensor, rois: Tensor, between_chunks: Callable[[], None] | None
    ) -> tuple[Tensor, Tensor]:
        head = self._tabled
        if head is None or len(rois) < _TABLE_PAYS_FROM:
            return _joined(self._judge_directly(features, 0, rois, between_chunks))
        preset = self._model.preset
        cells, rows = torch.unique(roi_cells(rois, 1.0 / preset.stride), dim=0, return_inverse=True)
        table = WindowTable(features[0], cells, preset.output_size, between_chunks)
        answers = []
        for chunk in cells.split(_CHUNK):
            if between_chunks is not None:
                between_chunks()
            first = functional.linear(table.pool(chunk), self._first_weight, head.first.bias)
            answers.append(head.after_first(first))
        logits, deltas = _joined(answers)
        return logits[rows], deltas[rows]

    def _judge_on_pyramid(
        self, maps: Sequence[Tensor], rois: Tensor, between_chunks: Callable[[], None] | None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Judge RoIs of the host; returns them beside the maps, too."""
        order = PyramidOrder.of(rois, self._model.backbone.strides)
        rois, ordered, back = upload([rois, rois[order.rows], order.back], maps[0].device)
        answers: list[tuple[Tensor, Tensor]] = []
        for level, (features, part) in enumerate(zip(maps, ordered.split(order.counts), strict=True)):
            if len(part) or not answers:
                answers += self._judge_directly(features, level, part, between_chunks)
        logits, deltas = _joined(answers)
        return rois, logits[back], deltas[back]

    def _judge_directly(
        self, features: Tensor, level: int, rois: Tensor, between_chunks: Callable[[], None] | None
    ) -> list[tuple[Tensor, Tensor]]:
        answers = []
        # At least one chunk, also of no RoIs: the answer's shape comes from it.
        for chunk in rois.split(_CHUNK if rois.device.type == "cpu" else max(len(rois), 1)):
            if between_chunks is not None:
                between_chunks()
            answers.append(self._model.judge_level(features, level, chunk))
        return answers


def _joined(answers: Sequence[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor]:
    logits, deltas = (torch.cat(parts) for parts in zip(*answers, strict=True))
    return logits, deltas


def _network_pixels(boxes: BoxArray, size: InputSize) -> Tensor:
    return torch.from_numpy(scale_boxes(boxes, size.scale_x, size.scale_y))
