"""Judging a network while it is being trained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Detections
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.detector.scaling import input_size
from frcnn_desktop.detector.scoring import RoiScorer
from frcnn_desktop.detector.transfer import upload
from frcnn_desktop.evaluation.voc_ap import evaluate_voc
from frcnn_desktop.inference.evaluation_run import CURVE_FILTER
from frcnn_desktop.training.batches import ahead
from frcnn_desktop.training.events import Preparing, TrainingEvent, Validated
from frcnn_desktop.training.inputs import Inputs, View
from frcnn_desktop.training.sources import ProposalSource, TrainingImage


@dataclass(frozen=True, slots=True)
class Validation:
    """The validation images of a run; `inputs` must not augment."""

    images: Sequence[TrainingImage]
    inputs: Inputs
    proposals: ProposalSource
    max_proposals: int

    def __call__(
        self, model: FastRcnn, step: int, token: CancelToken | None = None
    ) -> Iterator[TrainingEvent]:
        """Yield progress and, last, the figures of `model`, which is in evaluation mode. Raises Cancelled."""
        scorer = RoiScorer(model, next(model.parameters()).device)
        detections = []
        views = ahead(self._view, range(len(self.images)), 2)
        for done, (image, view) in enumerate(zip(self.images, views, strict=True), start=1):
            if token is not None:
                token.raise_if_cancelled()
            detections.append(self._detections(model, scorer, image, view))
            yield Preparing("validation", done, len(self.images))
        result = evaluate_voc([image.truth for image in self.images], detections, model.class_names)
        yield Validated(step, result.map_11point, dict(result.ap_11point))

    def _view(self, position: int) -> View:
        return self.inputs.view(self.images[position], np.random.default_rng(0))

    @torch.inference_mode()
    def _detections(self, model: FastRcnn, scorer: RoiScorer, image: TrainingImage, view: View) -> Detections:
        device = next(model.parameters()).device
        tensors = upload(view.tensors, device)
        features = model.encode(tensors[0]) if self.inputs.from_images else model.neck(tensors)
        boxes = as_box_array(self.proposals.boxes(image.image_id)[: self.max_proposals])
        size = input_size(image.width, image.height, model.preset)
        return filter_detections(scorer.score_rois(features, boxes, size), CURVE_FILTER)
