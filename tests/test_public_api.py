"""The names that README promises to keep stable, as a type checker and an importer see them."""

from __future__ import annotations

import inspect
from pathlib import Path

import frcnn_desktop
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.detections import Detections
from frcnn_desktop.inference import Predictor
from frcnn_desktop.proposals import selective_search
from frcnn_desktop.voc import read_annotation, write_annotation


def parameters(function: object) -> list[str]:
    assert callable(function)
    return list(inspect.signature(function).parameters)


def test_that_the_package_brings_its_types() -> None:
    assert (Path(frcnn_desktop.__file__).parent / "py.typed").is_file()


def test_that_annotations_are_read_and_written_by_the_promised_names() -> None:
    assert parameters(read_annotation)[:1] == ["path"]
    assert parameters(write_annotation)[:2] == ["annotation", "path"]
    assert {"width", "height", "objects"} <= set(ImageAnnotation.__dataclass_fields__)
    assert {"name", "box", "difficult", "truncated"} <= set(ObjectAnnotation.__dataclass_fields__)


def test_that_detecting_has_the_promised_names() -> None:
    assert parameters(Predictor.load)[:2] == ["model", "device"]
    assert "lazy" in parameters(Predictor.load)
    assert {"images", "score_threshold", "nms_iou"} <= set(parameters(Predictor.detect_batch))
    assert {"score_threshold", "nms_iou"} <= set(parameters(Predictor.detect))
    assert parameters(Predictor.score)[1:3] == ["encoded", "boxes"]
    assert parameters(Predictor.detect_encoded)[1:3] == ["encoded", "proposals"]
    assert "mode" in parameters(selective_search)
    for name in ("boxes", "scores", "class_indices", "class_names"):
        assert hasattr(Detections, name) or name in Detections.__dataclass_fields__
