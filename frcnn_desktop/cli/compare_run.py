"""The running half of `compare`."""

from __future__ import annotations

import argparse
import json

from frcnn_desktop.cli.columns import columns_of, filled
from frcnn_desktop.cli.progress import counting_bar
from frcnn_desktop.cli.stopping import stop_token
from frcnn_desktop.cli.terminal import say
from frcnn_desktop.core.counted import counted
from frcnn_desktop.curation.agreement import Agreement, agreement_of
from frcnn_desktop.curation.comparison import Comparison, ImageComparison, compare_folders
from frcnn_desktop.curation.conflicts import Choice
from frcnn_desktop.curation.decisions import Decisions, decisions_path, read_decisions
from frcnn_desktop.curation.merging import Merged, MergeWishes, merge, open_conflicts

_HEAD = ("", "a", "b", "agreed", "F1", "mean IoU", "kappa")


def run(args: argparse.Namespace) -> int:
    """Print tables or JSON, of the merge too. Returns 1 where merging left a file out."""
    with stop_token() as token:
        with counting_bar("comparing") as report:
            comparison = compare_folders(
                args.a, args.b, args.base,
                least_iou=args.iou, close=args.close, progress=report, token=token,
            )  # fmt: skip
        decisions = read_decisions(decisions_path(args.a, args.b))
        merged = None
        if not args.json:
            say(*_tables(comparison, decisions, args.images))
        if args.merge is not None:
            wishes = MergeWishes(Choice(args.undecided) if args.undecided else None)
            with counting_bar("merging") as report:
                merged = merge(comparison, decisions, args.merge, wishes, progress=report, token=token)
    if args.json:
        say(json.dumps(_as_json(comparison, decisions, merged), ensure_ascii=False))
    elif merged is not None:
        say(*_outcome(merged))
    return 1 if merged is not None and merged.left_out else 0


def _tables(comparison: Comparison, decisions: Decisions, most: int) -> list[str]:
    both, agreement = comparison.in_both, comparison.agreement
    rows = [_row("all", agreement), *(_row(name, each) for name, each in comparison.by_class.items())]
    lines = [f"{counted(len(both), '{count} image', '{count} images')} in both", *_aligned([_HEAD, *rows])]
    differing = [each for each in both if each.conflicts]
    if differing[:most]:
        head = ("image", "conflicts", *_HEAD[1:])
        shown = [
            (each.key, str(len(each.conflicts)), *_row("", agreement_of([each.matched]))[1:])
            for each in differing[:most]
        ]
        lines += ["", *_aligned([head, *shown])]
    conflicts = sum(len(each.conflicts) for each in both)
    still_open = open_conflicts(comparison, decisions)
    images = counted(len(differing), "{count} image", "{count} images", count=f"{len(differing):,}")
    lines.append(f"conflicts: {conflicts:,}, in {images}; {still_open:,} undecided")
    lines += [f"note: {note}" for note in comparison.notes]
    return lines + [f"cannot be read: {each.path}: {each.reason}" for each in comparison.unread]


def _row(name: str, each: Agreement) -> tuple[str, ...]:
    figures = (_figure(each.f1), _figure(each.mean_iou), _figure(each.kappa))
    return (name, f"{each.first:,}", f"{each.second:,}", f"{each.agreed:,}", *figures)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    width = max(columns_of(row[0]) for row in rows)
    return [filled(row[0], width) + "".join(f"{cell:>10}" for cell in row[1:]) for row in rows]


def _outcome(merged: Merged) -> list[str]:
    taken = ", ".join(f"{choice} {count:,}" for choice, count in merged.chosen.items() if count)
    lines = [f"left out: {each.path}: {each.reason}" for each in merged.left_out]
    files = counted(merged.files, "{count} file", "{count} files")
    return [*lines, f"{files} written to {merged.destination}" + (f"; taken: {taken}" if taken else "")]


def _as_json(comparison: Comparison, decisions: Decisions, merged: Merged | None) -> dict[str, object]:
    return {
        "images_in_both": len(comparison.in_both),
        "all": comparison.agreement.to_dict(),
        "classes": {name: each.to_dict() for name, each in comparison.by_class.items()},
        "images": {each.key: _image_as_json(each) for each in comparison.in_both},
        "undecided": open_conflicts(comparison, decisions),
        "notes": [str(note) for note in comparison.notes],
        "unread": {str(each.path): str(each.reason) for each in comparison.unread},
        "merged": None if merged is None else {
            "destination": str(merged.destination),
            "files": merged.files,
            "chosen": {str(choice): count for choice, count in merged.chosen.items()},
            "left_out": {str(each.path): str(each.reason) for each in merged.left_out},
        },
    }  # fmt: skip


def _image_as_json(image: ImageComparison) -> dict[str, object]:
    kinds = [str(each.kind) for each in image.conflicts]
    return {**agreement_of([image.matched]).to_dict(), "conflicts": kinds}
