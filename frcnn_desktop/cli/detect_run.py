"""The running half of `detect`."""

from __future__ import annotations

import argparse
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

from frcnn_desktop.cli.detect_lines import LinesFile, name_of
from frcnn_desktop.cli.image_jobs import ImageJob, listed_jobs, make_folder
from frcnn_desktop.cli.opened_images import ImageOpener
from frcnn_desktop.cli.progress import with_progress
from frcnn_desktop.cli.stopping import stop_token
from frcnn_desktop.cli.terminal import warn
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.detected_annotation import annotation_of
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun
from frcnn_desktop.core.errors import DatasetError, ImageLoadError
from frcnn_desktop.core.images import LoadedImage, content_key_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.distributed.all_ranks import device_of_rank, wait_for_all
from frcnn_desktop.distributed.ranks import Ranks
from frcnn_desktop.inference import Predictor
from frcnn_desktop.inference.ahead import images_ahead
from frcnn_desktop.inference.evaluation_run import model_key
from frcnn_desktop.proposals import warm_up
from frcnn_desktop.proposals.precomputed import PrecomputedProposals
from frcnn_desktop.voc import write_annotation


def run(args: argparse.Namespace) -> int:
    """Detect this process's share. The first process returns 1 where any image failed, others 0.

    Raises Cancelled once somebody asks the process to stop.
    """
    with stop_token() as token:
        return _detect(args, token)


def _detect(args: argparse.Namespace, token: CancelToken) -> int:
    ranks = Ranks.from_environment()
    # Of a shard, what torchrun has started here share the images.
    jobs = list(args.shard.share(listed_jobs(args.paths, args.manifest, args.out)))
    opener = ImageOpener(jobs)
    # Now: loading takes seconds, and the first detection more.
    make_folder(args.out)
    own = list(ranks.share(jobs))
    todo = [job for job in own if args.json or args.overwrite or not job.xml.exists()]
    made_before = _made_before(args.proposals)
    device = device_of_rank(args.device, ranks)
    predictor = Predictor.load(args.model, device, proposal_cache=made_before) if todo else None
    if predictor is not None:
        # Waits for the kernels, so that one run's images are all searched the same way.
        warm_up()
    detector = _Detector(predictor, DetectionFilter(args.score, args.nms), ranks, opener, token)
    failed = _write_json(own, jobs, args, detector) if args.json else _write_xml(todo, jobs, detector)
    if made_before is not None and (made_before.stale or made_before.missing):
        warn(
            f"stored proposals: used {made_before.used}, of another version or mode {made_before.stale}, "
            f"not there {made_before.missing}; the last two were searched anew"
        )
    if not ranks.first:
        # The first process tells for all: one that ended with an error would take the others with it.
        return 0
    warn(
        counted(len(jobs), "{count} image", "{count} images")
        + f", {failed} failed"
        + (f", {len(own) - len(todo)} kept their XML" if ranks.alone else "")
    )
    return 1 if failed else 0


def _made_before(folder: Path | None) -> PrecomputedProposals | None:
    if folder is None:
        return None
    if not folder.is_dir():
        raise DatasetError(Message("input.not_there", path=folder))
    return PrecomputedProposals(folder)


class _Detector:
    """Loads and detects; a bad image is reported and passed over."""

    def __init__(
        self,
        predictor: Predictor | None,
        settings: DetectionFilter,
        ranks: Ranks,
        opener: ImageOpener,
        token: CancelToken,
    ) -> None:
        self.predictor = predictor
        self.settings = settings
        self.ranks = ranks
        self.failed = 0
        self._opener = opener
        self._token = token

    def detect_all(self, jobs: list[ImageJob]) -> Generator[tuple[ImageJob, LoadedImage, DetectionRun]]:
        """Yield every image that can be read with what was found. Raises Cancelled."""
        with with_progress(jobs, "detecting", self.ranks) as shown, self._opener.ahead(shown) as ahead:
            if self.predictor is None:
                return
            for (job, _), loaded in images_ahead(self.predictor, ahead, lambda each: each[1]()):
                self._token.raise_if_cancelled()
                try:
                    image = loaded()
                except ImageLoadError as error:
                    self.failed += 1
                    warn(f"{job.name}: {error}")
                    continue
                yield job, image, self.predictor.run(image, self.settings, self._token)


def _write_xml(todo: list[ImageJob], every: list[ImageJob], detector: _Detector) -> int:
    """Write the XML of `todo`; return how many failed, of all processes in the first one."""
    with closing(detector.detect_all(todo)) as found:
        for job, image, result in found:
            make_folder(job.xml.parent)
            write_annotation(annotation_of(image, result.detections), job.xml)
    if detector.ranks.alone:
        return detector.failed
    wait_for_all(detector.ranks)
    return sum(not job.xml.exists() for job in every)


def _write_json(
    own: list[ImageJob], every: list[ImageJob], args: argparse.Namespace, detector: _Detector
) -> int:
    """Write the lines of `own`; in the first process merge those of all and return how many failed."""
    key = model_key(detector.predictor) if detector.predictor else ""
    method = detector.predictor.proposal_method if detector.predictor else ""
    settings = {"model": key, "score": args.score, "nms": args.nms, "proposals": method}
    lines = LinesFile(args.out, settings, detector.ranks, args.shard)
    finished = {} if args.overwrite else lines.finished()
    todo = [job for job in own if not _is_done(job, finished)]
    with lines.appending() as add, closing(detector.detect_all(todo)) as found:
        for job, image, result in found:
            add(_record(job, image, result))
    wait_for_all(detector.ranks)
    return lines.merge([name_of(job.name, job.id) for job in every]) if detector.ranks.first else 0


def _is_done(job: ImageJob, finished: dict[str, str]) -> bool:
    """Say whether the line of an image is there; of one that can be read here, for the same bytes."""
    content = finished.get(name_of(job.name, job.id))
    if content is None or job.remote:
        return content is not None
    try:
        return content == content_key_of(Path(job.image))
    except ImageLoadError:
        return False


def _record(job: ImageJob, image: LoadedImage, result: DetectionRun) -> dict[str, Any]:
    found = result.detections
    return {
        "image": job.name,
        **({"id": job.id} if job.id else {}),
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
