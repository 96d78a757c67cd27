"""Comparing annotators: choosing folders, the window, keeping decisions, and the merge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message, listed
from frcnn_desktop.curation.merging import Merged
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.compare.compare_text import CompareText
from frcnn_desktop.ui.compare.compare_window import CompareWindow
from frcnn_desktop.ui.compare.walk import ConflictWalk
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import BannerAction, MessageKind
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.workers.tasks.compare_service import Compared, ComparedImages, CompareService

KEY = "comparison"


class CompareControl(QObject):
    """Neither folder is ever written. Every decision is kept at once: closing the window loses none."""

    def __init__(self, context: Context, service: CompareService, images: ComparedImages) -> None:
        super().__init__(context.shell)
        self._shell, self._workspace = context.shell, Workspace.of(context)
        self._service, self._images = service, images
        self._text = CompareText(self)
        self._window: CompareWindow | None = None
        service.compared.connect(self._on_compared)
        service.merged.connect(self._on_merged)
        service.progress.connect(self._on_progress)
        service.failed.connect(self._on_failed)
        service.cancelled.connect(self._on_cancelled)
        images.succeeded.connect(self._on_image)
        images.failed.connect(self._on_no_image)

    def open(self) -> None:
        """Ask for the folders of both; the open one is the first."""
        if self._service.busy:
            return
        paths = self._workspace.paths
        here = paths[0].parent if paths else None
        a = here or self._shell.prompts.folder(self.tr("Folder of annotator A"), None)
        if a is None:
            return
        b = self._shell.prompts.folder(self.tr("Folder of annotator B"), a.parent)
        if b is not None:
            self._workspace.leave(partial(self._compare, a, b))

    def _compare(self, a: Path, b: Path) -> None:
        self._shell.clear(KEY)
        text = self.tr("Comparing {a} and {b}").format(a=a.name, b=b.name)
        self._shell.jobs.begin(KEY, text, self._service.cancel)
        self._service.compare(a, b)

    @Slot(object)
    def _on_compared(self, compared: Compared) -> None:
        self._shell.jobs.end(KEY)
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
        window = CompareWindow(ConflictWalk(compared.comparison, compared.decisions), self._shell.owner)
        window.image_wanted.connect(self._images.load)
        window.decided.connect(self._keep)
        window.merge_wanted.connect(self._merge)
        self._window = window
        window.show()
        window.begin()
        note = listed(compared.comparison.notes)
        if note is not None:
            self._shell.notify(MessageKind.INFO, note, key=KEY)

    @Slot()
    def _keep(self) -> None:
        if self._window is not None:
            walk = self._window.walk
            self._images.keep(walk.comparison, walk.decisions)

    @Slot(object)
    def _on_image(self, image: LoadedImage | None) -> None:
        window = self._window
        if window is not None and image is not None and image.path == window.walk.image.image:
            window.form.view.set_image(image)
            window.show_conflict()

    @Slot(object)
    def _on_no_image(self, message: Message) -> None:
        self._tell(MessageKind.WARNING, in_language(message))

    @Slot()
    def _merge(self) -> None:
        window = self._window
        if window is None or self._service.busy:
            return
        walk = window.walk
        a = walk.comparison.a.root
        parent = self._shell.prompts.folder(self.tr("Where the merged folder goes"), a.parent)
        if parent is None:
            return
        target = _free(parent / f"{a.name}-{walk.comparison.b.root.name}-merged")
        window.set_merging(True)
        text = self.tr("Merging into {name}").format(name=target.name)
        window.tell(text)
        self._shell.jobs.begin(KEY, text, self._service.cancel)
        self._service.merge(walk.comparison, walk.decisions, target)

    @Slot(object)
    def _on_merged(self, done: Merged) -> None:
        self._end()
        begin = (self.tr("Open it"), partial(self._workspace.open_paths, [done.destination]))
        kind = MessageKind.WARNING if done.left_out else MessageKind.INFO
        self._tell(kind, self._text.merged(done), [begin])

    @Slot(object, object)
    def _on_progress(self, done: int, total: int) -> None:
        self._shell.jobs.progress(KEY, done, total)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._end()
        self._tell(MessageKind.ERROR, in_language(message))

    @Slot()
    def _on_cancelled(self) -> None:
        self._end()

    def _tell(self, kind: MessageKind, text: str, buttons: Sequence[BannerAction] = ()) -> None:
        self._shell.notify(kind, text, buttons, key=KEY)
        if self._window is not None:
            self._window.tell(text)

    def _end(self) -> None:
        self._shell.jobs.end(KEY)
        if self._window is not None:
            self._window.set_merging(False)


def _free(path: Path) -> Path:
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.name}-{number}")
        number += 1
    return free
