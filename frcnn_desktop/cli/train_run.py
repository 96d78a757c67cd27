"""The running half of `train`."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from frcnn_desktop.cli.stopping import stop_token
from frcnn_desktop.cli.train_options import job_of
from frcnn_desktop.cli.train_output import print_json, show_bar, with_history, with_tensorboard
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import FrcnnError, os_error_message, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.distributed.launch import launch_of
from frcnn_desktop.distributed.processes import World, join_world
from frcnn_desktop.inference.device import spare_a_core
from frcnn_desktop.training.events import TrainingEvent, TrainingFailed, history_path
from frcnn_desktop.training.frozen_split import (
    TrainingData,
    load_selection,
    read_training_data,
    save_selection,
    selection_from_json,
)
from frcnn_desktop.training.job import TrainingJob
from frcnn_desktop.training.launch_mark import LaunchMark
from frcnn_desktop.training.resolved_job import data_choice
from frcnn_desktop.training.run import STATE_FILE, train

_NICENESS = 10
_SELECTION = "selection.json"
_MARK = "launch.json"


def run(args: argparse.Namespace) -> int:
    """Train until the end or the first Ctrl+C. What goes wrong is also an event where these are printed."""
    with stop_token(supervised=args.supervised) as token:
        try:
            return _train(args, job_of(args), token)
        except (FrcnnError, MemoryError, OSError) as error:
            reason = _reason(error)
            if args.events == "json":
                print_json([TrainingFailed(reason)])
            raise FrcnnError(reason) from error


def _reason(error: FrcnnError | MemoryError | OSError) -> Message:
    if isinstance(error, OSError):
        return os_error_message(error)
    return Message("training.memory") if isinstance(error, MemoryError) else reason_of(error)


def _train(args: argparse.Namespace, job: TrainingJob, token: CancelToken) -> int:
    if args.supervised:
        spare_a_core()
        if hasattr(os, "nice"):
            os.nice(_NICENESS)
    world = join_world()
    mark = LaunchMark(job.work_folder / _MARK, job, launch_of(), world.restarted)
    going_on = args.resume or mark.goes_on()
    begun = job.work_folder / _SELECTION
    if world.first:
        if not going_on:
            for path in (begun, job.work_folder / STATE_FILE):
                path.unlink(missing_ok=True)
        mark.write(ended=False)
    events = train(job, _data(job, begun, world), token, world)
    if world.first:
        events = with_history(events, history_path(Path(job.out)), append=going_on)
        if job.tensorboard:
            events = with_tensorboard(events, Path(job.tensorboard))
        _tell(events, args.events)
        mark.write(ended=True)
    else:
        for _ in events:
            pass
    return 0


def _tell(events: Iterable[TrainingEvent], how: str) -> None:
    (print_json if how == "json" else show_bar)(events)


def _data(job: TrainingJob, begun: Path, world: World) -> TrainingData:
    """Read the data. One rank decides which images and classes the run is about, for all of them."""
    data, told = None, ""
    if world.first:
        known = load_selection(begun)
        data = read_training_data(data_choice(job), known)
        if known != data.selection:
            save_selection(begun, data.selection)
        told = json.dumps(asdict(data.selection))
    told = world.tell(told)
    if data is None:
        data = read_training_data(data_choice(job), selection_from_json(told))
    return data
