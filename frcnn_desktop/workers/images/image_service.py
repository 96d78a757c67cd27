"""Reading images off the GUI thread: the one to show at once, its neighbours and thumbnails behind."""

from __future__ import annotations

import itertools
import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from frcnn_desktop.core.images import LoadedImage, load_image, load_thumbnail
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.locations import annotation_target, find_annotation
from frcnn_desktop.voc.problems import check_against_image
from frcnn_desktop.workers.base.lifecycle import WorkerThread
from frcnn_desktop.workers.base.messages import (
    ImageOpened,
    ImagePrefetched,
    OpenRequest,
    RequestFailed,
    ThumbnailLoaded,
)
from frcnn_desktop.workers.detect.inference_worker import failure_text

CACHE_BYTES = 256 * 2**20
THUMBNAIL_SIDE = 96


class ImageCache:
    """Decoded images, least recently used out first, bounded in bytes. Thread-safe.

    An entry counts only while the file's size and time of change are those it was read with.
    """

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._images: OrderedDict[Path, tuple[tuple[int, int], LoadedImage]] = OrderedDict()

    def load(self, path: Path) -> LoadedImage:
        """Return the image, decoding it if need be. Raises ImageLoadError."""
        stamp = _stamp(path)
        with self._lock:
            entry = self._images.get(path)
            if entry is not None and entry[0] == stamp:
                self._images.move_to_end(path)
                return entry[1]
        image = load_image(path)
        with self._lock:
            self._images[path] = (stamp, image)
            self._images.move_to_end(path)
            while len(self._images) > 1 and self._bytes() > self._limit:
                self._images.popitem(last=False)
        return image

    @property
    def used(self) -> tuple[int, int]:
        """Bytes held and bytes that may be."""
        with self._lock:
            return self._bytes(), self._limit

    def set_limit(self, limit: int) -> None:
        """From the next image on hold so many bytes."""
        self._limit = limit

    def _bytes(self) -> int:
        return sum(image.rgb.nbytes for _, image in self._images.values())


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


class ImageWorker(QObject):
    """Reads images; `newest` lets it skip what nobody waits for any more."""

    finished = Signal(object)

    def __init__(self, cache: ImageCache) -> None:
        super().__init__()
        self._cache = cache
        self.newest = 0

    @Slot(object)
    def open(self, request: OpenRequest) -> None:
        if request.request_id < self.newest:
            return
        try:
            self.finished.emit(self._read(request))
        except Exception as error:  # an exception that leaves a slot would be lost
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "Opening the image")))

    @Slot(object)
    def prefetch(self, request: OpenRequest) -> None:
        if request.request_id < self.newest:
            return
        try:
            self.finished.emit(ImagePrefetched(request.request_id, self._cache.load(request.path)))
        except Exception as error:  # as above
            self.finished.emit(RequestFailed(request.request_id, failure_text(error, "Reading ahead")))

    def _read(self, request: OpenRequest) -> ImageOpened:
        image = self._cache.load(request.path)
        found = find_annotation(request.path, request.annotation_folder, request.siblings)
        if found is not None:
            annotation = check_against_image(read_annotation(found), image.width, image.height)
            return ImageOpened(request.request_id, image, annotation, found)
        target = annotation_target(request.path, request.annotation_folder, request.siblings)
        return ImageOpened(request.request_id, image, None, target)


class ThumbnailWorker(QObject):
    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.stopped = False

    @Slot(object)
    def load(self, path: Path) -> None:
        if self.stopped:
            return
        try:
            self.finished.emit(ThumbnailLoaded(path, load_thumbnail(path, THUMBNAIL_SIDE)))
        except Exception:  # a list without one picture is still a list
            self.finished.emit(ThumbnailLoaded(path, None))


class ImageService(QObject):
    """Lives in the GUI thread. `open` answers the newest request only; prefetch never delays it."""

    opened = Signal(object)
    """ImageOpened"""
    failed = Signal(object, str)
    """Path, sentence for the user"""
    prefetched = Signal(object)
    """LoadedImage"""
    thumbnail = Signal(object)
    """ThumbnailLoaded"""

    _open_posted = Signal(object)
    _prefetch_posted = Signal(object)
    _thumbnail_posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache = ImageCache()
        self._ids = itertools.count(1)
        self._open_request: OpenRequest | None = None
        self._opener = ImageWorker(cache)
        self._prefetcher = ImageWorker(cache)
        self._thumbnailer = ThumbnailWorker()
        self._threads = (
            WorkerThread(self._opener, "open image", self),
            WorkerThread(self._prefetcher, "prefetch images", self),
            WorkerThread(self._thumbnailer, "thumbnails", self),
        )
        self._open_posted.connect(self._opener.open)
        self._prefetch_posted.connect(self._prefetcher.prefetch)
        self._thumbnail_posted.connect(self._thumbnailer.load)
        self._opener.finished.connect(self._on_opened)
        self._prefetcher.finished.connect(self._on_prefetched)
        self._thumbnailer.finished.connect(self._on_thumbnail)

    @property
    def cache_use(self) -> tuple[int, int]:
        """Bytes of decoded images held, and bytes that may be."""
        return self._cache.used

    def set_cache_limit(self, limit: int) -> None:
        """Hold so many bytes of decoded images from now on."""
        self._cache.set_limit(limit)

    def start(self) -> None:
        first, *others = self._threads
        first.start()
        for thread in others:
            thread.start(QThread.Priority.LowPriority)

    def open(
        self, path: Path, annotation_folder: Path | None = None, siblings: tuple[Path, ...] = ()
    ) -> None:
        """Read an image and its annotation to show them now; an earlier request is forgotten.

        A corrupt annotation fails the request as a whole: an image never "opens empty" over it.
        """
        self._open_request = OpenRequest(next(self._ids), path, annotation_folder, siblings)
        self._opener.newest = self._open_request.request_id
        self._open_posted.emit(self._open_request)

    def prefetch(self, paths: Iterable[Path]) -> None:
        """Read these images ahead instead of those asked for before."""
        requests = [OpenRequest(next(self._ids), path) for path in paths]
        if requests:
            self._prefetcher.newest = requests[0].request_id
        for request in requests:
            self._prefetch_posted.emit(request)

    def request_thumbnail(self, path: Path) -> None:
        """Ask for a small picture; `thumbnail` brings it."""
        self._thumbnail_posted.emit(path)

    def shutdown(self) -> None:
        self._open_request = None
        # Set directly, like a cancel token: `quit` still runs what is already posted.
        self._opener.newest = self._prefetcher.newest = next(self._ids)
        self._thumbnailer.stopped = True
        for thread in self._threads:
            thread.stop()

    @Slot(object)
    def _on_opened(self, message: ImageOpened | RequestFailed) -> None:
        request = self._open_request
        if request is None or message.request_id != request.request_id:
            return
        self._open_request = None
        if isinstance(message, ImageOpened):
            self.opened.emit(message)
        else:
            self.failed.emit(request.path, message.message)

    @Slot(object)
    def _on_prefetched(self, message: ImagePrefetched | RequestFailed) -> None:
        if isinstance(message, ImagePrefetched):
            self.prefetched.emit(message.image)

    @Slot(object)
    def _on_thumbnail(self, message: ThumbnailLoaded) -> None:
        self.thumbnail.emit(message)
