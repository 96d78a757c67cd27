"""Train on a VOC data set and write a checkpoint."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frcnn_desktop.training.events import TrainingEvent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds Annotations")
    parser.add_argument("--split", default="trainval", help="a list in ImageSets/Main (default: trainval)")
    parser.add_argument("--exclude", type=Path, help="a file of image ids to leave out of training")
    parser.add_argument("--classes", help="class names, separated by commas (default: those in the data)")
    parser.add_argument("--preset", default="compact", help="the network (default: compact)")
    parser.add_argument("--pooling", choices=("roi_pool", "roi_align"), help="instead of the preset's")
    parser.add_argument("--init", type=Path, help="a checkpoint to start from (default: ImageNet weights)")
    parser.add_argument("--mode", choices=("head",), default="head", help="what is trained (default: head)")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--ignore-difficult", action="store_true", help="leave out objects marked difficult")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--work", type=Path, help="folder for features and the run's state (default: OUT.work)"
    )
    parser.add_argument("--resume", action="store_true", help="go on with an interrupted run of this folder")
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint to write, .safetensors")
    parser.add_argument("--events", choices=("bar", "json"), default="bar", help="how progress is told")


def run(args: argparse.Namespace) -> int:
    from dataclasses import replace

    from frcnn_desktop.core.errors import DatasetError
    from frcnn_desktop.detector.presets import PRESETS
    from frcnn_desktop.training.head_run import HeadRun, train_head
    from frcnn_desktop.training.recipe import Recipe
    from frcnn_desktop.training.voc_data import read_ids

    if args.preset not in PRESETS:
        raise DatasetError(f"There is no preset {args.preset!r}. Known: {', '.join(PRESETS)}.")
    preset = PRESETS[args.preset]
    work = args.work or args.out.with_name(args.out.stem + ".work")
    if not args.resume:
        (work / "state.pt").unlink(missing_ok=True)
    events = train_head(
        HeadRun(
            data=args.data,
            split=args.split,
            out=args.out,
            work=work,
            preset=replace(preset, pooling=args.pooling) if args.pooling else preset,
            recipe=Recipe(epochs=args.epochs, ignore_difficult=args.ignore_difficult, seed=args.seed),
            init=args.init,
            exclude=read_ids(args.exclude) if args.exclude else frozenset(),
            class_names=tuple(args.classes.split(",")) if args.classes else None,
        )
    )
    if args.events == "json":
        _print_json(events)
    else:
        _show_bar(events)
    return 0


def _print_json(events: Iterable[TrainingEvent]) -> None:
    from frcnn_desktop.training.events import to_json

    for event in events:
        print(to_json(event), flush=True)


def _show_bar(events: Iterable[TrainingEvent]) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from frcnn_desktop.training.events import ImageSkipped, Preparing, StepDone, TrainingFinished

    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        tasks = {
            name: progress.add_task(name, visible=False) for name in ("proposals", "features", "training")
        }
        for event in events:
            match event:
                case Preparing(what, done, total):
                    progress.update(tasks[what], completed=done, total=total, visible=True)
                case StepDone():
                    text = f"training, loss {event.loss:.3f}"
                    progress.update(
                        tasks["training"],
                        completed=event.step,
                        total=event.steps,
                        description=text,
                        visible=True,
                    )
                case ImageSkipped():
                    console.print(f"left out: {event.reason}", highlight=False, markup=False)
                case TrainingFinished():
                    console.print(f"saved {event.path}", highlight=False, markup=False)
