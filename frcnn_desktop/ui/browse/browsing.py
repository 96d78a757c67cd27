"""The image list and the commands that open, close, save and walk, on top of the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.provenance import Maker, Origin, Place, origin_since, place_of
from frcnn_desktop.host.samples import sample_folder
from frcnn_desktop.search.facts import ObjectFacts
from frcnn_desktop.ui.browse.catalogue import Walk
from frcnn_desktop.ui.browse.empty_state import EmptyState
from frcnn_desktop.ui.browse.image_facts import learn_annotation, learn_day, learn_summaries
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.images import to_qimage
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.workers.images.folder_service import FolderService
from frcnn_desktop.workers.images.messages import AnnotationSummary, ThumbnailLoaded

A = ActionId


class BrowsingControl(QObject):
    """Keeps window, list and workspace in step, and says in the banner what went wrong and what to do."""

    def __init__(
        self,
        context: Context,
        workspace: Workspace,
        images: ImageListPanel,
        empty_page: EmptyState,
        folders: FolderService,
    ) -> None:
        super().__init__(context.shell)
        self._shell, self._actions, self._workspace = context.shell, context.actions, workspace
        self._session, self._settings, self._canvas = context.session, context.settings, context.canvas
        self._frame, self._images, self._list = context.shell.frame, context.services.images, images
        self._empty = empty_page
        self._opened: Path | None = None
        self._origins, self._record = context.values.origins, dict[Place, Origin]()
        self._told: set[Message] = set()
        self._frame.paths_dropped.connect(workspace.open_paths)
        self._empty.recent_chosen.connect(self._open_recent)
        self._empty.set_recent_folders(self._settings.recent_folders)
        self._list.image_chosen.connect(workspace.open_image)
        self._list.thumbnails_wanted.connect(self._on_thumbnails_wanted)
        self._images.thumbnail.connect(self._on_thumbnail)
        self._images.not_completed.connect(self._on_not_completed)
        folders.touched.connect(self._list.model.doubt_thumbnails)
        if isinstance(application := QApplication.instance(), QApplication):
            # To the model itself, which Qt disconnects when the window is gone; the application stays.
            application.applicationStateChanged.connect(self._list.model.on_application_state)
        folders.summarised.connect(self._on_summarised)
        folders.failed.connect(self._on_folder_failed)
        workspace.paths_changed.connect(self._on_paths)
        workspace.current_changed.connect(self._on_current)
        workspace.loading.connect(self._on_loading)
        workspace.open_failed.connect(self._on_open_failed)
        workspace.nothing_found.connect(self._on_nothing_found)
        workspace.import_failed.connect(self._on_folder_failed)
        workspace.saved.connect(self._on_saved)
        self._session.image_changed.connect(self._on_image)
        self._session.annotation_changed.connect(self._show_state)
        self._session.dirty_changed.connect(self._show_title)
        self._bind_commands()

    def _bind_commands(self) -> None:
        for name, command in (
            (A.OPEN_FILES, self._open_files),
            (A.OPEN_FOLDER, self._open_folder),
            (A.OPEN_SAMPLES, self.open_samples),
            (A.ANNOTATION_FOLDER, self._choose_annotation_folder),
            (A.OPEN_ANNOTATION, self._open_annotation),
            (A.CLOSE_IMAGE, self._workspace.close_image),
            (A.DELETE_IMAGE, self._delete_image),
            (A.PREVIOUS_IMAGE, partial(self._workspace.walk, -1)),
            (A.NEXT_IMAGE, partial(self._workspace.walk, 1)),
            (A.PREVIOUS_UNLABELLED, partial(self._workspace.walk, -1, Walk.UNLABELLED)),
            (A.NEXT_UNLABELLED, partial(self._workspace.walk, 1, Walk.UNLABELLED)),
            (A.PREVIOUS_UNVERIFIED, partial(self._workspace.walk, -1, Walk.UNVERIFIED)),
            (A.NEXT_UNVERIFIED, partial(self._workspace.walk, 1, Walk.UNVERIFIED)),
        ):
            self._actions.bind(name, command)

    @Slot()
    def open_samples(self) -> None:
        """Open the photos that come with the program."""
        self._workspace.open_paths([sample_folder()])

    def _open_files(self) -> None:
        self._workspace.open_paths(self._shell.prompts.images(self._start_folder()))

    def _open_folder(self) -> None:
        folder = self._shell.prompts.folder(self.tr("Open a folder of images"), self._start_folder())
        if folder is not None:
            self._workspace.open_paths([folder])

    def _open_recent(self, folder: Path) -> None:
        self._workspace.open_paths([folder])

    def _start_folder(self) -> Path | None:
        current = self._workspace.current
        recent = self._settings.recent_folders
        return current.parent if current else (recent[0] if recent else None)

    def _choose_annotation_folder(self) -> None:
        folder = self._shell.prompts.folder(self.tr("Folder of the XML files"), self._start_folder())
        if folder is not None:
            self._workspace.choose_annotation_folder(folder)

    def _open_annotation(self) -> None:
        path = self._shell.prompts.annotation_to_open(self._start_folder())
        if path is not None:
            self._workspace.import_annotation(path)

    def _delete_image(self) -> None:
        from PySide6.QtCore import QFile

        image = self._workspace.current
        if image is None:
            return
        annotation = self._session.annotation_path
        paths = [image] + ([annotation] if annotation and annotation.exists() else [])
        if not self._shell.prompts.moving_to_trash(paths):
            return
        kept = [path for path in paths if not QFile.moveToTrash(str(path))]
        if image not in kept:
            self._workspace.forget(image)
        if kept:
            names = ", ".join(path.name for path in kept)
            text = self.tr("{names} could not be moved to the trash. Delete it in the file manager.")
            self._say(MessageKind.ERROR, text.format(names=names))

    def _say(self, kind: MessageKind, text: str | Message, key: str = "") -> None:
        self._shell.notify(kind, text, key=key)

    @Slot(list)
    def _on_paths(self, paths: list[Path]) -> None:
        self._actions.set_available(Need.FOLDER, bool(paths))
        self._empty.set_recent_folders(self._settings.recent_folders)

    @Slot(object)
    def _on_loading(self, path: Path) -> None:
        if self._session.image is None:
            self._empty.show_loading(self.tr("Opening {name}…").format(name=path.name))

    @Slot(object)
    def _on_current(self, path: Path | None) -> None:
        if path != self._opened:
            self._opened = path
            self._say_note()
        self._shell.clear("open")
        if path is not None:
            self._frame.show_photo()
            self._canvas.paint_now()
        else:
            self._empty.show_empty()
            self._frame.show_empty_page()
        self._canvas.paint_first.then(self._follow)

    def _follow(self) -> None:
        self._actions.set_available(Need.IMAGE, self._workspace.current is not None)
        self._show_title()

    def _say_note(self) -> None:
        image = self._session.image
        if image is not None and image.note and image.note not in self._told:
            # Once is enough: a whole folder may be of one kind.
            self._told.add(image.note)
            self._shell.notify(MessageKind.INFO, image.note, key="note of image", about=image.path)

    @Slot(object, object)
    def _on_open_failed(self, path: Path, reason: Message) -> None:
        self._empty.show_error(self.tr("{name} cannot be opened").format(name=path.name), reason)
        self._frame.show_empty_page()

    @Slot(object, object)
    def _on_nothing_found(self, path: Path | None, reason: Message | None) -> None:
        title = self.tr("No images there")
        advice = self.tr("Choose a folder with JPEG, PNG, WebP, TIFF or BMP files.")
        if path is not None and reason is not None and self._workspace.paths:
            # The list stays open, whatever was dropped on it.
            self._say(MessageKind.ERROR, reason, key="open")
        elif path is not None and reason is not None:
            others = [folder for folder in self._settings.recent_folders if folder != path]
            self._empty.set_recent_folders(others)
            text = self.tr("{name} cannot be opened").format(name=path.name)
            self._empty.show_error(text, reason, offers_recent=True)
            self._frame.show_empty_page()
        elif self._session.image is None:
            self._empty.show_nothing_found(title, advice)
            self._frame.show_empty_page()
        else:
            self._say(MessageKind.WARNING, f"{title}. {advice}", key="open")

    @Slot(object)
    def _on_folder_failed(self, message: Message) -> None:
        self._say(MessageKind.ERROR, message)

    @Slot(object)
    def _on_not_completed(self, reason: Message) -> None:
        self._say(MessageKind.ERROR, reason, key="open")

    @Slot()
    def _show_title(self) -> None:
        self._frame.set_document(self._workspace.current, self._session.dirty)

    @Slot()
    def _on_image(self) -> None:
        self._origins.open(self._session.objects)
        image = self._session.image
        entry = self._workspace.catalogue.entry(image.path) if image is not None else None
        self._record = _record_of(entry.found if entry is not None else ())

    @Slot()
    def _show_state(self) -> None:
        annotation, path = self._session.annotation, self._workspace.current
        if annotation is not None and path is not None:
            learn_annotation(self._workspace.catalogue, path, annotation, self._maker_of)

    def _maker_of(self, item: ObjectAnnotation) -> Maker | None:
        origin = origin_since(self._origins.of(item), self._record)
        return origin.maker if origin else None

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._show_state()
        learn_day(self._workspace.catalogue, path, date.today())

    @Slot(object)
    def _on_summarised(self, summaries: tuple[AnnotationSummary, ...]) -> None:
        current = self._workspace.current
        # What is open knows better than what was read from disk a moment ago.
        others = (summary for summary in summaries if summary.path != current)
        learn_summaries(self._workspace.catalogue, others)
        opened = next((summary for summary in summaries if summary.path == current), None)
        if opened is not None:
            # But who made its boxes is told by the disk alone.
            self._record = _record_of(opened.objects or ())
            self._show_state()
            learn_day(self._workspace.catalogue, opened.path, opened.saved)

    @Slot(list)
    def _on_thumbnails_wanted(self, paths: list[Path]) -> None:
        for path in paths:
            self._images.request_thumbnail(path, self._list.model.thumbnail_stamp(path))

    @Slot(object)
    def _on_thumbnail(self, message: ThumbnailLoaded) -> None:
        if message.rgb is not None:
            self._list.model.set_thumbnail(message.path, to_qimage(message.rgb), message.stamp)


def _record_of(objects: Iterable[ObjectFacts]) -> dict[Place, Origin]:
    return {place_of(each.name, each.box): Origin(each.maker) for each in objects if each.maker is not None}
