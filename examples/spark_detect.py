"""Detect objects on photos with Spark; each photo's Pascal VOC XML is written into a folder.

    spark-submit --master 'local[2]' examples/spark_detect.py PHOTOS OUT [PARTITIONS]

On a cluster PHOTOS, OUT and the model are paths that every machine sees. Spark needs Java 17.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import torch
from pyspark.sql import SparkSession

from frcnn_desktop.core.detected_annotation import annotation_of
from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.images import load_image
from frcnn_desktop.inference import Predictor
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.locations import list_images
from frcnn_desktop.voc.pairing import divide_names


def detecting_with(predictor: Predictor) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """Return what a worker does with its rows. The predictor loads its weights there."""

    def write(path: str, xml: str) -> str:
        try:
            image = load_image(path)
        except ImageLoadError as error:
            return f"{path}: {error}"
        [found] = predictor.detect_batch([image.rgb], score_threshold=0.5)
        write_annotation(annotation_of(image, found), xml)
        return ""

    def detect(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        torch.set_num_threads(1)
        for frame in frames:
            rows = zip(frame["photo"], frame["xml"], strict=True)
            yield pd.DataFrame({"error": [write(path, xml) for path, xml in rows]})

    return detect


def main(photos: Path, out: Path, partitions: int = 2) -> int:
    """Detect on all photos of a folder. Returns 1 where any could not be read."""
    out.mkdir(parents=True, exist_ok=True)
    names = divide_names(out, list_images(photos))
    rows = [(str(path), str(out / name)) for path, name in names.items()]
    spark = SparkSession.builder.appName("frcnn-desktop").getOrCreate()
    frame = spark.createDataFrame(rows, "photo string, xml string").repartition(partitions)
    told = frame.mapInPandas(detecting_with(Predictor.load(lazy=True)), "error string").collect()
    errors = [row.error for row in told if row.error]
    print(f"{len(rows)} photos, {len(errors)} failed", *errors, sep="\n")
    spark.stop()
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
