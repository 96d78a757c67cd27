"""What `classes` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from frcnn_desktop.cli.columns import columns_of, filled
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.batch_writing import LeftAlone
from frcnn_desktop.curation.class_census import ChangePreview, ClassCensus
from frcnn_desktop.curation.class_changes import ClassChanges
from frcnn_desktop.curation.class_edit import ClassesChanged, ListChange
from frcnn_desktop.curation.class_file import ClassFile
from frcnn_desktop.curation.edit_store import Undone
from frcnn_desktop.curation.spelling import Suspicion, suspicions


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """What is asked for. `class_list` is what becomes of classes.txt, None: it stays."""

    census: ClassCensus
    file: ClassFile
    changes: ClassChanges
    preview: ChangePreview
    class_list: ListChange | None
    notes: tuple[Message, ...]


def listing(planned: Planned) -> list[str]:
    """Return the table of classes, and what looks misspelt."""
    classes = planned.census.classes()
    width = max([columns_of(each.name) for each in classes] + [5])
    lines = [f"{filled('class', width)}  {'objects':>9}  {'files':>9}"]
    lines += [f"{filled(each.name, width)}  {each.objects:>9,}  {each.files:>9,}" for each in classes]
    written = planned.census.written()
    lines += [_suspected(each, written) for each in suspicions(written)]
    if planned.file.data is not None:
        lines.append(f"{planned.file.path.name}: " + ", ".join(planned.file.names))
    return lines + [f"cannot be read: {each.path.name}: {each.reason}" for each in planned.census.unread]


def _suspected(each: Suspicion, written: dict[str, int]) -> str:
    odd = ", ".join(f"{name!r} ({written[name]:,})" for name in each.odd)
    return f"{'typo' if each.typo else 'spelling'}: {odd}: probably {each.keep!r}"


def preview_lines(planned: Planned) -> list[str]:
    """Return what would change."""
    preview = planned.preview
    lines = [f"rename: {old!r} to {new!r}" for old, new in planned.changes.renamed.items()]
    lines += [f"delete: {name!r}" for name in sorted(planned.changes.deleted)]
    if planned.class_list is not None:
        lines.append(f"{planned.file.path.name}: " + ", ".join(planned.class_list.names))
    lines.append(
        counted(len(preview.files), "{count} file", "{count} files")
        + f"; objects renamed: {preview.renamed:,}, deleted: {preview.deleted:,}"
    )
    if preview.emptied:
        lines.append(counted(preview.emptied, "{count} file is left without objects",
                             "{count} files are left without objects"))  # fmt: skip
    return [*lines, *(f"note: {each}" for each in planned.notes), *_left_alone(preview.left_alone)]


def outcome(done: ClassesChanged) -> list[str]:
    """Return what was changed."""
    line = counted(done.files, "{count} file changed", "{count} files changed")
    return [*_left_alone(done.left_alone), f"{line}; --undo takes it back"]


def _left_alone(files: Iterable[LeftAlone]) -> list[str]:
    return [f"left alone: {each.path.name}: {each.reason}" for each in files]


def undone_lines(undone: Undone) -> list[str]:
    """Return what was taken back."""
    lines = _left_alone(undone.left_alone)
    return [*lines, counted(undone.restored, "{count} file restored", "{count} files restored")]


def undone_as_json(undone: Undone) -> dict[str, object]:
    """Return what was taken back, as plain values."""
    return {
        "restored": undone.restored,
        "remaining": undone.remaining,
        "left_alone": {str(each.path): str(each.reason) for each in undone.left_alone},
    }


def as_json(planned: Planned, done: ClassesChanged | None) -> str:
    """Return one JSON object: the classes, and what changes or would."""
    preview, written = planned.preview, planned.census.written()
    left_alone = preview.left_alone if done is None else done.left_alone
    told = {
        "classes": {
            each.name: {"objects": each.objects, "files": each.files} for each in planned.census.classes()
        },
        "suspicions": [
            {"keep": each.keep, "odd": {name: written[name] for name in each.odd}, "typo": each.typo}
            for each in suspicions(written)
        ],
        "list": list(planned.file.names) if planned.class_list is None else list(planned.class_list.names),
        "renamed": dict(planned.changes.renamed),
        "deleted": sorted(planned.changes.deleted),
        "files": len(preview.files) if done is None else done.files,
        "objects_renamed": preview.renamed if done is None else done.renamed,
        "objects_deleted": preview.deleted if done is None else done.deleted,
        "written": done is not None,
        "left_alone": {str(each.path): str(each.reason) for each in left_alone},
        "notes": [str(each) for each in planned.notes],
    }
    return json.dumps(told, ensure_ascii=False)
