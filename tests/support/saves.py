"""Saving as the window does, and waiting for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop

from frcnn_desktop.core.errors import AnnotationChangedError, AnnotationWriteError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.document.save_job import SaveRefused
from frcnn_desktop.ui.document.store import DocumentStore


def saved(workspace: Workspace) -> bool:
    """Save the open annotation and say whether that worked."""
    loop, outcome = QEventLoop(), list[bool]()

    def end(worked: bool) -> None:
        outcome.append(worked)
        loop.quit()

    workspace.save(lambda: end(True), lambda: end(False))
    if not outcome:
        loop.exec()
    return outcome[0]


def save(session: DocumentStore, path: Path | None = None) -> Path:
    """Save at once, to another file if `path` says so. Raises what the save ran into."""
    job = session.save_job(path)
    if job is None:
        raise AnnotationWriteError(verbatim("no image is open"))
    result = job.write()
    if isinstance(result, SaveRefused):
        raise (AnnotationChangedError if result.conflict else AnnotationWriteError)(result.message)
    session.take_saved(job, result)
    return job.path
