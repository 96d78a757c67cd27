"""Detect objects in images; write VOC XML or JSON lines into an output folder."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frcnn_desktop.cli.numbers import share
from frcnn_desktop.cli.terminal import warn

if TYPE_CHECKING:
    from frcnn_desktop.core.annotation import ImageAnnotation
    from frcnn_desktop.core.detections import DetectionFilter, DetectionRun
    from frcnn_desktop.core.images import LoadedImage
    from frcnn_desktop.distributed.ranks import Ranks
    from frcnn_desktop.inference import Predictor


@dataclass(frozen=True, slots=True)
class _Job:
    """An image and where its XML goes."""

    image: Path
    xml: Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="images, or folders of images")
    parser.add_argument("--out", type=Path, required=True, help="folder for the XML; subfolders are mirrored")
    parser.add_argument("--model", type=Path, help="a checkpoint (default: the bundled one)")
    parser.add_argument("--score", type=share, default=0.5, help="lowest score that is kept (default: 0.5)")
    parser.add_argument(
        "--nms", type=share, default=0.3, help="IoU above which boxes of a class are one (default: 0.3)"
    )
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, mps, xpu (default: auto)")
    parser.add_argument("--overwrite", action="store_true", help="replace XML that is already there")
    parser.add_argument(
        "--json", action="store_true", help="write OUT/detections.jsonl with scores and times, and no XML"
    )


def run(args: argparse.Namespace) -> int:
    from frcnn_desktop.core.detections import DetectionFilter
    from frcnn_desktop.core.errors import DatasetError
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.distributed.all_ranks import device_of_rank
    from frcnn_desktop.distributed.ranks import Ranks
    from frcnn_desktop.inference import Predictor
    from frcnn_desktop.proposals import warm_up

    ranks = Ranks.from_environment()
    jobs = list(_jobs(args.paths, args.out))
    if not jobs:
        raise DatasetError(Message("input.no_images"))
    # Now: loading takes seconds, and the first detection more.
    _make_folder(args.out)
    own = list(ranks.share(jobs))
    todo = [job for job in own if args.json or args.overwrite or not job.xml.exists()]
    predictor = Predictor.load(args.model, device_of_rank(args.device, ranks)) if todo else None
    if predictor is not None:
        # Waits for the kernels, so that one run's images are all searched the same way.
        warm_up()
    detector = _Detector(predictor, DetectionFilter(args.score, args.nms), ranks)
    failed = _write_json(own, jobs, args, detector) if args.json else _write_xml(todo, jobs, detector)
    if not ranks.first:
        # The first process tells for all: one that ended with an error would take the others with it.
        return 0
    _say(
        f"{len(jobs)} images, {failed} failed"
        + (f", {len(own) - len(todo)} kept their XML" if ranks.alone else "")
    )
    return 1 if failed else 0


class _Detector:
    """Loads and detects; a bad image is reported and passed over."""

    def __init__(self, predictor: Predictor | None, settings: DetectionFilter, ranks: Ranks) -> None:
        self.predictor = predictor
        self.settings = settings
        self.ranks = ranks
        self.failed = 0

    def detect_all(self, jobs: list[_Job]) -> Generator[tuple[_Job, LoadedImage, DetectionRun]]:
        from frcnn_desktop.cli.progress import with_progress
        from frcnn_desktop.core.errors import ImageLoadError
        from frcnn_desktop.core.images import load_image

        with with_progress(jobs, "detecting", self.ranks) as shown:
            for job in shown:
                try:
                    image = load_image(job.image)
                except ImageLoadError as error:
                    self.failed += 1
                    _say(str(error))
                    continue
                assert self.predictor is not None
                yield job, image, self.predictor.run(image, self.settings)


def _write_xml(todo: list[_Job], every: list[_Job], detector: _Detector) -> int:
    """Write the XML of `todo`; return how many failed, of all processes in the first one."""
    from frcnn_desktop.distributed.all_ranks import wait_for_all
    from frcnn_desktop.voc import write_annotation

    with closing(detector.detect_all(todo)) as found:
        for job, image, result in found:
            _make_folder(job.xml.parent)
            write_annotation(_annotation(image, result), job.xml)
    if detector.ranks.alone:
        return detector.failed
    wait_for_all(detector.ranks)
    return sum(not job.xml.exists() for job in every)


def _write_json(own: list[_Job], every: list[_Job], args: argparse.Namespace, detector: _Detector) -> int:
    """Write the lines of `own`; in the first process merge those of all and return how many failed."""
    from frcnn_desktop.cli.detect_lines import LinesFile
    from frcnn_desktop.distributed.all_ranks import wait_for_all
    from frcnn_desktop.inference.evaluation_run import model_key

    key = model_key(detector.predictor) if detector.predictor else ""
    method = detector.predictor.proposal_method if detector.predictor else ""
    settings = {"model": key, "score": args.score, "nms": args.nms, "proposals": method}
    lines = LinesFile(args.out, settings, detector.ranks)
    finished = lines.finished()
    todo = [job for job in own if finished.get(str(job.image)) != _content(job.image)]
    with lines.appending() as add, closing(detector.detect_all(todo)) as found:
        for job, image, result in found:
            add(_record(job, image, result))
    wait_for_all(detector.ranks)
    return lines.merge([str(job.image) for job in every]) if detector.ranks.first else 0


def _content(image: Path) -> str:
    """Return the key of an image's bytes; what cannot be read has none, and is to do."""
    from frcnn_desktop.core.errors import ImageLoadError
    from frcnn_desktop.core.images import content_key_of

    try:
        return content_key_of(image)
    except ImageLoadError:
        return "unreadable"


def _annotation(image: LoadedImage, result: DetectionRun) -> ImageAnnotation:
    from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation

    found = result.detections
    objects = tuple(
        ObjectAnnotation(name, (x1, y1, x2, y2))
        for name, (x1, y1, x2, y2) in zip(found.class_names, found.boxes.tolist(), strict=True)
    )
    return ImageAnnotation(
        image.width, image.height, objects, filename=image.path.name, folder=image.path.parent.name
    )


def _record(job: _Job, image: LoadedImage, result: DetectionRun) -> dict[str, Any]:
    found = result.detections
    return {
        "image": str(job.image),
        "content": image.content_key,
        "width": image.width,
        "height": image.height,
        "proposals": len(result.proposals),
        "detections": [
            {"name": name, "class_index": index, "score": round(score, 4), "box": [round(v, 2) for v in box]}
            for name, index, score, box in zip(
                found.class_names,
                found.class_indices.tolist(),
                found.scores.tolist(),
                found.boxes.tolist(),
                strict=True,
            )
        ],
        "seconds": {stage: round(value, 4) for stage, value in result.seconds.items()},
        "device": str(result.device or ""),
    }


def _jobs(paths: Iterable[Path], out: Path) -> Iterator[_Job]:
    """Yield every image once; those that share a name, e.g. a.jpg and a.png, get XML files of their own."""
    from frcnn_desktop.voc.pairing import divide_names

    seen: set[str] = set()
    folders: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        root = path if path.is_dir() else path.parent
        for image in _images(path):
            if (real := os.path.realpath(image)) not in seen:
                seen.add(real)
                folders[(out / image.relative_to(root)).parent].append(image)
    for folder, images in folders.items():
        names = divide_names(folder, images)
        for image in images:
            yield _Job(image, folder / names[image])


def _images(path: Path) -> list[Path]:
    from frcnn_desktop.voc.locations import image_folders, list_images

    if not path.is_dir():
        return [path]
    return [image for folder in image_folders(path) for image in list_images(folder, recursive=True)]


def _make_folder(folder: Path) -> None:
    from frcnn_desktop.core.errors import DatasetError, reason_of
    from frcnn_desktop.core.messages import Message

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError(Message("folder.not_made", folder=folder, reason=reason_of(error))) from error


def _say(text: str) -> None:
    warn(text)
