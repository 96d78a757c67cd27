"""The running half of `classes`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from frcnn_desktop.cli.classes_output import (
    Planned,
    as_json,
    listing,
    outcome,
    preview_lines,
    undone_as_json,
    undone_lines,
)
from frcnn_desktop.cli.progress import counting_bar
from frcnn_desktop.cli.stopping import stop_token
from frcnn_desktop.cli.terminal import say
from frcnn_desktop.core.errors import DatasetError, InputError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.annotation_files import annotation_files, annotation_folders
from frcnn_desktop.curation.class_census import ClassCensus, take_census
from frcnn_desktop.curation.class_changes import ClassChanges, checked_changes
from frcnn_desktop.curation.class_edit import (
    change_classes,
    class_split_lists,
    list_change,
    reordered,
    stale_lists,
)
from frcnn_desktop.curation.class_file import find_class_file, find_class_list, read_class_file
from frcnn_desktop.curation.edit_store import EditStore
from frcnn_desktop.curation.spelling import suspicions
from frcnn_desktop.voc.locations import image_folders


def run(args: argparse.Namespace) -> int:
    """List, change or take back; say first what would change. Returns 1 where a file was left alone."""
    with stop_token() as token:
        if args.undo:
            return _undo(args)
        files = annotation_files(args.folder, args.annotations)
        with counting_bar("reading") as report:
            census = take_census(files, report, token)
        planned = _plan(args, census)
        wanted = bool(planned.changes) or planned.class_list is not None
        if args.list or not wanted:
            say(*([] if args.json else listing(planned)))
        if not wanted or args.dry_run:
            say(*([as_json(planned, None)] if args.json else preview_lines(planned) if wanted else []))
            return 0
        say(*([] if args.json else preview_lines(planned)))
        with counting_bar("writing") as report:
            done = change_classes(
                planned.preview,
                planned.changes,
                EditStore(),
                planned.class_list,
                progress=report,
                token=token,
            )
    say(*([as_json(planned, done)] if args.json else outcome(done)))
    return 1 if done.left_alone else 0


def _undo(args: argparse.Namespace) -> int:
    store, folders = EditStore(), annotation_folders(args.folder, args.annotations)
    edit = store.last([Path(folder).resolve() for folder in folders])
    if edit is None:
        raise DatasetError(Message("classes.nothing_to_undo", folder=args.folder))
    with counting_bar("undoing") as report:
        undone = store.undo(edit, report)
    say(*([json.dumps(undone_as_json(undone), ensure_ascii=False)] if args.json else undone_lines(undone)))
    return 1 if undone.left_alone else 0


def _plan(args: argparse.Namespace, census: ClassCensus) -> Planned:
    written = census.written()
    renamed = dict(_parsed(told, written) for told in args.rename)
    if args.merge_twins:
        for each in suspicions(written):
            renamed = {**({} if each.typo else each.renamed), **renamed}
    deleted = frozenset(args.delete)
    _check_there((*renamed, *deleted), written)
    changes = checked_changes(ClassChanges(renamed, deleted))
    images = image_folders(args.folder)
    chosen = {folder: args.annotations for folder in images if args.annotations is not None}
    file = find_class_list(images, chosen) or find_class_file(args.folder, args.annotations)
    class_list, notes = list_change(file, changes), []
    if args.order:
        found = [each.name for each in census.classes()]
        class_list = reordered(file, _order(args.order), changes, found)
    if class_list is not None and not file.may_become(class_list.names):
        notes.append(file.numbered)
        class_list = None
    preview = census.preview(changes)
    if (stale := stale_lists(class_split_lists(preview.files), changes)) is not None:
        notes.append(stale)
    return Planned(census, file, changes, preview, class_list, tuple(notes))


def _parsed(told: str, written: Iterable[str]) -> tuple[str, str]:
    """Return old and new name. A name may hold "=" itself: the old one is a class of the data."""
    places = [at for at, character in enumerate(told) if character == "="]
    if not places:
        raise InputError(Message("classes.rename_what", told=repr(told)))
    known = {*written, *(name.strip() for name in written)}
    meant = [at for at in places if told[:at] in known] if len(places) > 1 else places
    if len(meant) != 1:
        raise InputError(Message("classes.ambiguous", told=repr(told)))
    return told[: meant[0]], told[meant[0] + 1 :]


def _check_there(names: Iterable[str], written: Iterable[str]) -> None:
    known = {*written, *(name.strip() for name in written)}
    for name in names:
        if name not in known:
            raise DatasetError(Message("classes.not_there", name=repr(name)))


def _order(told: str) -> Sequence[str]:
    if Path(told).name == told and "," not in told and not Path(told).is_file():
        return (told,)
    if "," not in told or Path(told).is_file():
        return read_class_file(Path(told)).names
    return tuple(name.strip() for name in told.split(",") if name.strip())
