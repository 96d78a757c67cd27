"""The running half of `evaluate`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TypeAlias

from frcnn_desktop.cli.evaluate_output import draw, left_out_lines, left_out_values, table
from frcnn_desktop.cli.progress import with_progress
from frcnn_desktop.cli.terminal import say, warn
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.images import content_key_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.distributed.all_ranks import device_of_rank, wait_for_all
from frcnn_desktop.distributed.ranks import Ranks
from frcnn_desktop.evaluation.annotated_images import Split, read_ids, read_split
from frcnn_desktop.evaluation.image_result import ImageResult, ResultsOrigin
from frcnn_desktop.evaluation.optional import require_matplotlib
from frcnn_desktop.evaluation.report import make_report
from frcnn_desktop.evaluation.results_file import read_results, write_results
from frcnn_desktop.evaluation.work_folder import WorkFolder
from frcnn_desktop.inference import Predictor
from frcnn_desktop.inference.evaluation_run import detect_images, kept_result, results_origin
from frcnn_desktop.proposals import warm_up
from frcnn_desktop.voc.checked import some_of
from frcnn_desktop.voc.datasets import ALL, open_dataset

_Found: TypeAlias = tuple[Split, ResultsOrigin, Sequence[ImageResult]]


def run(args: argparse.Namespace) -> int:
    """Detect or read what was detected; the first of several processes prints the figures and draws plots."""
    if args.plots:
        require_matplotlib()
    ranks = Ranks.from_environment()
    found = _kept(args) if args.detections else _detected(args, ranks)
    if found is None or not ranks.first:
        return 0
    split, origin, results = found
    if args.save_detections:
        write_results(args.save_detections, origin, results)
    report = make_report(
        [each.truth for each in split.images],
        results,
        split.class_names,
        resamples=args.bootstrap,
        seed=args.seed,
    )
    if args.plots:
        draw(report, split, args.plots, args.pictures)
    values = report.to_dict() | left_out_values(split)
    say(*([json.dumps(values, ensure_ascii=False)] if args.json else table(report)))
    return 0


def _detected(args: argparse.Namespace, ranks: Ranks) -> _Found | None:
    """Run the model over the images; None in a process that leaves the merging to another."""
    if not ranks.alone and args.work is None:
        raise DatasetError(Message("option.work_needed"))
    # Says what is wrong with the folder before a model is loaded for nothing.
    open_dataset(args.data)
    predictor = Predictor.load(args.model, device_of_rank(args.device, ranks))
    # Waits for the kernels: OpenCV's boxes would make other figures.
    warm_up()
    split = _split(args, predictor.info.class_names, ranks)
    origin = results_origin(predictor)
    work = WorkFolder(args.work, origin) if args.work else None
    with with_progress(ranks.share(split.images), "evaluating", ranks) as images:
        share = list(detect_images(predictor, images, work))
    if work is not None and work.changed:
        changed = Message("evaluation.changed", count=len(work.changed), names=some_of(work.changed))
        warn(f"note: {changed}")
    if ranks.alone or work is None:
        return split, origin, share
    wait_for_all(ranks)
    return (split, origin, _merged(work, split)) if ranks.first else None


def _merged(work: WorkFolder, split: Split) -> Sequence[ImageResult]:
    """Gather what all processes found. Raises DatasetError when something is not there."""
    results = [kept_result(work, each) for each in split.images]
    there = [each for each in results if each is not None]
    if len(there) < len(results):
        raise DatasetError(
            Message("evaluation.images_missing", count=len(results) - len(there), total=len(results))
        )
    return there


def _kept(args: argparse.Namespace) -> _Found:
    """Take results from a file, in the order of the split. Raises DatasetError when images are missing."""
    origin, results = read_results(args.detections)
    split = _split(args, origin.class_names, Ranks())
    by_id = {each.image_id: each for each in results}
    missing = [each.image_id for each in split.images if each.image_id not in by_id]
    if missing:
        raise DatasetError(
            Message(
                "evaluation.detections_missing",
                path=args.detections,
                count=len(missing),
                total=len(split.images),
                first=missing[0],
            )
        )
    for image in split.images:
        made_on = by_id[image.image_id].content_key
        if made_on and made_on != content_key_of(image.path):
            warn(str(Message("evaluation.image_changed", name=image.path.name)))
    return split, origin, [by_id[each.image_id] for each in split.images]


def _split(args: argparse.Namespace, class_names: tuple[str, ...], ranks: Ranks) -> Split:
    name = args.split or ("val" if open_dataset(args.data).splits() else ALL)
    only = read_ids(args.only) if args.only else None
    split = read_split(args.data, name, class_names=class_names, only=only)
    if ranks.first:
        for line in left_out_lines(split):
            warn(line)
    _check_classes(split)
    return split


def _check_classes(split: Split) -> None:
    """Raise DatasetError where there are objects, but none of a class that the model knows."""
    unknown = [each.what.name for each in split.left_out if each.what.code == "unknown-class"]
    if unknown and not any(len(each.truth) for each in split.images):
        there, known = some_of(tuple(dict.fromkeys(unknown))), some_of(split.class_names)
        raise DatasetError(Message("evaluation.no_common_class", there=there, known=known))
