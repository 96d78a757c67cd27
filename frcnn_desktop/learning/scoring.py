"""A refitted head ready to judge boxes on encoded images."""

from __future__ import annotations

import torch
from torch.nn import functional

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.detector.scoring import RoiScorer
from frcnn_desktop.detector.transfer import to_device
from frcnn_desktop.inference.device import sharing_cores
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.suggestions import SuggestionRule, Suggestions, suggest


class HeadScorer:
    """Judges boxes with one head. Read-only after construction, so any thread may use it."""

    def __init__(self, head: RefittedHead, base: FastRcnn, device: torch.device) -> None:
        self.head = head
        self._device = device
        # The backbone stays where it is: only pooling and head are asked for.
        model = head.model(base)
        own = model.head
        assert isinstance(own, RoiHead)
        model.head = own.to(device).requires_grad_(False)
        self._bias = own.first.bias
        self._mixing = to_device(head.mixing, device)
        self._scorer = RoiScorer(model, device)

    def score(
        self, features: torch.Tensor, boxes: BoxArray, size: InputSize, token: CancelToken | None = None
    ) -> ScoredRois:
        """Judge N x 4 boxes in image pixels on a map (1 x C x rows x columns). Raises Cancelled."""
        with sharing_cores(token) as between_steps:
            on_device = features.to(self._device, torch.float32)
            return self._scorer.score_rois(on_device, as_box_array(boxes), size, between_steps)

    def suggest(
        self,
        features: torch.Tensor,
        proposals: BoxArray,
        size: InputSize,
        rule: SuggestionRule,
        token: CancelToken | None = None,
    ) -> Suggestions:
        """Return what the head sees among the proposals of an image, none shown yet. Raises Cancelled."""
        scored = self.score(features, proposals, size, token)
        return suggest(scored, lambda boxes: self.score(features, boxes, size, token), rule)

    @torch.inference_mode()
    def suggest_at_a_glance(
        self, answers: torch.Tensor, proposals: BoxArray, size: InputSize, rule: SuggestionRule
    ) -> Suggestions:
        """Return what the head sees by what `FirstLayer` answered to the proposals (N x H): some milliseconds
        instead of tenths of a second, but no box is judged again."""
        known = to_device(answers, self._device).float()
        hidden = known + functional.linear(known, self._mixing)
        if self._bias is not None:
            hidden = hidden + self._bias
        return suggest(self._scorer.score_hidden(hidden, as_box_array(proposals), size), None, rule)
