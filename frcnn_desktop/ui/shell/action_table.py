"""The one table of commands. Whatever a person can tell the program to do has a row here, and only here.

The keys are labelImg's where labelImg has one, and those of most programs elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.inside.walk.rows import InsideRows
from frcnn_desktop.ui.shell.action_ids import (
    CLASS_KEYS,
    ActionId,
    ActionSpec,
    Category,
    MenuSpec,
    Need,
    class_action_id,
)

A, Row = ActionId, ActionSpec
Rows = tuple[ActionSpec | None, ...]


class ActionTable(QObject):
    """Holds the rows, in menu order and in the user's language."""

    def menus(self) -> tuple[MenuSpec, ...]:
        """Return every menu of the menu bar, left to right."""
        return (
            MenuSpec(Category.FILE, self.tr("&File"), self._open_rows() + self._save_rows()),
            MenuSpec(Category.EDIT, self.tr("&Edit"), self._edit_rows()),
            MenuSpec(Category.OBJECT, self.tr("&Object"), self._object_rows()),
            MenuSpec(Category.IMAGE, self.tr("&Image"), self._image_rows()),
            MenuSpec(Category.DETECT, self.tr("&Detect"), self._detect_rows()),
            MenuSpec(
                Category.VIEW, self.tr("&View"), self._layer_rows() + self._zoom_rows() + self._window_rows()
            ),
            InsideRows(self).menu(),
            MenuSpec(Category.HELP, self.tr("&Help"), self._help_rows()),
        )

    def class_rows(self) -> tuple[ActionSpec, ...]:
        """Return the commands behind the digit keys, which have a menu of their own inside Object."""
        text = self.tr("Class {digit}")
        tip = self.tr("Give the selected objects class {digit}; without a selection, use it for the next box")
        return tuple(
            Row(class_action_id(n), "", str(n), text.format(digit=n), tip.format(digit=n))
            for n in range(1, CLASS_KEYS + 1)
        )

    def _open_rows(self) -> Rows:
        tr = self.tr
        return (
            Row(A.OPEN_FILES, "image", "Ctrl+O", tr("&Open images…"), tr("Open one or more images")),
            Row(A.OPEN_FOLDER, "folder-open", "Ctrl+U", tr("Open &folder…"), tr("Open a folder of images")),
            Row(A.OPEN_SAMPLES, "images", "", tr("Open sa&mples"), tr("Open the photos that come with it")),
            None,
            Row(
                A.ANNOTATION_FOLDER, "folder-input", "Ctrl+R", tr("&Annotation folder…"),
                tr("Choose where the XML files of this image folder are read and saved"), Need.IMAGE,
            ),
            Row(
                A.OPEN_ANNOTATION, "file-text", "Ctrl+Shift+O", tr("Open a&nnotation…"),
                tr("Read the annotation of this image from another XML file"), Need.IMAGE,
            ),
            None,
        )  # fmt: skip

    def _save_rows(self) -> Rows:
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
                checkable=True,
            ),
            None,
            Row(
                A.EXPORT, "layers", "Ctrl+Shift+E", tr("E&xport VOC data set…"),
                tr("Write images, annotations and splits into a new VOC folder"), Need.FOLDER,
            ),
            None,
            Row(A.CLOSE_IMAGE, "x", "Ctrl+W", tr("&Close image"), tr("Close the open image"), Need.IMAGE),
            Row(
                A.DELETE_IMAGE, "trash-2", "Ctrl+Shift+D", tr("Move image to &trash…"),
                tr("Move the image and its annotation to the trash, after asking"), Need.IMAGE,
            ),
            None,
            Row(A.QUIT, "log-out", "Ctrl+Q", tr("&Quit"), tr("Close the program")),
        )  # fmt: skip

    def _edit_rows(self) -> Rows:
        tr, one, image = self.tr, Need.SELECTION, Need.IMAGE
        return (
            Row(A.UNDO, "undo-2", "Ctrl+Z", tr("&Undo"), tr("Take back the last edit")),
            Row(A.REDO, "redo-2", "Ctrl+Shift+Z Ctrl+Y", tr("&Redo"), tr("Make the edit again")),
            None,
            Row(A.COPY, "copy", "Ctrl+C", tr("&Copy"), tr("Copy the selected objects"), one),
            Row(
                A.PASTE, "clipboard-paste", "Ctrl+V", tr("&Paste"),
                tr("Paste the copied objects; with none copied, those of the previous image"), image,
            ),
            Row(
                A.DUPLICATE, "copy-plus", "Ctrl+D", tr("D&uplicate"), tr("Duplicate the selection"), one,
            ),
            Row(A.DELETE, "trash-2", "Del Backspace", tr("&Delete"), tr("Delete the selected objects"), one),
            None,
            Row(A.SELECT_ALL, "list-checks", "Ctrl+A", tr("Select &all"), tr("Select every object"), image),
            Row(
                A.CANCEL, "", "Esc", tr("Ca&ncel"),
                tr("Give up the gesture; again to leave drawing; again to select nothing"),
            ),
        )  # fmt: skip

    def _object_rows(self) -> Rows:
        tr, one, image = self.tr, Need.SELECTION, Need.IMAGE
        return (
            Row(
                A.DRAW, "square-plus", "W", tr("&Draw box"), tr("Draw a new box by dragging"), image,
                checkable=True, group="mode",
            ),
            Row(
                A.SELECT, "mouse-pointer-2", "Ctrl+J", tr("&Select and move"),
                tr("Select, move and resize boxes"), image, checkable=True, group="mode",
            ),
            Row(
                A.PICK, "square-dashed-mouse-pointer", "P", tr("&Pick a proposal"),
                tr("Point at a proposal, turn the wheel for the next one, and click to make it an object"),
                image | Need.MODEL, checkable=True, group="mode",
            ),
            Row(
                A.KEEP_DRAWING, "", "", tr("&Keep drawing"),
                tr("Stay ready to draw after a box, until Esc"), checkable=True,
            ),
            Row(
                A.DRAW_ON_EMPTY, "", "", tr("Draw wit&hout a key"),
                tr("Dragging beside all objects draws a box instead of selecting"), checkable=True,
            ),
            None,
            Row(
                A.EDIT_LABEL, "pencil", "Ctrl+E", tr("&Edit label…"),
                tr("Change the class of the selected objects"), one,
            ),
            Row(
                A.DIFFICULT, "circle-dashed", "X", tr("D&ifficult"),
                tr("Mark the selected objects as difficult: training and scoring leave them out"), one,
                checkable=True,
            ),
            Row(
                A.TRUNCATED, "scissors", "T", tr("&Truncated"),
                tr("Mark the selected objects as reaching beyond the picture"), one, checkable=True,
            ),
            None,
            Row(
                A.SNAP, "magnet", "S", tr("S&nap to object"),
                tr("Tighten the selected boxes with the detector's box regression"), one | Need.MODEL,
            ),
            Row(
                A.SNAP_ALL, "", "Shift+S", tr("Snap a&ll"),
                tr("Tighten every box of the image"), image | Need.MODEL,
            ),
            Row(
                A.AUTO_SNAP, "", "", tr("Snap &new boxes"),
                tr("Tighten every box as soon as it is drawn and has a class"), checkable=True,
            ),
            Row(
                A.TAKE_BEST_CLASS, "", "", tr("Take the &best class when it is clear"),
                tr("Give a new box its class without asking when the detector is sure of it"), checkable=True,
            ),
            None,
            Row(
                A.FIX_PROBLEMS, "wrench", "", tr("&Fix annotation problems…"),
                tr("See what is wrong in this XML file and put it right"), image,
            ),
        )  # fmt: skip

    def _image_rows(self) -> Rows:
        tr, folder = self.tr, Need.FOLDER
        return (
            Row(A.PREVIOUS_IMAGE, "chevron-left", "A", tr("&Previous"), tr("Open the image before"), folder),
            Row(A.NEXT_IMAGE, "chevron-right", "D", tr("&Next"), tr("Open the next image"), folder),
            Row(
                A.PREVIOUS_UNLABELLED, "chevrons-left", "Shift+A", tr("Previous &unlabelled"),
                tr("Open the nearest image before this one that has no annotation"), folder,
            ),
            Row(
                A.NEXT_UNLABELLED, "chevrons-right", "Shift+D", tr("Next un&labelled"),
                tr("Open the nearest image after this one that has no annotation"), folder,
            ),
            Row(
                A.PREVIOUS_UNVERIFIED, "", "Shift+N", tr("P&revious not verified"),
                tr("Open the nearest image before this one that nobody has verified"), folder,
            ),
            Row(
                A.NEXT_UNVERIFIED, "", "N", tr("Next n&ot verified"),
                tr("Open the nearest image after this one that nobody has verified"), folder,
            ),
            None,
            Row(A.FIND_IMAGE, "search", "Ctrl+G", tr("&Find image…"), tr("Filter the image list"), folder),
            None,
            Row(
                A.VERIFY, "badge-check", "Space", tr("&Verified"),
                tr("Mark this image as checked by a person, and save"), Need.IMAGE, checkable=True,
            ),
        )  # fmt: skip

    def _detect_rows(self) -> Rows:
        tr, found = self.tr, Need.DETECTIONS
        return (
            Row(
                A.DETECT, "scan-search", "I", tr("&Detect"), tr("Run Fast R-CNN on this image"),
                Need.IMAGE | Need.MODEL,
            ),
            Row(
                A.EXPLAIN, "circle-help", "E", tr("&Explain this place"),
                tr("Tell what the detector thinks of the place under the cursor, and why"),
                Need.IMAGE | Need.MODEL,
            ),
            Row(
                A.DETECT_FOLDER, "images", "Ctrl+B", tr("Detect &folder"),
                tr("Run Fast R-CNN on every image of the list in the background; annotations stay untouched"),
                Need.FOLDER | Need.MODEL,
            ),
            Row(
                A.PAUSE, "pause", "", tr("&Pause"), tr("Pause the detection of the folder, or go on"),
                Need.FOLDER_RUN, checkable=True,
            ),
            Row(A.STOP, "square", "Ctrl+.", tr("&Stop"), tr("Stop what is running"), Need.BUSY),
            Row(
                A.AUTO_DETECT, "", "", tr("Detect when an image is &opened"),
                tr("Run Fast R-CNN on every image that is opened"), checkable=True,
            ),
            None,
            Row(
                A.ACCEPT, "check", "Return Enter", tr("&Accept"),
                tr("Turn the selected detection, or the best one left, into an object"), found,
            ),
            Row(
                A.ACCEPT_ALL, "check-check", "Ctrl+Shift+A", tr("Accept a&ll"),
                tr("Turn every detection above the score threshold into an object"), found,
            ),
            None,
            Row(
                A.TRAINING, "trending-up", "Ctrl+T", tr("&Train a model…"),
                tr("Teach the detector your own boxes, in the background"), checkable=True,
            ),
            Row(
                A.MODEL_INFO, "info", "Ctrl+I", tr("Model &information…"),
                tr("Show the classes, licence and facts of the model"), Need.MODEL,
            ),
        )  # fmt: skip

    def _layer_rows(self) -> Rows:
        tr = self.tr
        return (
            Row(
                A.TOGGLE_BOXES, "eye", "H Ctrl+H", tr("Show &boxes"), tr("Hide or show all layers at once"),
                checkable=True,
            ),
            Row(A.SHOW_PROPOSALS, "", "Ctrl+1", tr("&Proposals"), tr("Show proposals"), checkable=True),
            Row(
                A.SHOW_ROI_PROJECTIONS, "", "Ctrl+2", tr("&RoI projections"),
                tr("Show the feature map cells that each RoI covers"), checkable=True,
            ),
            Row(A.SHOW_DETECTIONS, "", "Ctrl+3", tr("De&tections"), tr("Show detections"), checkable=True),
            Row(A.SHOW_OBJECTS, "", "Ctrl+4", tr("&Objects"), tr("Show objects"), checkable=True),
            None,
        )  # fmt: skip

    def _zoom_rows(self) -> Rows:
        tr, image = self.tr, Need.IMAGE
        return (
            Row(A.ZOOM_IN, "zoom-in", "Ctrl++ Ctrl+=", tr("Zoom &in"), tr("Show the photo larger"), image),
            Row(A.ZOOM_OUT, "zoom-out", "Ctrl+-", tr("Zoom &out"), tr("Show the photo smaller"), image),
            Row(A.ZOOM_FIT, "maximize", "Ctrl+F", tr("&Fit"), tr("Show the whole photo"), image),
            Row(
                A.ZOOM_WIDTH, "move-horizontal", "Ctrl+Shift+F", tr("Fit &width"),
                tr("Show the photo as wide as the canvas"), image,
            ),
            Row(A.ZOOM_ACTUAL, "", "Ctrl+0", tr("&Actual size"), tr("One image pixel on one pixel"), image),
            Row(
                A.KEEP_ZOOM, "", "", tr("&Keep the zoom"),
                tr("Show the next image at the same zoom and place"), checkable=True,
            ),
            None,
        )  # fmt: skip

    def _window_rows(self) -> Rows:
        tr = self.tr
        return (
            InsideRows(self).see_inside(),
            Row(
                A.INSPECTOR, "microscope", "Ctrl+Shift+I", tr("RoI insp&ector"),
                tr("See how the detector looks at one box: projection, pooling, scores, NMS"), checkable=True,
            ),
            Row(
                A.PHOTO_ONLY, "expand", "Shift+F11", tr("Photo o&nly"), tr("Hide or show all panels"),
                checkable=True,
            ),
            Row(A.FULL_SCREEN, "", "F11", tr("Full &screen"), tr("Fill the whole screen"), checkable=True),
            Row(A.RESET_LAYOUT, "panels-top-left", "", tr("&Reset panels"), tr("Put every panel back")),
            None,
            Row(
                A.THEME_SYSTEM, "monitor", "", tr("Theme of the s&ystem"),
                tr("Light or dark, as the system is set"), checkable=True, group="theme",
            ),
            Row(A.THEME_LIGHT, "sun", "", tr("&Light"), tr("Always light"), checkable=True, group="theme"),
            Row(A.THEME_DARK, "moon", "", tr("Dar&k"), tr("Always dark"), checkable=True, group="theme"),
        )  # fmt: skip

    def _help_rows(self) -> Rows:
        tr = self.tr
        return (
            Row(A.SHORTCUTS, "keyboard", "F1", tr("&Keyboard and mouse"), tr("List every key and gesture")),
            Row(
                A.DIAGNOSTICS,
                "gauge",
                "",
                tr("&Diagnostics…"),
                tr("Show versions, device, caches and threads, and copy them for a report"),
            ),
            Row(A.ABOUT, "info", "", tr("&About"), tr("Version and licences")),
        )
