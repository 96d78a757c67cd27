"""What programs that ended with unsaved edits have left."""

from __future__ import annotations

from pathlib import Path

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.images import content_key_of
from frcnn_desktop.host.folders import state_folder
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.voc.unsaved_edits import edits_of
from frcnn_desktop.workers.tasks.journal import FILE_NAME, Journal
from support.composed import Composed


def kept() -> list[Path]:
    return list(state_folder("unsaved").glob(f"*/{FILE_NAME}"))


def plant(photo: Path, target: Path, *mine: ObjectAnnotation) -> None:
    """Leave the journal of a program that died with these objects unsaved."""
    base = read_annotation(target)
    edited = base.with_objects((*base.objects, *mine))
    journal = Journal()
    journal.keep(edits_of((photo, content_key_of(photo)), target, edited, (base, target.read_bytes()), 1e9))
    journal.close()


def start(window: Composed) -> None:
    with window.qtbot.waitSignal(window.app.feature(BrowseFeature).services.recovery.found):
        window.app.start()
