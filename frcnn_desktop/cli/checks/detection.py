"""The bundled model."""

from __future__ import annotations

from frcnn_desktop.core.images import load_image
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.inference import Predictor


def check() -> str:
    """Find the cat in a sample. Raises RuntimeError where something else is found first."""
    predictor = Predictor.load()
    detections = predictor.detect(load_image(resource_path("samples", "chelsea.jpg")).rgb)
    if not len(detections) or detections.class_names[0] != "cat":
        raise RuntimeError(f"expected a cat, got {detections.class_names[:3]}")
    return f"{detections.class_names[0]} {detections.scores[0]:.0%} on {predictor.info.device}"
