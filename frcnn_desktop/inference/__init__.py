"""Running a checkpoint on images: encode once, then score any box. No Qt."""

from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.inference.predictor import Predictor

__all__ = ["EncodedImage", "Predictor"]
