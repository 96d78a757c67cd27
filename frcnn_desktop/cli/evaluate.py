"""Average precision of a checkpoint on a VOC data set, by the devkit's rules."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from frcnn_desktop.cli.numbers import count
from frcnn_desktop.cli.terminal import say, warn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from frcnn_desktop.distributed.ranks import Ranks
    from frcnn_desktop.evaluation.annotated_images import Split
    from frcnn_desktop.evaluation.image_result import ImageResult, ResultsOrigin
    from frcnn_desktop.evaluation.work_folder import WorkFolder

    _Found: TypeAlias = tuple[Split, ResultsOrigin, Sequence[ImageResult]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder that holds Annotations, or images with XML"
    )
    parser.add_argument(
        "--split", help="a list in ImageSets/Main, or all (default: val; all of a folder that has no lists)"
    )
    parser.add_argument("--only", type=Path, help="a file of image ids; the others of the split are left out")
    parser.add_argument("--model", type=Path, help="a checkpoint (default: the bundled one)")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, mps, xpu (default: auto)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument(
        "--bootstrap",
        type=count,
        default=0,
        metavar="N",
        help="give 95%% intervals from N draws of the images, e.g. 1000 (default: none)",
    )
    parser.add_argument("--seed", type=count, default=0, help="what decides those draws (default: 0)")
    parser.add_argument(
        "--plots", type=Path, metavar="DIR", help="draw precision-recall curves and the worst mistakes there"
    )
    parser.add_argument(
        "--pictures", type=count, default=12, metavar="N", help="mistakes drawn of each kind (default: 12)"
    )
    parser.add_argument(
        "--work",
        type=Path,
        metavar="DIR",
        help="keep finished images there: an interrupted run goes on, processes of torchrun share the work",
    )
    parser.add_argument("--save-detections", type=Path, metavar="FILE", help="keep what was found, .npz")
    parser.add_argument(
        "--detections", type=Path, metavar="FILE", help="judge what was kept instead of running a model"
    )


def run(args: argparse.Namespace) -> int:
    from frcnn_desktop.cli.evaluate_output import draw, left_out_values, table
    from frcnn_desktop.distributed.ranks import Ranks
    from frcnn_desktop.evaluation.report import make_report
    from frcnn_desktop.evaluation.results_file import write_results

    if args.plots:
        from frcnn_desktop.evaluation.figures import require_matplotlib

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
    from frcnn_desktop.cli.progress import with_progress
    from frcnn_desktop.core.errors import DatasetError
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.distributed.all_ranks import device_of_rank, wait_for_all
    from frcnn_desktop.evaluation.work_folder import WorkFolder
    from frcnn_desktop.inference import Predictor
    from frcnn_desktop.inference.evaluation_run import detect_images, results_origin
    from frcnn_desktop.proposals import warm_up

    if not ranks.alone and args.work is None:
        raise DatasetError(Message("option.work_needed"))
    predictor = Predictor.load(args.model, device_of_rank(args.device, ranks))
    # Waits for the kernels: OpenCV's boxes would make other figures.
    warm_up()
    split = _split(args, predictor.info.class_names, ranks)
    origin = results_origin(predictor)
    work = WorkFolder(args.work, origin) if args.work else None
    with with_progress(ranks.share(split.images), "evaluating", ranks) as images:
        share = list(detect_images(predictor, images, work))
    if ranks.alone or work is None:
        return split, origin, share
    wait_for_all(ranks)
    return (split, origin, _merged(work, split)) if ranks.first else None


def _merged(work: WorkFolder, split: Split) -> Sequence[ImageResult]:
    """Gather what all processes found. Raises DatasetError when something is not there."""
    from frcnn_desktop.core.errors import DatasetError
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.inference.evaluation_run import kept_result

    results = [kept_result(work, each) for each in split.images]
    there = [each for each in results if each is not None]
    if len(there) < len(results):
        raise DatasetError(
            Message("evaluation.images_missing", count=len(results) - len(there), total=len(results))
        )
    return there


def _kept(args: argparse.Namespace) -> _Found:
    """Take results from a file, in the order of the split. Raises DatasetError when images are missing."""
    from frcnn_desktop.core.errors import DatasetError
    from frcnn_desktop.core.images import content_key_of
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.distributed.ranks import Ranks
    from frcnn_desktop.evaluation.results_file import read_results

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
    from frcnn_desktop.cli.evaluate_output import left_out_lines
    from frcnn_desktop.evaluation.annotated_images import read_ids, read_split
    from frcnn_desktop.voc.datasets import ALL, open_dataset

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
    from frcnn_desktop.core.errors import DatasetError
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.voc.checked import some_of

    unknown = [each.what.name for each in split.left_out if each.what.code == "unknown-class"]
    if unknown and not any(len(each.truth) for each in split.images):
        there, known = some_of(tuple(dict.fromkeys(unknown))), some_of(split.class_names)
        raise DatasetError(Message("evaluation.no_common_class", there=there, known=known))
