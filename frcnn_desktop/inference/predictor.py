"""The whole detector for one checkpoint: proposals and backbone at once, then RoIs, then detections."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, read_only
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import (
    DetectionFilter,
    DetectionRun,
    Detections,
    Proposals,
    ScoredRois,
)
from frcnn_desktop.core.errors import FeaturesLostError, InputError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.made_ahead import cores, made_ahead
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.public_input import ImageLike, boxes_in_image, rgb_pixels, share
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.explain.roi_inspection import RoiInspection, RoiQuery
from frcnn_desktop.inference.comparison import compare_ways
from frcnn_desktop.inference.device import (
    describe_device,
    keep_thread_to_one_core,
)
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.inference.loaded_model import LoadedModel
from frcnn_desktop.inference.network import Network


class Predictor(LoadedModel):
    """A checkpoint that detects. All methods may be called from several threads at once."""

    def warm_up(self) -> None:
        """Run backbone, head and NMS once on an empty picture."""
        encoded = self.encode(np.full((375, 500, 3), 127, np.uint8))
        boxes = as_box_array([(x, y, x + 99, y + 99) for x in range(0, 400, 50) for y in range(0, 270, 50)])
        self.filter(self.score(encoded, boxes), DetectionFilter())

    def encode(
        self,
        rgb: ImageLike,
        token: CancelToken | None = None,
        *,
        content_key: str = "",
        keep: bool = True,
    ) -> EncodedImage:
        """Run the backbone over an image, H x W x 3 uint8 as displayed, unless it was kept.

        Raises InputError for what is no image (see `rgb_pixels`), Cancelled at most one block after the token
        was set. A device without enough memory is given up for the CPU; `DetectionRun.note` says so.
        """
        kept = self._encoded.get(content_key) if content_key else None
        if kept is not None:
            return replace(kept, seconds=0.0)
        pixels = rgb_pixels(rgb)
        encoded = self._placement.call(lambda network: network.encode(pixels, content_key, token))
        if keep:
            self._encoded.put(encoded)
        return encoded

    def score(self, encoded: EncodedImage, boxes: ArrayLike, token: CancelToken | None = None) -> ScoredRois:
        """Judge any boxes (N x 4, image pixels) of an encoded image: all classes, nothing thresholded.

        Boxes are cut to the image. Raises InputError for boxes that are none (see `boxes_in_image`).
        """
        if not isinstance(encoded, EncodedImage):
            raise InputError(Message("api.no_encoded_image", kind=type(encoded).__name__))
        size = encoded.size
        return self._score(encoded, boxes_in_image(boxes, size.image_width, size.image_height), token)

    def _score(self, encoded: EncodedImage, boxes: BoxArray, token: CancelToken | None = None) -> ScoredRois:
        array = as_box_array(boxes)
        return self._placement.call(lambda network: network.score_encoded(encoded, array, token))

    def prepare_scoring_thread(self) -> None:
        """Set the calling thread up for scoring single boxes beside whatever else runs."""
        keep_thread_to_one_core()

    def score_cached(self, content_key: str, boxes: BoxArray) -> ScoredRois | None:
        """Judge boxes of an image whose features are still held; None when they are gone."""
        encoded = self._encoded.get(content_key)
        if encoded is None:
            return None
        with suppress(FeaturesLostError):
            return self._score(encoded, boxes)

    def inspect_cached(self, query: RoiQuery) -> RoiInspection | None:
        """Look into the detector at one box of an image whose features are held; None when they are gone."""
        encoded = self._encoded.get(query.content_key)
        if encoded is None:
            return None
        with suppress(FeaturesLostError):
            return self._placement.call(lambda network: network.inspect(encoded, query))

    def compare_ways(
        self, image: LoadedImage, boxes: BoxArray, token: CancelToken, on_progress: Callable[[int, int], None]
    ) -> WaysCompared:
        """Measure R-CNN's way against Fast R-CNN's on an image and its N x 4 proposals. Raises Cancelled."""
        model, pixels, key = self._placement.model, image.rgb, image.content_key
        return self._placement.call(
            lambda network: compare_ways(model, network, pixels, boxes, token, on_progress, key)
        )

    def filter(self, scored: ScoredRois, detection_filter: DetectionFilter) -> Detections:
        """Apply thresholds and per-class NMS to kept scores; the network does not run."""
        return filter_detections(scored, detection_filter)

    def detect_encoded(
        self,
        encoded: EncodedImage,
        proposals: Proposals | ArrayLike,
        filter: DetectionFilter = DetectionFilter(),  # noqa: A002, B008 - a frozen value
    ) -> Detections:
        """Judge proposals on an encoded image and keep what `filter` lets through. Raises as `score`."""
        boxes = proposals.boxes if isinstance(proposals, Proposals) else proposals
        return self.filter(self.score(encoded, boxes), filter)

    def detect(
        self,
        rgb: ImageLike,
        *,
        proposals: Proposals | ArrayLike | None = None,
        score_threshold: float = 0.05,
        nms_iou: float = 0.3,
        token: CancelToken | None = None,
    ) -> Detections:
        """Detect objects in H x W x 3 uint8 pixels; searches for proposals when none are given.

        Raises InputError for what is no image, no boxes, or no share of 1, see `rgb_pixels` and `score`.
        """
        settings = DetectionFilter(share(score_threshold, "score_threshold"), share(nms_iou, "nms_iou"))
        pixels = rgb_pixels(rgb)
        if proposals is not None:
            return self.detect_encoded(self.encode(pixels, token), proposals, settings)
        return self._run(pixels, "", settings, token, None).detections

    def detect_batch(
        self,
        images: Iterable[ImageLike],
        *,
        score_threshold: float = 0.05,
        nms_iou: float = 0.3,
        token: CancelToken | None = None,
    ) -> list[Detections]:
        """Detect objects in several images, which may differ in size; the answers are in their order.

        The network takes one image at a time; for an accelerator the next ones are searched meanwhile on all
        cores. Raises InputError as `detect`, before any image is detected, with the place of the wrong one.
        """
        settings = DetectionFilter(share(score_threshold, "score_threshold"), share(nms_iou, "nms_iou"))
        batch = [_image_of_batch(number, image) for number, image in enumerate(images)]
        if self.torch_device.type == "cpu":
            return [self._run(rgb, "", settings, token, None).detections for rgb in batch]
        search = partial(self.propose, token=token)
        with closing(made_ahead(search, batch, cores())) as ahead:
            return [
                self.detect_encoded(self.encode(rgb, token, keep=False), proposals(), settings)
                for rgb, proposals in ahead
            ]

    def run(
        self,
        image: LoadedImage,
        detection_filter: DetectionFilter = DetectionFilter(),  # noqa: B008 - a frozen value
        token: CancelToken | None = None,
        on_stage: Callable[[str], None] | None = None,
        *,
        keep_features: bool = True,
    ) -> DetectionRun:
        """Run every stage on a loaded image and keep its features, unless told not to. Raises Cancelled.

        `on_stage` is called in this thread when a stage begins: proposals, backbone, roi_head, nms.
        """
        return self._run(image.rgb, image.content_key, detection_filter, token, on_stage, keep_features)

    def search_ahead(self, image: LoadedImage) -> None:
        """Search for an image's proposals now, in this thread and on one core, for a later `run`."""
        self._searcher.prepare(image.rgb, image.content_key)

    def encode_with_proposals(
        self, image: LoadedImage, token: CancelToken | None = None, *, keep_features: bool = False
    ) -> tuple[EncodedImage, BoxArray]:
        """Return what a head is refitted on: the encoded image and its N x 4 proposals. Raises Cancelled.

        Both are taken from where they are kept, if they are.
        """
        encoded, proposals, _ = self._encode_and_search(image.rgb, image.content_key, token, keep_features)
        return encoded, proposals.boxes

    def _run(
        self,
        rgb: NDArray[np.uint8],
        content_key: str,
        settings: DetectionFilter,
        token: CancelToken | None,
        on_stage: Callable[[str], None] | None,
        keep_features: bool = False,
    ) -> DetectionRun:
        started = time.perf_counter()
        tell = on_stage or (lambda _stage: None)
        tell("proposals")
        tell("backbone")
        encoded, proposals, search_seconds = self._encode_and_search(rgb, content_key, token, keep_features)
        tell("roi_head")
        judging = time.perf_counter()
        try:
            scored, looks = self._judge(encoded, proposals, token)
        except FeaturesLostError:
            encoded = self.encode(rgb, token, content_key=content_key, keep=keep_features)
            scored, looks = self._judge(encoded, proposals, token)
        tell("nms")
        filtering = time.perf_counter()
        detections = self.filter(scored, settings)
        ended = time.perf_counter()
        seconds = {
            "proposals": search_seconds,
            "backbone": encoded.seconds,
            "roi_head": filtering - judging,
            "nms": ended - filtering,
            "total": ended - started,
        }
        return DetectionRun(
            content_key,
            proposals,
            scored,
            replace(detections, seconds=seconds),
            encoded.grids,
            seconds,
            describe_device(self._placement.network.device),
            self._placement.note,
            looks,
        )

    def _judge(
        self, encoded: EncodedImage, proposals: Proposals, token: CancelToken | None
    ) -> tuple[ScoredRois, NDArray[np.float32]]:
        def work(network: Network) -> tuple[ScoredRois, NDArray[np.float32]]:
            scored = network.score_encoded(encoded, proposals.boxes, token)
            return scored, read_only(network.describe(encoded))

        return self._placement.call(work)

    def _encode_and_search(
        self, rgb: NDArray[np.uint8], content_key: str, token: CancelToken | None, keep_features: bool
    ) -> tuple[EncodedImage, Proposals, float]:
        """Return the encoded image, its proposals, and the seconds that the search for these took."""
        searching = self._searcher.start(rgb, content_key, token)
        try:
            if token is not None and token.leave_a_core:
                searching.result()
            encoded = self.encode(rgb, token, content_key=content_key, keep=keep_features)
            proposals, seconds = searching.result()
        except BaseException:
            searching.cancel()
            raise
        return encoded, proposals, seconds


def _image_of_batch(number: int, image: ImageLike) -> NDArray[np.uint8]:
    try:
        return rgb_pixels(image)
    except InputError as error:
        raise InputError(Message("api.batch_image", number=number, reason=error.message)) from error
