"""The running half of `export`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from frcnn_desktop.cli.terminal import say
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.export import ExportItem, ExportOptions, ExportReport, export_devkit
from frcnn_desktop.voc.locations import Siblings, find_annotation, image_folders, list_images


def run(args: argparse.Namespace) -> int:
    """Write the data set with a bar on stderr and print a summary. Raises DatasetError."""
    items = _items(args.paths, args.annotations, args.recursive)
    options = ExportOptions(args.val_share, args.seed, args.all)
    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("exporting", total=len(items))
        report = export_devkit(
            items, args.out, options, progress=lambda done, _total: bar.update(task, completed=done)
        )
    say(*([json.dumps(_summary(report), ensure_ascii=False)] if args.json else _sentences(report)))
    return 0


def _items(paths: list[Path], annotations: Path | None, recursive: bool) -> list[ExportItem]:
    images: dict[Path, None] = {}
    for path in (*paths, *([annotations] if annotations else [])):
        if not os.path.exists(path):
            raise DatasetError(Message("input.not_there", path=path))
    for path in paths:
        folders = image_folders(path) if path.is_dir() else ()
        found = [each for folder in folders for each in list_images(folder, recursive)]
        images.update(dict.fromkeys(each.absolute() for each in (found if folders else [path])))
    if not images:
        raise DatasetError(Message("input.no_images"))
    siblings = Siblings(images)
    return [ExportItem(each, find_annotation(each, annotations, siblings.of(each))) for each in images]


def _summary(report: ExportReport) -> dict[str, object]:
    return {
        "destination": str(report.destination),
        "splits": {name: len(ids) for name, ids in report.splits.items()},
        "left_out": {str(image): str(reason) for image, reason in report.left_out},
        "renamed": {str(image): name for image, name in report.renamed},
        "objects_left_out": [each.to_dict() for each in report.objects_left_out],
        "notes": [[str(image), str(note)] for image, note in report.notes],
    }


def _sentences(report: ExportReport) -> list[str]:
    lines = [f"left out: {image.name}: {reason}" for image, reason in report.left_out]
    lines += [f"renamed: {image.name} is {name}" for image, name in report.renamed]
    lines += [f"note: {image.name}: {note}" for image, note in report.notes]
    splits = report.splits
    lines.append(
        counted(len(splits["trainval"]), "{count} image", "{count} images")
        + f" exported to {report.destination}: "
        f"{len(splits['train'])} train, {len(splits['val'])} val"
    )
    return lines
