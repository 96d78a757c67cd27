"""Scoring a predictor on the images of a split."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from frcnn_desktop import __version__
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.images import LoadedImage, content_key_of, load_image
from frcnn_desktop.evaluation.annotated_images import AnnotatedImage
from frcnn_desktop.evaluation.image_result import ImageResult, ResultsOrigin, truth_key
from frcnn_desktop.evaluation.recall import best_overlaps
from frcnn_desktop.evaluation.report import EvaluationReport, make_report
from frcnn_desktop.evaluation.work_folder import WorkFolder
from frcnn_desktop.inference import Predictor
from frcnn_desktop.inference.ahead import images_ahead

# Low enough that the whole precision-recall curve is there; the reference code keeps 100 an image.
CURVE_FILTER = DetectionFilter(score_threshold=0.01, nms_iou=0.3, max_detections=100)


def evaluate(
    predictor: Predictor, images: Iterable[AnnotatedImage], class_names: Sequence[str]
) -> EvaluationReport:
    """Detect on every image and compare. Raises ImageLoadError for an image that cannot be read."""
    pairs = [(each.truth, _detect(predictor, each, load_image(each.path))) for each in images]
    return make_report([truth for truth, _ in pairs], [result for _, result in pairs], class_names)


def detect_images(
    predictor: Predictor, images: Iterable[AnnotatedImage], work: WorkFolder | None = None
) -> Iterator[ImageResult]:
    """Yield the result of each image; those that `work` holds are taken from there, others are put there.

    Raises ImageLoadError for an image that cannot be read, DatasetError when `work` cannot be written.
    """
    order: deque[tuple[AnnotatedImage, ImageResult | None]] = deque()

    def to_do() -> Iterator[AnnotatedImage]:
        for image in images:
            kept = kept_result(work, image) if work is not None else None
            order.append((image, kept))
            if kept is None:
                yield image

    for image, loaded in images_ahead(predictor, to_do(), lambda image: load_image(image.path)):
        yield from _kept_first(order)
        order.popleft()
        result = _detect(predictor, image, loaded())
        if work is not None:
            work.put(result)
        yield result
    yield from _kept_first(order)


def _kept_first(order: deque[tuple[AnnotatedImage, ImageResult | None]]) -> Iterator[ImageResult]:
    """Take the results off that come before the next image to detect."""
    while order and (kept := order[0][1]) is not None:
        order.popleft()
        yield kept


def kept_result(work: WorkFolder, image: AnnotatedImage) -> ImageResult | None:
    """Return what `work` holds of an image; None when it is still to do, or to do again."""
    try:
        return work.get(image.image_id, image.truth, content_key_of(image.path))
    except ImageLoadError:
        # Detecting will say what is wrong.
        return None


def results_origin(predictor: Predictor) -> ResultsOrigin:
    """Return what tells this predictor's results from those of others."""
    settings = (
        f"version {__version__}, score {CURVE_FILTER.score_threshold}, NMS {CURVE_FILTER.nms_iou}, "
        f"{CURVE_FILTER.max_detections} an image, box voting {CURVE_FILTER.box_voting}, "
        f"{predictor.proposal_method}"
    )
    return ResultsOrigin(predictor.info.class_names, model_key(predictor), settings)


def model_key(predictor: Predictor) -> str:
    """Return a digest of the checkpoint's bytes; "" for a model that comes from no file."""
    path = predictor.info.path
    return hashlib.sha256(Path(path).read_bytes()).hexdigest() if path else ""


def _detect(predictor: Predictor, image: AnnotatedImage, loaded: LoadedImage) -> ImageResult:
    run = predictor.run(loaded, CURVE_FILTER, keep_features=False)
    found = run.detections
    return ImageResult(
        image_id=image.image_id,
        boxes=found.boxes,
        scores=found.scores,
        class_indices=found.class_indices,
        best_overlaps=best_overlaps(image.truth, run.proposals.boxes),
        truth_key=truth_key(image.truth),
        seconds=run.seconds["total"],
        content_key=loaded.content_key,
    )
