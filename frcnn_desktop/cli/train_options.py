"""The options of `train`, and what they stand for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.training.job import BUNDLED, MODES, PRECISIONS, TrainingJob, read_job

IMAGENET = "imagenet"
_DIFFICULT = {None: "", True: "ignore", False: "learn"}
_OPTIONS = (
    "data", "out", "annotations", "split", "validation", "exclude", "classes", "keep_classes", "preset",
    "pooling", "backbone_weights", "mode", "epochs", "batch", "rois", "learning_rate", "train_from",
    "precision", "seed", "work", "save_every", "tensorboard",
)  # fmt: skip
"""Options that are called as the field of the job."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the data, the model, the settings of a run, and how progress is told; see `job_of`."""
    parser.add_argument(
        "--job",
        type=Path,
        metavar="FILE",
        help="all settings from a file, as the window writes it; of the others only --resume, --events and"
        " --supervised count",
    )
    data = parser.add_argument_group("data")
    data.add_argument("--data", help="the folder that holds Annotations, or images with XML")
    data.add_argument("--annotations", help="where the XML files of a plain folder are")
    data.add_argument(
        "--split", default="", help="a list in ImageSets/Main, or all (default: trainval, train or all)"
    )
    data.add_argument(
        "--validation",
        "--validate",
        default="",
        metavar="SHARE|SPLIT|FILE",
        help="what each epoch is judged on and nothing is learnt from: a share of the split such as 0.1, "
        "another split, or a file of image ids (default: none)",
    )
    data.add_argument("--exclude", help="a file of image ids to leave out of training")
    data.add_argument(
        "--classes", help="class names, separated by commas, or a file of them (default: those in the data)"
    )
    data.add_argument(
        "--keep-classes", action="store_true", help="keep the classes of --init that the data does not have"
    )
    model = parser.add_argument_group("model")
    model.add_argument("--preset", help="a new network: compact, compact-small or vgg16 (default: compact)")
    model.add_argument("--pooling", choices=("roi_pool", "roi_align"), help="instead of the preset's")
    model.add_argument(
        "--init",
        help="a checkpoint to start from, bundled, or imagenet (default: bundled; imagenet with --preset, "
        "--pooling or --backbone-weights)",
    )
    model.add_argument("--backbone-weights", help="a file of ImageNet weights")
    settings = parser.add_argument_group("recipe (default: the preset's)")
    settings.add_argument("--mode", choices=MODES, default="head", help="what is trained (default: head)")
    settings.add_argument("--epochs", type=int, help="passes over the data")
    settings.add_argument("--batch", type=int, help="images in a step, of all processes together")
    settings.add_argument("--rois", type=int, help="sampled RoIs of an image")
    settings.add_argument("--learning-rate", type=float, help="the highest learning rate of the run")
    settings.add_argument("--train-from", help="the stage of the backbone that full training begins at")
    settings.add_argument(
        "--ignore-difficult",
        action=argparse.BooleanOptionalAction,
        help="leave out objects marked difficult, or learn them like the others",
    )
    settings.add_argument(
        "--precision",
        choices=PRECISIONS,
        help="of the products of matrices (default: bfloat16 on CUDA, float32 elsewhere)",
    )
    settings.add_argument("--seed", type=int, default=0, help="what decides every draw (default: 0)")
    _add_run_arguments(parser.add_argument_group("run"))


def _add_run_arguments(group: Any) -> None:
    group.add_argument("--out", help="the checkpoint to write, .safetensors")
    group.add_argument("--work", help="folder for features and the run's state (default: OUT.work)")
    group.add_argument("--resume", action="store_true", help="go on with an interrupted run of this folder")
    group.add_argument("--save-every", type=int, default=500, help="steps between saved states")
    group.add_argument("--events", choices=("bar", "json"), default="bar", help="how progress is told")
    group.add_argument("--tensorboard", metavar="DIR", help="write a TensorBoard log (needs tensorboardX)")
    group.add_argument(
        "--supervised",
        action="store_true",
        help='save and stop on a line "stop" on standard input, or at its end',
    )


def job_of(args: argparse.Namespace) -> TrainingJob:
    """Return the job of a command line, or of the file that it names. Raises DatasetError."""
    if args.job is not None:
        return read_job(args.job)
    if not args.data or not args.out:
        raise DatasetError(Message("option.job"))
    # Without a word about the network the bundled model learns on: it is on every machine.
    new = args.preset or args.pooling or args.backbone_weights
    init = args.init if args.init is not None else ("" if new else BUNDLED)
    given = {name: getattr(args, name) for name in _OPTIONS}
    chosen = {name: value for name, value in given.items() if value is not None}
    difficult = _DIFFICULT[args.ignore_difficult]
    return TrainingJob(**chosen, init="" if init == IMAGENET else init, difficult=difficult)
