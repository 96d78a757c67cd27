"""Names of the commands, and what a feature says of those that it brings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from typing import Protocol


class Need(Flag):
    """What must be there for a command to make sense."""

    NOTHING = 0
    IMAGE = auto()
    FOLDER = auto()
    SELECTION = auto()
    DETECTIONS = auto()
    MODEL = auto()
    BUSY = auto()
    FOLDER_RUN = auto()
    LEARNING = auto()
    SUGGESTION = auto()
    DISAGREEMENT = auto()


class Category(StrEnum):
    """The menus of the menu bar, by name."""

    FILE = "file"
    EDIT = "edit"
    OBJECT = "object"
    IMAGE = "image"
    DETECT = "detect"
    VIEW = "view"
    INSIDE = "inside"
    HELP = "help"


class ActionId(StrEnum):
    """Stable names of the commands."""

    OPEN_FILES = "open_files"
    OPEN_FOLDER = "open_folder"
    OPEN_SAMPLES = "open_samples"
    OPEN_ANNOTATION = "open_annotation"
    ANNOTATION_FOLDER = "annotation_folder"
    SAVE = "save"
    SAVE_AS = "save_as"
    AUTOSAVE = "autosave"
    RESUME = "resume"
    EXPORT = "export"
    IMPORT = "import"
    COMPARE = "compare"
    CLOSE_IMAGE = "close_image"
    DELETE_IMAGE = "delete_image"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    COPY = "copy"
    PASTE = "paste"
    DUPLICATE = "duplicate"
    DELETE = "delete"
    SELECT_ALL = "select_all"
    CANCEL = "cancel"
    DRAW = "draw"
    SELECT = "select"
    PICK = "pick"
    EDIT_LABEL = "edit_label"
    DIFFICULT = "difficult"
    TRUNCATED = "truncated"
    OCCLUDED = "occluded"
    OBJECT_DETAILS = "object_details"
    COMMENT = "comment"
    LOCK_OBJECT = "lock_object"
    HIDE_OBJECT = "hide_object"
    SHOW_HIDDEN = "show_hidden"
    TO_FRONT = "to_front"
    TO_BACK = "to_back"
    SNAP = "snap"
    SNAP_ALL = "snap_all"
    KEEP_DRAWING = "keep_drawing"
    DRAW_ON_EMPTY = "draw_on_empty"
    DRAW_BY_POINTS = "draw_by_points"
    ALIGN = "align"
    CROSSHAIR = "crosshair"
    AUTO_SNAP = "auto_snap"
    TAKE_BEST_CLASS = "take_best_class"
    FIX_PROBLEMS = "fix_problems"
    DATA_SET_CLASSES = "data_set_classes"
    TOGGLE_BOXES = "toggle_boxes"
    SHOW_PROPOSALS = "show_proposals"
    SHOW_ROI_PROJECTIONS = "show_roi_projections"
    SHOW_DETECTIONS = "show_detections"
    SHOW_OBJECTS = "show_objects"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    ZOOM_FIT = "zoom_fit"
    ZOOM_WIDTH = "zoom_width"
    ZOOM_ACTUAL = "zoom_actual"
    KEEP_ZOOM = "keep_zoom"
    BRIGHTNESS = "brightness"
    RESET_BRIGHTNESS = "reset_brightness"
    LOOK = "look"
    MINIMAP = "minimap"
    IMAGE_GRID = "image_grid"
    INSPECTOR = "inspector"
    SEE_INSIDE = "see_inside"
    FADE_STAGES = "fade_stages"
    EXAMPLE = "example"
    EXPORT_PICTURE = "export_picture"
    PHOTO_ONLY = "photo_only"
    FULL_SCREEN = "full_screen"
    RESET_LAYOUT = "reset_layout"
    THEME_SYSTEM = "theme_system"
    THEME_LIGHT = "theme_light"
    THEME_DARK = "theme_dark"
    PREVIOUS_IMAGE = "previous_image"
    NEXT_IMAGE = "next_image"
    PREVIOUS_UNLABELLED = "previous_unlabelled"
    NEXT_UNLABELLED = "next_unlabelled"
    PREVIOUS_UNVERIFIED = "previous_unverified"
    NEXT_UNVERIFIED = "next_unverified"
    REVEAL = "reveal"
    COPY_PATH = "copy_path"
    FIND_IMAGE = "find_image"
    STATISTICS = "statistics"
    ORDER_BY_NAME = "order_by_name"
    ORDER_NEXT = "order_next"
    REVIEW = "review"
    REVIEW_NEXT = "review_next"
    REVIEW_ACCEPT = "review_accept"
    REVIEW_KEEP = "review_keep"
    VERIFY = "verify"
    DETECT = "detect"
    EXPLAIN = "explain"
    DETECT_FOLDER = "detect_folder"
    PAUSE = "pause"
    STOP = "stop"
    AUTO_DETECT = "auto_detect"
    ACCEPT = "accept"
    ACCEPT_ALL = "accept_all"
    LEARN = "learn"
    ACCEPT_AND_NEXT = "accept_and_next"
    SPACE_ACCEPTS = "space_accepts"
    REJECT = "reject"
    SNAP_SUGGESTION = "snap_suggestion"
    SUGGEST_AGAIN = "suggest_again"
    SIMILAR = "similar"
    OTHER_CLASSES = "other_classes"
    ONE_CLASS = "one_class"
    MODEL_INFO = "model_info"
    TRAINING = "training"
    COMMAND_PALETTE = "command_palette"
    SHORTCUTS = "shortcuts"
    KEYS = "keys"
    DIAGNOSTICS = "diagnostics"
    ABOUT = "about"


ALONE = "alone"
"""A switch that goes on and off by itself."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command.

    `icon` is a file name in resources/icons; `keys` are portable key names divided by spaces, the first is
    the one shown; `text` goes into the menu; `tip` says in one sentence what it does; `needs` what must be
    there. `switch`: it can be on or off, `ALONE` or as one of a named group of which exactly one is on.
    `repeats`: holding the key does it again and again, as for walking, zoom and undo; else it acts once.
    """

    id: str
    icon: str
    keys: str
    text: str
    tip: str
    needs: Need = Need.NOTHING
    switch: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class MenuBlock:
    """Rows that stand together in a menu. `place` orders the blocks from top to bottom: those of the same
    ten (10, 11, 12) have no line between them. `category` None: the rows have a menu of their own, `title`.
    """

    category: Category | None
    place: int
    rows: tuple[ActionSpec, ...]
    title: str = ""


class Commands(Protocol):
    """The commands that a feature brings, in the user's language. Each command has one row, and one only."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the rows in the language of now; called once, when the menus are built."""
        ...
