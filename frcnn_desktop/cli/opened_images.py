"""Reading the images of jobs, wherever they are; those on servers are fetched ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from frcnn_desktop.cli.image_jobs import ImageJob
from frcnn_desktop.core.images import LoadedImage, load_image
from frcnn_desktop.core.made_ahead import made_ahead
from frcnn_desktop.core.urls import url_parts
from frcnn_desktop.host.remote_images import RemoteImages

Ahead: TypeAlias = "Iterable[tuple[ImageJob, Callable[[], LoadedImage]]]"
_FETCHING_AT_ONCE = 4


class ImageOpener:
    """Opens images of paths and addresses."""

    def __init__(self, jobs: Sequence[ImageJob]) -> None:
        """Raises MissingPackageError where an address needs what is not installed."""
        self._remote: RemoteImages | None = None
        urls = {job.image.partition(":")[0]: job.image for job in jobs if job.remote}
        if urls:
            self._remote = RemoteImages()
            for url in urls.values():
                self._remote.require(url)

    @contextmanager
    def ahead(self, jobs: Iterable[ImageJob]) -> Iterator[Ahead]:
        """Give each job with a function that returns its image, or raises ImageLoadError.

        Where any is on a server, a few are fetched ahead.
        """
        if self._remote is None:
            yield ((job, partial(load_image, job.image)) for job in jobs)
            return
        with closing(made_ahead(partial(_path_of, self._remote), jobs, _FETCHING_AT_ONCE)) as fetched:
            yield ((job, partial(_loaded, job, path)) for job, path in fetched)


def _path_of(remote: RemoteImages, job: ImageJob) -> Path:
    return remote.fetch(job.image) if job.remote else Path(job.image)


def _loaded(job: ImageJob, path: Callable[[], Path]) -> LoadedImage:
    image = load_image(path())
    return replace(image, path=Path(*url_parts(job.image))) if job.remote else image
