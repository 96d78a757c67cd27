"""Writing many files that others may have written meanwhile, several at once.

Flushing a file to the disk is what takes the time; a file system flushes together what is asked for together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.errors import AnnotationChangedError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.edit_journal import FileChange
from frcnn_desktop.curation.guarded_file import content_of, replace_known

THREADS = 16


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A file that stays as it is, and why."""

    path: Path
    reason: Message


def write_batch(batch: Sequence[FileChange], written: list[FileChange], left_alone: list[LeftAlone]) -> None:
    """Write a batch. Raises the first failure, after all of the batch has ended."""
    failures: list[BaseException] = []
    for change, failure in _at_once(batch, _put_new):
        if failure is None:
            written.append(change)
        elif isinstance(failure, AnnotationChangedError):
            left_alone.append(LeftAlone(change.path, failure.message))
        else:
            failures.append(failure)
    if failures:
        raise failures[0]


def restore_batch(batch: Sequence[FileChange], changed: list[LeftAlone], failed: list[LeftAlone]) -> int:
    """Put old bytes back where the new ones are. Returns in how many files."""
    restored = 0
    for change, failure in _at_once(batch, _put_old):
        name = change.path.name
        if failure is None:
            restored += 1
        elif isinstance(failure, AnnotationChangedError):
            changed.append(LeftAlone(change.path, Message("edit.changed_since", name=name)))
        elif isinstance(failure, OSError):
            reason = Message("file.not_written", name=name, reason=reason_of(failure))
            failed.append(LeftAlone(change.path, reason))
        elif not isinstance(failure, _AsBefore):
            raise failure
    return restored


class _AsBefore(Exception):  # noqa: N818 - nothing is wrong
    """The old bytes are there already."""


def _put_new(change: FileChange) -> None:
    replace_known(change.path, change.old, change.new)


def _put_old(change: FileChange) -> None:
    if content_of(change.path) == change.old:
        raise _AsBefore
    replace_known(change.path, change.new, change.old)


def _at_once(
    batch: Sequence[FileChange], work: Callable[[FileChange], None]
) -> Iterator[tuple[FileChange, BaseException | None]]:
    """Do something to many files at once: the disk flushes them together, which is what takes the time."""
    with ThreadPoolExecutor(THREADS, "edit") as pool:
        futures = [pool.submit(work, change) for change in batch]
    for change, future in zip(batch, futures, strict=True):
        yield change, future.exception()
