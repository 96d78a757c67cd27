"""The options of `train`, and what they stand for."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frcnn_desktop.training.recipe import Recipe

BUNDLED = "bundled"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    data = parser.add_argument_group("data")
    data.add_argument(
        "--data", type=Path, required=True, help="the folder that holds Annotations, or images with XML"
    )
    data.add_argument("--annotations", type=Path, help="where the XML files of a plain folder are")
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
    data.add_argument("--exclude", type=Path, help="a file of image ids to leave out of training")
    data.add_argument(
        "--classes", help="class names, separated by commas, or a file of them (default: those in the data)"
    )
    data.add_argument(
        "--keep-classes", action="store_true", help="keep the classes of --init that the data does not have"
    )
    model = parser.add_argument_group("model")
    model.add_argument(
        "--preset", default="compact", help="compact, compact-small or vgg16 (default: compact)"
    )
    model.add_argument("--pooling", choices=("roi_pool", "roi_align"), help="instead of the preset's")
    model.add_argument(
        "--init", help="a checkpoint to start from, or bundled (default: ImageNet weights and the preset)"
    )
    model.add_argument("--backbone-weights", type=Path, help="a file of ImageNet weights")
    settings = parser.add_argument_group("recipe (default: the preset's)")
    settings.add_argument(
        "--mode", choices=("head", "full"), default="head", help="what is trained (default: head)"
    )
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
    settings.add_argument("--seed", type=int, default=0, help="what decides every draw (default: 0)")
    _add_run_arguments(parser.add_argument_group("run"))


def _add_run_arguments(group: Any) -> None:
    group.add_argument("--out", type=Path, required=True, help="the checkpoint to write, .safetensors")
    group.add_argument(
        "--work", type=Path, help="folder for features and the run's state (default: OUT.work)"
    )
    group.add_argument("--resume", action="store_true", help="go on with an interrupted run of this folder")
    group.add_argument("--save-every", type=int, default=500, help="steps between saved states")
    group.add_argument("--events", choices=("bar", "json"), default="bar", help="how progress is told")
    group.add_argument(
        "--tensorboard", type=Path, metavar="DIR", help="write a TensorBoard log (needs tensorboardX)"
    )
    group.add_argument(
        "--supervised",
        action="store_true",
        help='save and stop on a line "stop" on standard input, or at its end',
    )


def recipe(args: argparse.Namespace) -> Recipe:
    """Return the usual settings of the network, changed where an option says so."""
    from dataclasses import replace

    from frcnn_desktop.detector.checkpoint import load_checkpoint
    from frcnn_desktop.training.recipe import default_recipe

    init = initial_checkpoint(args)
    given = {
        "epochs": args.epochs,
        # Who names a number of passes gets so many.
        "least_steps": None if args.epochs is None else 0,
        "images_per_batch": args.batch,
        "rois_per_image": args.rois,
        "peak_learning_rate": args.learning_rate,
        "train_from": args.train_from,
        "ignore_difficult": args.ignore_difficult,
    }
    usual = default_recipe(load_checkpoint(init)[1].preset.name if init else args.preset, args.mode)
    chosen: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    return replace(usual, seed=args.seed, **chosen)


def class_names(text: str | None) -> tuple[str, ...] | None:
    """Return the names in --classes; None where those in the data are wanted."""
    from frcnn_desktop.core.errors import DatasetError
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.evaluation.annotated_images import read_lines

    if text is None:
        return None
    # Not by Path, which refuses a text that is too long for a file name.
    if os.path.isfile(text):
        names = read_lines(text, "file.class_list_not_read")
    else:
        names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise DatasetError(Message("training.no_class_names"))
    return names


def old_classes(args: argparse.Namespace) -> tuple[str, ...]:
    """Return the classes of --init that are kept whatever the data has."""
    from frcnn_desktop.core.errors import DatasetError
    from frcnn_desktop.core.messages import Message

    if not args.keep_classes:
        return ()
    if not args.init:
        raise DatasetError(Message("option.keep_classes"))
    from frcnn_desktop.detector.checkpoint import load_checkpoint

    init = initial_checkpoint(args)
    return load_checkpoint(init)[1].class_names if init is not None else ()


def initial_checkpoint(args: argparse.Namespace) -> Path | None:
    """Return the file behind --init; None: ImageNet weights."""
    from frcnn_desktop.host.resources import resource_path
    from frcnn_desktop.inference.predictor import BUNDLED_MODEL

    if args.init == BUNDLED:
        return resource_path(*BUNDLED_MODEL)
    return Path(args.init) if args.init else None
