"""Exporting a VOC data set off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.export import ExportItem, ExportOptions, ExportReport, export_devkit
from frcnn_desktop.voc.locations import Siblings, find_annotation
from frcnn_desktop.workers.base.task_service import Progress, TaskService


class ExportService(TaskService):
    """Lives in the GUI thread. `succeeded` brings an ExportReport, `progress` images done and in all.

    `cancelled` comes when the half-made folder is gone.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("export", parent)

    def export(
        self,
        images: tuple[Path, ...],
        destination: Path,
        options: ExportOptions,
        *,
        siblings: tuple[Path, ...],
        annotation_folders: Mapping[Path, Path],
    ) -> None:
        """Begin to export `images` to `destination`, a folder that does not exist yet; one at a time.

        `siblings` are all images of the list, `annotation_folders` maps a folder of images to where its XML
        files were chosen to be: both decide which annotation belongs to which image.
        """
        folders = dict(annotation_folders)

        def work(progress: Progress, token: CancelToken) -> ExportReport:
            items = export_items(images, siblings, folders, token)
            return export_devkit(items, destination, options, progress=progress, token=token)

        self.run(work, Message("doing.exporting"))


def export_items(
    images: tuple[Path, ...], listed: tuple[Path, ...], folders: Mapping[Path, Path], token: CancelToken
) -> list[ExportItem]:
    """Return images with their annotations, see `ExportService.export`. Raises Cancelled."""
    siblings, items = Siblings(listed, lambda image: folders.get(image.parent)), []
    for image in images:
        token.raise_if_cancelled()
        folder = folders.get(image.parent)
        items.append(ExportItem(image, find_annotation(image, folder, siblings.of(image))))
    return items
