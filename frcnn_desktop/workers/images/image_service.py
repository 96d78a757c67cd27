"""Reading images off the GUI thread: the one to show at once, its neighbours and thumbnails behind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.core.file_stamp import Stamp, file_stamp
from frcnn_desktop.core.images import LoadedImage, load_thumbnail
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.locations import annotation_target, find_annotation
from frcnn_desktop.voc.problems import check_against_image
from frcnn_desktop.workers.base.jobs import Call, RequestFailed, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest, Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.images.image_cache import ImageCache
from frcnn_desktop.workers.images.messages import ImageOpened, ThumbnailLoaded

THUMBNAIL_SIDE = 96
_ROOM = 1920, 1080
"""Until it is told how much room there is"""


def open_image(
    cache: ImageCache, path: Path, folder: Path | None, siblings: tuple[Path, ...], call: Call
) -> ImageOpened:
    """Read an image and its annotation, if it has one.

    `folder` is where XML files were chosen to be; `siblings` the images that could claim the same XML file.
    """
    image = cache.load(path)
    found = find_annotation(path, folder, siblings)
    if found is not None:
        annotation = check_against_image(read_annotation(found), image.width, image.height)
        return ImageOpened(call.request_id, image, annotation, found)
    return ImageOpened(call.request_id, image, None, annotation_target(path, folder, siblings))


def _read_ahead(cache: ImageCache, path: Path, call: Call) -> LoadedImage:
    return cache.load_reduced(path, call.token)


def _complete(cache: ImageCache, image: LoadedImage, _call: Call) -> LoadedImage:
    cache.complete(image)
    return image


def _complete_ahead(cache: ImageCache, path: Path, _call: Call) -> None:
    cache.complete(cache.load(path))


def _read_thumbnail(path: Path, known: Stamp | None, _call: Call) -> ThumbnailLoaded | None:
    stamp = file_stamp(path)
    if stamp == known:
        return None
    try:
        return ThumbnailLoaded(path, read_only(load_thumbnail(path, THUMBNAIL_SIDE)), stamp)
    except Exception:  # a list without one picture is still a list
        return ThumbnailLoaded(path, None, stamp)


class ImageService(QObject):
    """Lives in the GUI thread. `open` answers the newest request only; prefetch never delays it."""

    opened = Signal(object)
    """ImageOpened"""
    failed = Signal(object, object)
    """Path, Message"""
    prefetched = Signal(object)
    """LoadedImage"""
    completed = Signal(object)
    """LoadedImage: the one that is open has all of its pixels now"""
    not_completed = Signal(object)
    """Message: why it has not"""
    thumbnail = Signal(object)
    """ThumbnailLoaded"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = ImageCache(room=_ROOM)
        self._path = Path()
        self._threads = (
            WorkerThread("open image", self),
            WorkerThread("prefetch images", self, gives_way=True),
            WorkerThread("thumbnails", self, gives_way=True),
        )
        opening, prefetching, thumbnails = self._threads
        self._opening = Latest(opening)
        self._prefetching, self._thumbnails = Queue(prefetching), Queue(thumbnails)
        self._completing = Latest(prefetching)
        self._opening.succeeded.connect(self._on_opened)
        self._opening.failed.connect(self._on_failed)
        self._prefetching.succeeded.connect(self._on_prefetched)
        self._completing.succeeded.connect(self._on_completed)
        self._completing.failed.connect(self._on_not_completed)
        self._thumbnails.succeeded.connect(self._on_thumbnail)

    @property
    def cache_use(self) -> tuple[int, int]:
        """Bytes of decoded images held, and bytes that may be."""
        return self._cache.used

    def set_cache_limit(self, limit: int) -> None:
        """Hold so many bytes of decoded images from now on."""
        self._cache.set_limit(limit)

    def set_room(self, width: int, height: int) -> None:
        """Decode so much of a large photo, in pixels of the screen, before it is shown; the rest after it."""
        self._cache.room = width, height

    def start(self) -> None:
        """Start all threads before the first image."""
        for thread in self._threads:
            thread.start()

    def open(
        self, path: Path, annotation_folder: Path | None = None, siblings: tuple[Path, ...] = ()
    ) -> None:
        """Read an image and its annotation to show them now; an earlier request is forgotten.

        A corrupt annotation fails the request as a whole: an image never "opens empty" over it.
        """
        self._path = path
        work = partial(open_image, self._cache, path, annotation_folder, siblings)
        self._opening.submit(work, Message("doing.opening_image"))

    def prefetch(self, paths: Iterable[Path], opened: LoadedImage | None = None) -> None:
        """Read these images ahead instead of those asked for before, and complete the one that is open.

        The likeliest comes first, so that the next key finds it; then the open one gets the pixels that it
        does not need to be seen; then come the others, and last of all the pixels of each.
        """
        paths, doing = tuple(paths), Message("doing.reading_ahead")
        read = [partial(_read_ahead, self._cache, path) for path in paths]
        self._prefetching.replace(read[:1], doing)
        self._completing.cancel()
        if opened is not None:
            self._completing.submit(partial(_complete, self._cache, opened), doing)
        for work in (*read[1:], *(partial(_complete_ahead, self._cache, path) for path in paths)):
            self._prefetching.submit(work, doing)

    def request_thumbnail(self, path: Path, known: Stamp | None = None) -> None:
        """Ask for a small picture; `thumbnail` brings it, unless the file is still the `known` one."""
        self._thumbnails.submit(partial(_read_thumbnail, path, known), Message("doing.reading_thumbnail"))

    def shutdown(self) -> None:
        """Give up what is being read and end all threads."""
        for thread in self._threads:
            thread.stop()

    @Slot(object)
    def _on_opened(self, message: RequestSucceeded) -> None:
        self.opened.emit(message.result)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.failed.emit(self._path, message.message)

    @Slot(object)
    def _on_prefetched(self, message: RequestSucceeded) -> None:
        if message.result is not None:
            self.prefetched.emit(message.result)

    @Slot(object)
    def _on_completed(self, message: RequestSucceeded) -> None:
        self.completed.emit(message.result)

    @Slot(object)
    def _on_not_completed(self, message: RequestFailed) -> None:
        self.not_completed.emit(message.message)

    @Slot(object)
    def _on_thumbnail(self, message: RequestSucceeded) -> None:
        if message.result is not None:
            self.thumbnail.emit(message.result)
