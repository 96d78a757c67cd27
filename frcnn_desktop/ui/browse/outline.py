"""The commands of opening, saving and walking through images."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionId, ActionSpec, Category, MenuBlock, Need

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec, ...]


class BrowseCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return opening, annotation files, saving, leaving, walking, finding and verifying."""
        return (
            MenuBlock(Category.VIEW, 28, self._grid()),
            MenuBlock(Category.FILE, 10, self._open()),
            MenuBlock(Category.FILE, 20, self._annotations()),
            MenuBlock(Category.FILE, 30, self._save()),
            MenuBlock(Category.FILE, 50, self._leave()),
            MenuBlock(Category.FILE, 59, self._resume()),
            MenuBlock(Category.IMAGE, 10, self._walk()),
            MenuBlock(Category.IMAGE, 20, self._find()),
            MenuBlock(Category.IMAGE, 21, self._files()),
            MenuBlock(Category.IMAGE, 30, self._verify()),
        )

    def _open(self) -> Rows:
        tr = self.tr
        return (
            Row(A.OPEN_FILES, "image", "Ctrl+O", tr("&Open images…"), tr("Open one or more images")),
            Row(A.OPEN_FOLDER, "folder-open", "Ctrl+U", tr("Open &folder…"), tr("Open a folder of images")),
            Row(A.OPEN_SAMPLES, "images", "", tr("Open sa&mples"), tr("Open the photos that come with it")),
        )  # fmt: skip

    def _annotations(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.ANNOTATION_FOLDER, "folder-input", "Ctrl+R", tr("&Annotation folder…"),
                tr("Choose where the XML files of this image folder are read and saved"), Need.IMAGE,
            ),
            Row(
                A.OPEN_ANNOTATION, "file-text", "Ctrl+Shift+O", tr("Open a&nnotation…"),
                tr("Read the annotation of this image from another XML file"), Need.IMAGE,
            ),
        )  # fmt: skip

    def _save(self) -> Rows:
        tr = self.tr
        return (
            Row(A.SAVE, "save", "Ctrl+S", tr("&Save"), tr("Save the annotation as VOC XML"), Need.IMAGE),
            Row(
                A.SAVE_AS, "save-all", "Ctrl+Shift+S", tr("Save &as…"),
                tr("Save the annotation under another name"), Need.IMAGE,
            ),
            Row(
                A.AUTOSAVE, "", "", tr("Save when &leaving an image"),
                tr("Save edits without asking when another image is opened or the window closes"),
                switch=ALONE,
            ),
        )  # fmt: skip

    def _leave(self) -> Rows:
        tr = self.tr
        return (
            Row(A.CLOSE_IMAGE, "x", "Ctrl+W", tr("&Close image"), tr("Close the open image"), Need.IMAGE),
            Row(
                A.DELETE_IMAGE, "trash-2", "Ctrl+Shift+D", tr("Move image to &trash…"),
                tr("Move the image and its annotation to the trash, after asking"), Need.IMAGE,
            ),
        )  # fmt: skip

    def _resume(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.RESUME, "", "", tr("Open at the start what &was open"),
                tr("Begin where the program was closed: folder, image, filter, zoom and place"), switch=ALONE,
            ),
        )  # fmt: skip

    def _walk(self) -> Rows:
        tr, folder = self.tr, Need.FOLDER
        return (
            Row(
                A.PREVIOUS_IMAGE, "chevron-left", "A", tr("&Previous"),
                tr("Open the previous image"), folder, repeats=True,
            ),
            Row(
                A.NEXT_IMAGE, "chevron-right", "D", tr("&Next"),
                tr("Open the next image"), folder, repeats=True,
            ),
            Row(
                A.PREVIOUS_UNLABELLED, "chevrons-left", "Shift+A", tr("Previous &unlabelled"),
                tr("Open the nearest image before this one that has no annotation"), folder, repeats=True,
            ),
            Row(
                A.NEXT_UNLABELLED, "chevrons-right", "Shift+D", tr("Next un&labelled"),
                tr("Open the nearest image after this one that has no annotation"), folder, repeats=True,
            ),
            Row(
                A.PREVIOUS_UNVERIFIED, "", "Shift+N", tr("P&revious not verified"),
                tr("Open the nearest image before this one that nobody has verified"), folder, repeats=True,
            ),
            Row(
                A.NEXT_UNVERIFIED, "", "N", tr("Next n&ot verified"),
                tr("Open the nearest image after this one that nobody has verified"), folder, repeats=True,
            ),
        )  # fmt: skip

    def _find(self) -> Rows:
        tr, folder = self.tr, Need.FOLDER
        return (
            Row(A.FIND_IMAGE, "search", "Ctrl+G", tr("&Find image…"), tr("Filter the image list"), folder),
        )  # fmt: skip

    def _grid(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.IMAGE_GRID, "layout-grid", "Ctrl+Shift+G", tr("Image &grid"),
                tr("Show the image list as a grid of thumbnails"), switch=ALONE,
            ),
        )  # fmt: skip

    def _files(self) -> Rows:
        tr, folder = self.tr, Need.FOLDER
        return (
            Row(
                A.REVEAL, "folder-open", "", tr("&Reveal in file manager"),
                tr("Show the selected image files in their folder"), folder,
            ),
            Row(
                A.COPY_PATH, "clipboard-copy", "", tr("&Copy path"),
                tr("Copy where the selected image files are, a line for each"), folder,
            ),
        )  # fmt: skip

    def _verify(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.VERIFY, "badge-check", "Space", tr("&Verified"),
                tr("Mark this image as checked by a person, and save"), Need.IMAGE, switch=ALONE,
            ),
        )  # fmt: skip


OUTLINE = Outline(20, feature_beside(__name__, "BrowseFeature"), (BrowseCommands,), first=True)
