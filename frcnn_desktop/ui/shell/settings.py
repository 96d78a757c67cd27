"""What the program remembers between runs: one table of typed fields over a file of plain values.

No state of that file prevents the start, and nothing in it can become an object: see `settings_file`.
"""

from __future__ import annotations

import threading
from enum import StrEnum
from pathlib import Path

import platformdirs

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.host.folders import APPLICATION
from frcnn_desktop.ui.kit.theme import ThemeChoice
from frcnn_desktop.ui.shell.setting_fields import (
    COUNT,
    FLAG,
    FRACTION,
    FRACTIONS,
    LISTS,
    NAMES,
    PATH,
    PLAIN,
    TEXT,
    Field,
    blob,
    folder_map,
    number,
    one_of,
    paths,
)
from frcnn_desktop.ui.shell.settings_file import SettingsFile

RECENT_LIMIT = 10
NORMAL_SCORE = 0.5
"""What an annotator wants to see. Evaluation uses 0.05 and keeps what is doubtful."""
_FOLDER_LIMIT = 200
_SEARCH_LIMIT = 100
_CLASS_LIMIT = 10_000
_WRITING_DELAY = 0.5
_NORMAL = DetectionFilter(score_threshold=NORMAL_SCORE)


class LeavePolicy(StrEnum):
    """What happens to edits when another image is opened or the window closes."""

    SAVE = "save"
    ASK = "ask"


class Settings:
    """Typed access to the settings file. Reading never raises, writing never raises.

    `path` None: the user's configuration folder. What is set is written soon after, in a thread of its own,
    or at `sync`. `note` tells the user when a broken file was set aside, else None.
    """

    geometry = Field("window/geometry", b"", blob(4 * 2**10))
    window_state = Field("window/state", b"", blob(64 * 2**10))
    theme = Field("window/theme", ThemeChoice.SYSTEM, one_of(ThemeChoice))
    language = Field("window/language", "", TEXT)
    """Code of the interface's language; empty: the system's."""
    keep_zoom = Field("switch/keep_zoom", False, FLAG)
    keep_drawing = Field("switch/keep_drawing", False, FLAG)
    draw_on_empty = Field("switch/draw_on_empty", False, FLAG)
    draw_by_points = Field("switch/draw_by_points", False, FLAG)
    align = Field("switch/align", False, FLAG)
    minimap = Field("switch/minimap", True, FLAG)
    image_grid = Field("switch/image_grid", False, FLAG)
    crosshair = Field("switch/crosshair", True, FLAG)
    fade_stages = Field("inside/fade", True, FLAG)
    """Whether stages of the inside view fade into one another."""

    keys = Field[dict[str, tuple[str, ...]]]("keys/changed", {}, LISTS)
    """Keys of the commands that have others than their rows say, see `key_bindings`."""

    resume = Field("files/resume", True, FLAG)
    """Whether the program opens at its start what was open when it was closed."""
    last_place = Field("files/last_place", {}, PLAIN)
    """What was open when the program was closed, see `browse.last_place`."""
    resuming = Field("files/resuming", False, FLAG)
    """Whether a start has begun to open that, and has not come to its end."""
    recent_folders = Field[tuple[Path, ...]]("files/recent_folders", (), paths(RECENT_LIMIT))
    """Newest first, as the models."""
    recent_models = Field[tuple[Path, ...]]("files/recent_models", (), paths(RECENT_LIMIT))
    model = Field[Path | None]("files/model", None, PATH)
    """The chosen checkpoint; None: the bundled one."""
    leave_policy = Field("files/on_leaving", LeavePolicy.SAVE, one_of(LeavePolicy))
    class_names = Field("files/class_names", VOC_CLASS_NAMES, NAMES)
    """The class list of the annotator, in the order of the digit keys."""
    class_colours = Field[dict[str, str]]("files/class_colours", {}, folder_map(_CLASS_LIMIT))
    """Colours that a person gave to classes, as #rrggbb by name."""
    class_lists = Field[tuple[Path, ...]]("files/class_lists", (), paths(_FOLDER_LIMIT))
    """Lists of data sets that are written whenever their classes are changed in the window."""
    _annotation_folders = Field[dict[str, str]]("files/annotation_folders", {}, folder_map(_FOLDER_LIMIT))

    line_width = Field("view/line_width", 2.0, number(0.5, 20))
    label_size = Field("view/label_size", 1.0, number(0.3, 5))
    box_fill = Field("view/box_fill", 0.0, FRACTION)
    _view_tones = Field[dict[str, str]]("view/tones", {}, folder_map(_FOLDER_LIMIT))
    searches = Field[dict[str, str]]("files/searches", {}, folder_map(_SEARCH_LIMIT))
    """Saved searches: what was typed, by name."""

    learn = Field("learn/on", False, FLAG)
    learn_offered = Field("learn/offered", False, FLAG)
    """Whether a person was asked if the program shall learn."""
    space_accepts = Field("learn/space_accepts", True, FLAG)

    order_next = Field("learn/order_next", False, FLAG)
    """Whether the image list is in the order of what to label next."""

    device = Field("detect/device", "auto", TEXT)
    auto_detect = Field("detect/on_opening", True, FLAG)
    auto_snap = Field("edit/snap_new_boxes", False, FLAG)
    take_best_class = Field("edit/take_best_class", False, FLAG)
    _score_threshold = Field("detect/score_threshold", _NORMAL.score_threshold, FRACTION)
    _nms_iou = Field("detect/nms_iou", _NORMAL.nms_iou, FRACTION)
    _max_proposals = Field[int | None]("detect/max_proposals", None, COUNT)
    _class_thresholds = Field[tuple[tuple[str, float], ...]]("detect/class_thresholds", (), FRACTIONS)
    _soft_nms = Field("detect/soft_nms", False, FLAG)
    _box_voting = Field("detect/box_voting", True, FLAG)

    unfinished_training = Field("training/unfinished", {}, PLAIN)
    """The settings of a run that has begun and not come to its end; {} without one."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = SettingsFile(path or platformdirs.user_config_path(APPLICATION) / "settings.json")
        self._lock, self._saving = threading.Lock(), threading.Lock()
        self._writing: threading.Timer | None = None
        self._values, is_old = self._file.load()
        self._changed = dict(self._values) if is_old else {}
        self.note = self._file.note
        if is_old:
            self._write_later()

    # --- composed values

    @property
    def filter(self) -> DetectionFilter:
        """Thresholds as they were left; hidden classes are not remembered."""
        return DetectionFilter(
            score_threshold=self._score_threshold,
            nms_iou=self._nms_iou,
            max_proposals=self._max_proposals,
            class_thresholds=self._class_thresholds,
            soft_nms=self._soft_nms,
            box_voting=self._box_voting,
        )

    @filter.setter  # noqa: A003 - the property itself
    def filter(self, value: DetectionFilter) -> None:
        self._score_threshold, self._nms_iou = value.score_threshold, value.nms_iou
        self._max_proposals, self._class_thresholds = value.max_proposals, value.class_thresholds
        self._soft_nms, self._box_voting = value.soft_nms, value.box_voting

    def add_recent_folder(self, folder: Path) -> None:
        """Put a folder first; if it was further down, it moves."""
        self.recent_folders = _newest_first(folder, self.recent_folders)

    def add_recent_model(self, model: Path) -> None:
        """Put a checkpoint first; if it was further down, it moves."""
        self.recent_models = _newest_first(model, self.recent_models)

    def annotation_folder(self, image_folder: Path) -> Path | None:
        """Return where the XML files of an image folder were said to be; None when nothing was said."""
        text = self._annotation_folders.get(str(image_folder))
        return Path(text) if text else None

    def set_annotation_folder(self, image_folder: Path, folder: Path | None) -> None:
        """Remember where the annotations of an image folder are; None: forget it."""
        folders = {key: text for key, text in self._annotation_folders.items() if key != str(image_folder)}
        if folder is not None:
            folders[str(image_folder)] = str(folder)
        self._annotation_folders = folders

    def view_tone(self, image_folder: Path) -> str:
        """Return how the images of a folder were last shown, as text; "" for as they are."""
        return self._view_tones.get(str(image_folder), "")

    def set_view_tone(self, image_folder: Path, tone: str) -> None:
        """Remember how the photos of a folder are shown; "": forget it."""
        tones = {key: text for key, text in self._view_tones.items() if key != str(image_folder)}
        self._view_tones = {**tones, str(image_folder): tone} if tone else tones

    # --- plain values

    def plain(self, key: str) -> object:
        """Return the value of a key as it stands in the file; None where there is none."""
        return self._values.get(key)

    def set_plain(self, key: str, value: object) -> None:
        """Change a value now and the file soon after; any thread may call it."""
        with self._lock:
            self._values[key] = self._changed[key] = value
        self._write_later()

    def sync(self) -> None:
        """Write to disk now."""
        with self._saving:
            with self._lock:
                if self._writing is not None:
                    self._writing.cancel()
                    self._writing = None
                changed, self._changed = self._changed, {}
            # Outside the lock: whoever sets a value meanwhile does not wait for the disk.
            if changed and not self._file.save(changed):
                with self._lock:
                    self._changed = {**changed, **self._changed}

    def _write_later(self) -> None:
        # Not in the caller's thread: a slider changes its setting many times a second, and disks are slow.
        with self._lock:
            if self._writing is None:
                self._writing = threading.Timer(_WRITING_DELAY, self.sync)
                self._writing.daemon = True
                self._writing.start()


def _newest_first(newest: Path, others: tuple[Path, ...]) -> tuple[Path, ...]:
    return (newest, *(path for path in others if path != newest))[:RECENT_LIMIT]
