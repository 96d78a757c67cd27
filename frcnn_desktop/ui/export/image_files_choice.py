"""What becomes of image files when a data set is written."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from frcnn_desktop.formats.output import ImageFiles


class ImageFilesChoice(QComboBox):
    """A choice of ImageFiles; ask `choice`."""

    def __init__(self, chosen: ImageFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(self.tr("Link: the same files under a second name, no space needed"), ImageFiles.LINK)
        self.addItem(self.tr("Copy: files of their own"), ImageFiles.COPY)
        self.addItem(self.tr("Leave out: annotations alone"), ImageFiles.NONE)
        self.setCurrentIndex(self.findData(chosen))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Image files"))
        self.setToolTip(
            self.tr("A program that changes a linked image in place changes both. Other disks need copies")
        )

    @property
    def choice(self) -> ImageFiles:
        """What was chosen."""
        return self.currentData()
