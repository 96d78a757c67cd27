"""Average precision of a checkpoint on a VOC data set, by the devkit's rules."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frcnn_desktop.training.evaluation_run import EvaluationReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds Annotations")
    parser.add_argument("--split", default="val", help="a list in ImageSets/Main (default: val)")
    parser.add_argument("--only", type=Path, help="a file of image ids; the others of the split are left out")
    parser.add_argument("--model", type=Path, help="a checkpoint (default: the bundled one)")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, mps, xpu (default: auto)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")


def run(args: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.progress import track

    from frcnn_desktop.inference import Predictor
    from frcnn_desktop.proposals import warm_up
    from frcnn_desktop.training.evaluation_run import evaluate
    from frcnn_desktop.training.voc_data import read_ids, read_split

    predictor = Predictor.load(args.model, args.device)
    # Waits for the kernels: OpenCV's boxes would make other figures.
    warm_up()
    split = read_split(
        args.data,
        args.split,
        class_names=predictor.info.class_names,
        only=read_ids(args.only) if args.only else None,
    )
    errors = Console(file=sys.stderr)
    for skipped in split.skipped:
        errors.print(f"left out: {skipped.reason}", highlight=False, markup=False)
    report = evaluate(predictor, track(split.images, "evaluating", console=errors), split.class_names)
    print(json.dumps(report.to_dict()) if args.json else _table(report))
    return 0


def _table(report: EvaluationReport) -> str:
    width = max(map(len, report.ap))
    lines = [f"{name:<{width}}  {100 * value:5.1f}" for name, value in report.ap.items()]
    return "\n".join(
        [
            *lines,
            "",
            f"mAP, 11-point  {100 * report.map_11point:.2f}",
            f"mAP, area      {100 * report.map_area:.2f}",
            f"recall of the proposals at IoU .5  {100 * report.recall:.1f} %",
            f"{report.images} images, {1000 * report.seconds_per_image:.0f} ms each",
        ]
    )
