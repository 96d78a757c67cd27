"""Train on a VOC data set, or a folder of images with XML, and write a checkpoint."""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from frcnn_desktop.cli.train_options import (
    add_arguments,
    class_names,
    initial_checkpoint,
    old_classes,
    recipe,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frcnn_desktop.core.cancellation import CancelToken
    from frcnn_desktop.core.errors import FrcnnError
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.training.events import TrainingEvent
    from frcnn_desktop.training.frozen_split import TrainingData
    from frcnn_desktop.training.run import TrainingRun

_NICENESS = 10

__all__ = ["add_arguments", "run"]


def run(args: argparse.Namespace) -> int:
    from frcnn_desktop.cli.stopping import stop_token
    from frcnn_desktop.core.errors import FrcnnError
    from frcnn_desktop.training.events import TrainingFailed

    # What takes seconds comes before the token: until then a supervisor that is gone ends the process.
    import_module("frcnn_desktop.training.run")
    with stop_token(supervised=args.supervised) as token:
        try:
            return _train(args, token)
        except (FrcnnError, MemoryError, OSError) as error:
            reason = _reason(error)
            if args.events == "json":
                _tell([TrainingFailed(reason)], "json")
            raise FrcnnError(reason) from error


def _reason(error: FrcnnError | MemoryError | OSError) -> Message:
    from frcnn_desktop.core.errors import os_error_message, reason_of
    from frcnn_desktop.core.messages import Message

    if isinstance(error, OSError):
        return os_error_message(error)
    return Message("training.memory") if isinstance(error, MemoryError) else reason_of(error)


def _train(args: argparse.Namespace, token: CancelToken) -> int:
    from frcnn_desktop.cli.train_output import with_history, with_tensorboard
    from frcnn_desktop.distributed.processes import join_world
    from frcnn_desktop.inference.device import spare_a_core
    from frcnn_desktop.training.events import history_path
    from frcnn_desktop.training.frozen_split import load_selection, save_selection
    from frcnn_desktop.training.run import train

    if args.supervised:
        spare_a_core()
        if hasattr(os, "nice"):
            os.nice(_NICENESS)
    world = join_world()
    work = args.work or args.out.with_name(args.out.stem + ".work")
    begun = work / "selection.json"
    if not args.resume and world.leads and not world.restarted:
        for path in (begun, work / "state.pt"):
            path.unlink(missing_ok=True)
    world.wait()
    data = _data(args, begun)
    if world.leads and load_selection(begun) != data.selection:
        save_selection(begun, data.selection)
    events = train(_job(args, data, work), token, world)
    if world.leads:
        events = with_history(events, history_path(args.out), append=args.resume or world.restarted)
        if args.tensorboard:
            events = with_tensorboard(events, args.tensorboard)
        _tell(events, args.events)
    else:
        for _ in events:
            pass
    return 0


def _tell(events: Iterable[TrainingEvent], how: str) -> None:
    from frcnn_desktop.cli.train_output import print_json, show_bar

    (print_json if how == "json" else show_bar)(events)


def _data(args: argparse.Namespace, begun: Path) -> TrainingData:
    from frcnn_desktop.evaluation.annotated_images import read_ids
    from frcnn_desktop.training.frozen_split import DataChoice, load_selection, read_training_data

    choice = DataChoice(
        root=args.data,
        split=args.split,
        validation=args.validation,
        annotations=args.annotations,
        exclude=read_ids(args.exclude) if args.exclude else frozenset(),
        class_names=class_names(args.classes),
        old_classes=old_classes(args),
        seed=args.seed,
    )
    return read_training_data(choice, load_selection(begun))


def _job(args: argparse.Namespace, data: TrainingData, work: Path) -> TrainingRun:
    from dataclasses import replace

    from frcnn_desktop.core.errors import DatasetError
    from frcnn_desktop.core.messages import Message
    from frcnn_desktop.detector.presets import PRESETS
    from frcnn_desktop.training.run import TrainingRun

    if args.preset not in PRESETS:
        raise DatasetError(
            Message("training.unknown_preset", preset=repr(args.preset), known=", ".join(PRESETS))
        )
    preset = PRESETS[args.preset]
    return TrainingRun(
        split=data.train,
        data_name=data.name,
        out=args.out,
        work=work,
        preset=replace(preset, pooling=args.pooling) if args.pooling else preset,
        recipe=recipe(args),
        mode=args.mode,
        validation=data.validation,
        notes=data.notes,
        init=initial_checkpoint(args),
        backbone_weights=args.backbone_weights,
        save_every=args.save_every,
    )
