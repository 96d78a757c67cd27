"""A refitted head ready to judge boxes on encoded images."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch
from torch.nn import functional

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.detector.scoring import RoiScorer
from frcnn_desktop.detector.transfer import to_device
from frcnn_desktop.inference.device import sharing_cores
from frcnn_desktop.inference.fallback import OnDevice, features_on
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.suggestions import SuggestionRule, Suggestions, ToldApart, suggest

REASONS = "learning.device_without_memory", "learning.device_stopped"
"""Messages: why learning goes on with the CPU."""


class _Placed:
    """A head on one device."""

    def __init__(self, head: RefittedHead, base: FastRcnn, device: torch.device) -> None:
        # The backbone stays where it is: only pooling and head are asked for.
        model = head.model(base)
        own = model.head
        assert isinstance(own, RoiHead)
        model.head = own.to(device).requires_grad_(False)
        self.device = device
        self.bias = own.first.bias
        self.mixing = to_device(head.mixing, device)
        self.scorer = RoiScorer(model, device)


class HeadScorer:
    """Judges boxes with one head; on the CPU once its device has failed. Any thread may use it."""

    def __init__(
        self,
        head: RefittedHead,
        base: FastRcnn,
        device: torch.device,
        given_up: Callable[[Message], None] | None = None,
    ) -> None:
        """`given_up` is told when the device is."""
        self.head = head
        self._placed = OnDevice(partial(_Placed, head, base), device, given_up, REASONS)

    def score(
        self, features: torch.Tensor, boxes: BoxArray, size: InputSize, token: CancelToken | None = None
    ) -> ScoredRois:
        """Judge N x 4 boxes in image pixels on a map (1 x C x rows x columns). Raises Cancelled, and
        FeaturesLostError when the map's device does not give it."""
        array = as_box_array(boxes)

        def judge(placed: _Placed) -> ScoredRois:
            with sharing_cores(token) as between_steps:
                on_device = features_on([features], placed.device)[0].float()
                return placed.scorer.score_rois(on_device, array, size, between_steps)

        return self._placed.call(judge)

    def suggest(
        self,
        features: torch.Tensor,
        proposals: BoxArray,
        size: InputSize,
        rule: SuggestionRule,
        token: CancelToken | None = None,
        told_apart: ToldApart | None = None,
    ) -> Suggestions:
        """Return what the head sees among the proposals of an image, none shown yet. Raises Cancelled."""
        scored = self.score(features, proposals, size, token)
        return suggest(scored, lambda boxes: self.score(features, boxes, size, token), rule, told_apart)

    @torch.inference_mode()
    def suggest_at_a_glance(
        self,
        answers: torch.Tensor,
        proposals: BoxArray,
        size: InputSize,
        rule: SuggestionRule,
        look: Callable[[], None],
    ) -> Suggestions:
        """Return what the head sees by what `FirstLayer` answered to the proposals (N x H): some milliseconds
        instead of tenths of a second, but no box is judged again. `look` is called between its parts."""

        def judge(placed: _Placed) -> ScoredRois:
            known = to_device(answers, placed.device).float()
            hidden = known + functional.linear(known, placed.mixing)
            if placed.bias is not None:
                hidden = hidden + placed.bias
            look()
            scored = placed.scorer.score_hidden(hidden, as_box_array(proposals), size, look)
            look()
            return scored

        return suggest(self._placed.call(judge), None, rule)
