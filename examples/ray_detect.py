"""Detect objects on photos with Ray Data; each photo's Pascal VOC XML is written into a folder.

    python examples/ray_detect.py PHOTOS OUT [WORKERS]

On a cluster PHOTOS, OUT and the model are paths that every machine sees.
"""

import sys
from pathlib import Path

import numpy as np
import ray
import torch

from frcnn_desktop.core.detected_annotation import annotation_of
from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.images import load_image
from frcnn_desktop.inference import Predictor
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.locations import list_images
from frcnn_desktop.voc.pairing import divide_names


class Detect:
    """One actor. The predictor comes without its weights and loads them with the first photo."""

    def __init__(self, predictor: Predictor) -> None:
        torch.set_num_threads(1)
        self.predictor = predictor

    def __call__(self, batch: dict[str, np.ndarray]) -> dict[str, list[str]]:
        """Write the XML of a batch of rows; what went wrong is a column of the answer."""
        return {"error": [self.write(*row) for row in zip(batch["photo"], batch["xml"], strict=True)]}

    def write(self, path: str, xml: str) -> str:
        """Detect on one photo. Returns why it could not be read, "" where it could."""
        try:
            image = load_image(path)
        except ImageLoadError as error:
            return f"{path}: {error}"
        [found] = self.predictor.detect_batch([image.rgb], score_threshold=0.5)
        write_annotation(annotation_of(image, found), xml)
        return ""


def main(photos: Path, out: Path, workers: int = 2) -> int:
    """Detect on all photos of a folder. Returns 1 where any could not be read."""
    out.mkdir(parents=True, exist_ok=True)
    names = divide_names(out, list_images(photos))
    rows = [{"photo": str(path), "xml": str(out / name)} for path, name in names.items()]
    detected = ray.data.from_items(rows, override_num_blocks=workers).map_batches(
        Detect,
        fn_constructor_args=(Predictor.load(lazy=True),),
        batch_size=2,
        compute=ray.data.ActorPoolStrategy(size=workers),
    )
    errors = [row["error"] for row in detected.iter_rows() if row["error"]]
    print(f"{len(rows)} photos, {len(errors)} failed", *errors, sep="\n")
    return 1 if errors else 0


if __name__ == "__main__":
    ray.init(include_dashboard=False)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
