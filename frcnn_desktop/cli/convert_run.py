"""The running half of `convert`."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from frcnn_desktop.cli.progress import counting_bar
from frcnn_desktop.cli.stopping import stop_token
from frcnn_desktop.cli.terminal import say
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.class_lists import read_class_list
from frcnn_desktop.formats.converting import Conversion, convert
from frcnn_desktop.formats.format import Reading
from frcnn_desktop.formats.kinds import Effect
from frcnn_desktop.formats.output import ImageFiles
from frcnn_desktop.formats.planning import Plan, Wishes, plan
from frcnn_desktop.formats.registry import format_named, the_format_of
from frcnn_desktop.formats.values import effect_of


def run(args: argparse.Namespace) -> int:
    """Say what is lost, then write, unless it is a dry run. Raises DatasetError where OUT is there."""
    out: Path | None = args.out
    if out is None and not args.dry_run:
        raise DatasetError(Message("convert.no_destination"))
    if out is not None and out.exists():
        raise DatasetError(Message("export.folder_exists", path=out))
    with stop_token() as token:
        planned = _plan(args, token)
        if not args.json:
            say(*_preview(planned))
        if out is None or args.dry_run:
            say(*([_as_json(planned)] if args.json else [*_events(planned), "nothing was written"]))
            return 0
        with counting_bar("writing") as report:
            done = convert(planned, out, ImageFiles(args.images), report, token)
    say(*([_as_json(done)] if args.json else [*_events(planned), *_outcome(done)]))
    return 0


def _plan(args: argparse.Namespace, token: CancelToken) -> Plan:
    source = the_format_of(args.source) if args.source_format is None else format_named(args.source_format)
    if not args.source.exists():
        raise DatasetError(Message("input.not_there", path=args.source))
    classes = _classes(args.classes)
    with counting_bar("reading") as report:
        reading = Reading(args.images_folder, classes, args.unlabelled, report, token)
        data = source.read(args.source, reading)
    return plan(data, source, format_named(args.to), Wishes(classes, args.val_share, args.seed))


def _classes(told: str | None) -> tuple[str, ...]:
    if not told:
        return ()
    # Not by Path, which refuses a text that is too long for a file name.
    if os.path.isfile(told):
        return read_class_list(Path(told))
    return tuple(dict.fromkeys(name.strip() for name in told.split(",") if name.strip()))


def _preview(planned: Plan) -> list[str]:
    data = planned.data
    splits = ", ".join(f"{name or 'no split'} {count}" for name, count in data.splits.items())
    lines = [
        f"{planned.source.title} to {planned.target.title}: "
        + counted(len(data.images), "{count} image", "{count} images")
        + f" ({splits}), "
        + counted(data.object_count, "{count} object", "{count} objects")
        + ", "
        + counted(len(data.classes), "{count} class", "{count} classes"),
        str(planned.source.box_message),
        str(planned.target.box_message),
    ]
    lines += [f"{each.effect.value}: {each.message}" for each in planned.counts]
    return lines + [f"note: {each}" for each in data.notes]


def _events(planned: Plan) -> list[str]:
    data = planned.data
    lines = [f"{each.effect.value}: {each.image}: {each.reason}" for each in data.image_events]
    for each in data.object_events:
        image = f"{each.image_id}: " if each.image_id else ""
        lines.append(f"{effect_of(each).value}: {image}{each.message}")
    return lines


def _outcome(done: Conversion) -> list[str]:
    data = done.plan.data
    left_out = sum(each.count for each in done.plan.counts if each.effect is Effect.LEFT_OUT)
    lines = [f"note: {each}" for each in done.notes[len(data.notes) :]]
    written = counted(len(data.images), "{count} image written", "{count} images written")
    left = counted(left_out, "{count} entry left out", "{count} entries left out")
    return [*lines, f"{written} to {done.destination}; {left}"]


def _as_json(told: Plan | Conversion) -> str:
    return json.dumps(told.to_dict(), ensure_ascii=False)
