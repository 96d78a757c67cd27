"""The keys of programs that people come from, where such a program has the command too.

Read from their sources: labelImg 1.8.6, labelme 7.1.0, X-AnyLabeling 4.0.2, and CVAT's list of shortcuts.
docs/KEYS.md is the table of what each scheme maps, and a test holds it to this file. Commands that are not
named here keep their own keys, unless a scheme takes one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.key_bindings import Keys

A = ActionId


@dataclass(frozen=True, slots=True)
class Scheme:
    """`keys` are those of the commands that it maps; `title` is what the other program is called."""

    name: str
    title: str
    keys: Mapping[str, Keys]


_COMMON: dict[str, Keys] = {
    A.OPEN_FOLDER: ("Ctrl+U",),
    A.SAVE: ("Ctrl+S",),
    A.SAVE_AS: ("Ctrl+Shift+S",),
    A.CLOSE_IMAGE: ("Ctrl+W",),
    A.QUIT: ("Ctrl+Q",),
    A.SELECT: ("Ctrl+J",),
    A.DELETE: ("Del",),
    A.DUPLICATE: ("Ctrl+D",),
    A.PASTE: ("Ctrl+V",),
    A.EDIT_LABEL: ("Ctrl+E",),
    A.ZOOM_OUT: ("Ctrl+-",),
    A.ZOOM_FIT: ("Ctrl+F",),
    A.ZOOM_WIDTH: ("Ctrl+Shift+F",),
}
"""What labelme and X-AnyLabeling have kept of labelImg."""

OWN = Scheme("own", "frcnn-desktop", {})
LABELIMG = Scheme(
    "labelimg",
    "labelImg",
    {
        **_COMMON,
        A.OPEN_FILES: ("Ctrl+O",),
        A.ANNOTATION_FOLDER: ("Ctrl+R",),
        A.OPEN_ANNOTATION: ("Ctrl+Shift+O",),
        A.DELETE_IMAGE: ("Ctrl+Shift+D",),
        A.NEXT_IMAGE: ("D",),
        A.PREVIOUS_IMAGE: ("A",),
        A.VERIFY: ("Space",),
        A.DRAW: ("W",),
        A.TOGGLE_BOXES: ("Ctrl+H",),
        A.ZOOM_IN: ("Ctrl++",),
        A.ZOOM_ACTUAL: ("Ctrl+=",),
    },
)
LABELME = Scheme(
    "labelme",
    "labelme",
    {
        **_COMMON,
        A.OPEN_FILES: ("Ctrl+O",),
        A.NEXT_IMAGE: ("D", "Ctrl+Shift+D"),
        A.PREVIOUS_IMAGE: ("A", "Ctrl+Shift+A"),
        A.DRAW: ("Ctrl+R",),
        A.COPY: ("Ctrl+C",),
        A.UNDO: ("Ctrl+Z",),
        A.TOGGLE_BOXES: ("T",),
        A.ZOOM_IN: ("Ctrl++", "Ctrl+="),
        A.ZOOM_ACTUAL: ("Ctrl+0",),
    },
)
CVAT = Scheme(
    "cvat",
    "CVAT",
    {
        A.SAVE: ("Ctrl+S",),
        A.UNDO: ("Ctrl+Z",),
        A.REDO: ("Ctrl+Shift+Z", "Ctrl+Y"),
        A.NEXT_IMAGE: ("F",),
        A.PREVIOUS_IMAGE: ("D",),
        A.FIND_IMAGE: ("`",),
        A.DRAW: ("N",),
        A.CANCEL: ("Esc",),
        A.DELETE: ("Del", "Shift+Del"),
        A.COPY: ("Ctrl+C",),
        A.PASTE: ("Ctrl+V",),
        A.SHORTCUTS: ("F1",),
        A.LOCK_OBJECT: ("L",),
        A.HIDE_OBJECT: ("H",),
        A.TO_FRONT: ("=", "+"),
        A.TO_BACK: ("-", "_"),
        **{f"class_{digit}": (f"Ctrl+{digit}",) for digit in range(1, 10)},
    },
)
X_ANYLABELING = Scheme(
    "x-anylabeling",
    "X-AnyLabeling",
    {
        **_COMMON,
        A.OPEN_FILES: ("Ctrl+I",),
        A.DELETE_IMAGE: ("Ctrl+Shift+Del",),
        A.NEXT_IMAGE: ("D",),
        A.PREVIOUS_IMAGE: ("A",),
        A.NEXT_UNVERIFIED: ("Ctrl+Shift+D",),
        A.PREVIOUS_UNVERIFIED: ("Ctrl+Shift+A",),
        A.VERIFY: ("Ctrl+Alt+K",),
        A.DRAW: ("R",),
        A.COPY: ("Ctrl+C",),
        A.UNDO: ("Ctrl+Z",),
        A.TOGGLE_BOXES: ("Ctrl+H",),
        A.ZOOM_IN: ("Ctrl++",),
        A.ZOOM_ACTUAL: ("Ctrl+=",),
        A.HIDE_OBJECT: ("S",),
        A.SHOW_HIDDEN: ("W",),
        A.DETECT: ("I",),
        A.DETECT_FOLDER: ("Ctrl+B",),
    },
)
SCHEMES = (OWN, LABELIMG, LABELME, CVAT, X_ANYLABELING)
