"""Every reader of the program, with good files to begin with and what it may answer bad ones with.

`python hostile_readers.py READER FIRST COUNT FOLDER` tries so many inputs in a process of its own and prints
what went wrong as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.images import LoadedImage
from support.hostile_formats import YOLO_LIST, class_list, coco, in_set, labelme, yolo, yolo_list
from support.reader_trial import Reader, try_reader

_CAT = ObjectAnnotation("cat", (1.0, 2.0, 30.0, 20.0))
_DOG = ObjectAnnotation("d\u00f6g", (5.0, 5.5, 30.0, 30.25), truncated=True, pose="Left")


def _annotations(_folder: Path) -> Sequence[bytes]:
    from frcnn_desktop.voc import encode_annotation

    made = encode_annotation(ImageAnnotation(60, 40, (_CAT, _DOG), True, "a.png", "photos"))
    korean = made.replace(b"<annotation", b'<?xml version="1.0" encoding="euc-kr"?><annotation')
    return made, b"\xef\xbb\xbf" + made, korean.decode().replace("\u00f6", "\uace0").encode("euc-kr")


def _read_annotation(data: bytes, _path: Path) -> object:
    from frcnn_desktop.voc import encode_annotation
    from frcnn_desktop.voc.codec import decode_annotation
    from frcnn_desktop.voc.problems import check_against_image, fix_problems

    annotation = check_against_image(decode_annotation(data, "a.xml"), 60, 40)
    encode_annotation(annotation)
    return encode_annotation(fix_problems(annotation, 60, 40))


def _images(_folder: Path) -> Sequence[bytes]:
    values = np.random.default_rng(0).integers(0, 255, (24, 32, 4), np.uint8)
    made = []
    for mode, formats in (
        ("RGB", ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP", "PPM", "JPEG2000")),
        ("RGBA", ("PNG", "TIFF", "WEBP")),
        ("CMYK", ("JPEG", "TIFF")),
        ("L", ("JPEG", "PNG")),
        ("P", ("PNG", "GIF", "BMP")),
        ("1", ("TIFF", "PPM")),
    ):
        for kind in formats:
            buffer = BytesIO()
            Image.fromarray(values).convert(mode).save(buffer, kind)
            made.append(buffer.getvalue())
    buffer = BytesIO()
    Image.fromarray(values[..., 0].astype(np.uint16) * 200).save(buffer, "TIFF")
    return (*made, buffer.getvalue())


def _read_image(_data: bytes, path: Path) -> object:
    from frcnn_desktop.core.images import displayed_size, load_image, load_thumbnail

    displayed_size(path)
    load_thumbnail(path, 96)
    return load_image(path)


def _unsaved(folder: Path) -> Sequence[bytes]:
    from frcnn_desktop.voc.unsaved_edits import edits_of, encode_edits

    base = ImageAnnotation(60, 40, (_CAT,))
    mine = ImageAnnotation(60, 40, (_CAT, _DOG))
    return (encode_edits(edits_of((folder / "a.png", "key"), folder / "a.xml", mine, (base, b"x"), 1e9)),)


def _read_journal(data: bytes, path: Path) -> object:
    from frcnn_desktop.workers.tasks.journal import FILE_NAME, Journal

    root = path.parent / "unsaved"
    entry = root / "program" / FILE_NAME
    entry.parent.mkdir(parents=True, exist_ok=True)
    entry.write_bytes(data)
    journal = Journal(root)
    try:
        content = journal.look()
    finally:
        journal.close()
    assert len(content.edits) + len(content.unreadable) == 1, "edits were lost"
    assert entry.read_bytes() == data, "edits were changed"
    return content


def _settings(_folder: Path) -> Sequence[bytes]:
    values = {
        "window/theme": "dark",
        "models/recent": ["/a", "/b"],
        "detect/score": 0.5,
        "a": {"b": [1, None]},
    }
    return (json.dumps(values).encode(),)


def _read_settings(_data: bytes, path: Path) -> object:
    from frcnn_desktop.ui.shell.settings import Settings

    settings = Settings(path)
    names = [name for name in dir(type(settings)) if isinstance(getattr(type(settings), name), property)]
    return [getattr(settings, name) for name in names]


def _legacy(_folder: Path) -> Sequence[bytes]:
    return (b'[window]\ntheme="\\"dark\\""\nlayout=@Variant(\\0\\0\\0\\x7f)\n[a%20b]\nc=[1, 2]\n',)


def _read_legacy(data: bytes, _path: Path) -> object:
    from frcnn_desktop.ui.shell.legacy_settings import parse_legacy

    return parse_legacy(data, 4 * 2**20)


def _results(folder: Path) -> Sequence[bytes]:
    from frcnn_desktop.evaluation.image_result import ImageResult, ResultsOrigin
    from frcnn_desktop.evaluation.results_file import write_results

    boxes = np.array([[1, 2, 30, 20]], np.float32)
    one = np.ones(1, np.float32)
    result = ImageResult("a", boxes, one, np.ones(1, np.int64), one, "truth", 0.5, "key")
    write_results(folder / "seed.npz", ResultsOrigin(("cat",), "model", "settings"), [result])
    return ((folder / "seed.npz").read_bytes(),)


def _read_results(_data: bytes, path: Path) -> object:
    from frcnn_desktop.evaluation.results_file import read_results

    return read_results(path)


def _runs(_folder: Path) -> Sequence[bytes]:
    from frcnn_desktop.core.detections import DetectionFilter
    from frcnn_desktop.workers.detect.run_codec import encode_run
    from support.fake_engine import FakeEngine

    return (encode_run(FakeEngine().run(_loaded(), DetectionFilter())),)


@lru_cache(maxsize=1)
def _loaded() -> LoadedImage:
    return LoadedImage(Path("a.png"), np.zeros((40, 60, 3), np.uint8), (60, 40), 1, "key")


def _read_run(data: bytes, _path: Path) -> object:
    from frcnn_desktop.workers.detect.run_codec import decode_run

    return decode_run("key", data).scored()


def _proposals(_folder: Path) -> Sequence[bytes]:
    from frcnn_desktop.core.boxes import as_box_array
    from frcnn_desktop.core.detections import Proposals
    from frcnn_desktop.proposals.cache import _encode

    return (_encode(Proposals(as_box_array([[1, 2, 30, 20]] * 9), np.ones(9, np.float32))),)


def _read_proposals(data: bytes, _path: Path) -> object:
    from frcnn_desktop.proposals.cache import _decode

    return _decode(data, "fast")


def _events(_folder: Path) -> Sequence[bytes]:
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.training.events import DataNote, StateSaved, TrainingFailed, to_json

    message = Message("file.not_opened", name="a", reason=Message("system.busy"))
    return tuple(
        to_json(each).encode()
        for each in (DataNote(message), TrainingFailed(message), StateSaved(3, "/state"))
    )


def _read_event(data: bytes, _path: Path) -> object:
    from frcnn_desktop.workers.training.events import LineReader, from_json

    return [from_json(line) for line in LineReader().feed(data + b"\n")]


def _jobs(folder: Path) -> Sequence[bytes]:
    from frcnn_desktop.training.job import TrainingJob, write_job

    write_job(folder / "job.json", TrainingJob(data="/data", out="/out.safetensors"))
    return ((folder / "job.json").read_bytes(),)


def _read_job(_data: bytes, path: Path) -> object:
    from frcnn_desktop.training.job import read_job

    return read_job(path)


def _splits(_folder: Path) -> Sequence[bytes]:
    return (b'{"split": "train", "train": ["1", "2"], "validation": ["3"], "class_names": ["cat"]}',)


def _read_split(_data: bytes, path: Path) -> object:
    from frcnn_desktop.training.frozen_split import load_selection

    return load_selection(path)


def _records(_folder: Path) -> Sequence[bytes]:
    return (b'{"annotation": "/a", "objects": [{"name": "cat", "box": [1, 2, 3, 4], "maker": "drawn"}]}',)


def _read_record(_data: bytes, path: Path) -> object:
    from frcnn_desktop.workers.images.provenance_records import read_record

    return read_record(path)


def _lists(_folder: Path) -> Sequence[bytes]:
    return b"000001\n000002 1\r\n\tcat dog -1\n", "\ufeff\uace0\uc591\uc774\n".encode()


def _read_list(data: bytes, path: Path) -> object:
    from frcnn_desktop.voc.datasets import ids_of_split, open_dataset

    root = path.parent / "VOC2007"
    for name in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "ImageSets/Main/train.txt").write_bytes(data)
    dataset = open_dataset(root)
    return [dataset.annotation_path(each) for each in ids_of_split(dataset, "train")]


def _models(folder: Path) -> Sequence[bytes]:
    from dataclasses import replace

    from frcnn_desktop.detector.checkpoint import CheckpointMeta, save_checkpoint
    from frcnn_desktop.detector.model import FastRcnn
    from frcnn_desktop.detector.presets import COMPACT

    tiny = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(16, 12))
    meta = CheckpointMeta(tiny, ("cat", "dog"), "tiny", "CC0", {"data": "noise"}, {"mode": "fast"})
    save_checkpoint(folder / "tiny.safetensors", FastRcnn(tiny, meta.class_names), meta)
    return ((folder / "tiny.safetensors").read_bytes(),)


def _read_model(_data: bytes, path: Path) -> object:
    from frcnn_desktop.detector.published_models import load_model

    return load_model(path)


def _describe(folder: Path) -> Sequence[bytes]:
    from safetensors import safe_open

    _models(folder)
    with safe_open(folder / "tiny.safetensors", framework="pt") as file:
        return (json.dumps(file.metadata()).encode(),)


def _read_description(data: bytes, path: Path) -> object:
    from frcnn_desktop.detector.checkpoint import _read_meta

    try:
        metadata = json.loads(data)
        texts = {str(name): str(value) for name, value in metadata.items()}
    except (ValueError, AttributeError, RecursionError):
        return None
    return _read_meta(path, texts)


READERS: dict[str, Reader] = {
    "annotation": Reader(_annotations, _read_annotation, ".xml", share=3),
    "image": Reader(_images, _read_image, ".png", share=3),
    "journal": Reader(_unsaved, _read_journal, ".json"),
    "settings": Reader(_settings, _read_settings, ".json"),
    "old settings": Reader(_legacy, _read_legacy, ".ini"),
    "results": Reader(_results, _read_results, ".npz"),
    "stored run": Reader(_runs, _read_run, allowed=(ValueError,)),
    "proposals": Reader(_proposals, _read_proposals),
    "training event": Reader(_events, _read_event, allowed=(ValueError,)),
    "training job": Reader(_jobs, _read_job, ".json"),
    "frozen split": Reader(_splits, _read_split, ".json"),
    "who made boxes": Reader(_records, _read_record, ".json"),
    "split list": Reader(_lists, _read_list, ".txt"),
    "class list": Reader(lambda _folder: [b"cat\r\ndog\n", b"\xef\xbb\xbf007\n7\n"], class_list, ".txt"),
    "COCO": Reader(coco, in_set("coco", "instances.json")),
    "labelme": Reader(labelme, in_set("labelme", "a.json")),
    "YOLO": Reader(yolo, in_set("yolo", "labels/train/a.txt", "data.yaml", YOLO_LIST)),
    "YOLO list": Reader(yolo_list, in_set("yolo", "data.yaml", "labels/train/a.txt", b"0 .5 .5 .2 .2\n")),
    "model": Reader(_models, _read_model, ".safetensors", share=0.3),
    "model description": Reader(_describe, _read_description, ".safetensors"),
}


if __name__ == "__main__":
    name, first, count, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    found = try_reader(name, READERS[name], range(first, first + count), folder)
    sys.stdout.write(json.dumps(asdict(found)) + "\n")
