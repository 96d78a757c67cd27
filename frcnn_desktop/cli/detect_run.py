"""The running half of `detect`."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frcnn_desktop.cli.detect_lines import LinesFile
from frcnn_desktop.cli.progress import with_progress
from frcnn_desktop.cli.terminal import warn
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun
from frcnn_desktop.core.errors import DatasetError, ImageLoadError, reason_of
from frcnn_desktop.core.images import LoadedImage, content_key_of, load_image
from frcnn_desktop.core.messages import Message
from frcnn_desktop.distributed.all_ranks import device_of_rank, wait_for_all
from frcnn_desktop.distributed.ranks import Ranks
from frcnn_desktop.inference import Predictor
from frcnn_desktop.inference.ahead import images_ahead
from frcnn_desktop.inference.evaluation_run import model_key
from frcnn_desktop.proposals import warm_up
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.locations import image_folders, list_images
from frcnn_desktop.voc.pairing import divide_names


@dataclass(frozen=True, slots=True)
class _Job:
    """An image and where its XML goes."""

    image: Path
    xml: Path


def run(args: argparse.Namespace) -> int:
    """Detect this process's share. The first process returns 1 where any image failed, others 0."""
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
        counted(len(jobs), "{count} image", "{count} images")
        + f", {failed} failed"
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
        with with_progress(jobs, "detecting", self.ranks) as shown:
            if self.predictor is None:
                return
            for job, loaded in images_ahead(self.predictor, shown, lambda job: load_image(job.image)):
                try:
                    image = loaded()
                except ImageLoadError as error:
                    self.failed += 1
                    _say(str(error))
                    continue
                yield job, image, self.predictor.run(image, self.settings)


def _write_xml(todo: list[_Job], every: list[_Job], detector: _Detector) -> int:
    """Write the XML of `todo`; return how many failed, of all processes in the first one."""
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
    try:
        return content_key_of(image)
    except ImageLoadError:
        return "unreadable"


def _annotation(image: LoadedImage, result: DetectionRun) -> ImageAnnotation:
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
    if not path.is_dir():
        return [path]
    return [image for folder in image_folders(path) for image in list_images(folder, recursive=True)]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError(Message("folder.not_made", folder=folder, reason=reason_of(error))) from error


def _say(text: str) -> None:
    warn(text)
