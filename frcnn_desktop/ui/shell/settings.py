"""What the program remembers between runs, typed, in one INI file of its own.

No state of that file prevents the start: a value of the wrong kind counts as absent, and a file that cannot
be parsed is set aside under another name. Every value is JSON text, so nothing is ever unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeGuard

import platformdirs
from PySide6.QtCore import QSettings

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.host.folders import APPLICATION
from frcnn_desktop.ui.kit.theme import ThemeChoice

RECENT_LIMIT = 10
NORMAL_SCORE = 0.5
"""What an annotator wants to see. Evaluation uses 0.05 and keeps what is doubtful."""
_FOLDER_LIMIT = 200


class LeavePolicy(StrEnum):
    """What happens to edits when another image is opened or the window closes."""

    SAVE = "save"
    ASK = "ask"


class Settings:
    """Typed access to the settings file. Reading never raises, writing never raises.

    `path` None: the user's configuration folder. `note` is a sentence for the user when a broken file was
    set aside, else "".
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or platformdirs.user_config_path(APPLICATION) / "settings.ini"
        self.note = ""
        self._store = self._open()

    def _open(self) -> QSettings:
        store = QSettings(str(self._path), QSettings.Format.IniFormat)
        if store.status() is QSettings.Status.FormatError:
            aside = self._path.with_suffix(".broken.ini")
            try:
                self._path.replace(aside)
                self.note = f"The settings could not be read and were set aside as {aside.name}."
            except OSError:
                self.note = f"The settings in {self._path} cannot be read; defaults are used."
            store = QSettings(str(self._path), QSettings.Format.IniFormat)
        return store

    def sync(self) -> None:
        """Write to disk now."""
        self._store.sync()

    # --- window

    @property
    def geometry(self) -> bytes:
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: bytes) -> None:
        self._write("window/geometry", value.hex())

    @property
    def window_state(self) -> bytes:
        return self._bytes("window/state")

    @window_state.setter
    def window_state(self, value: bytes) -> None:
        self._write("window/state", value.hex())

    @property
    def theme(self) -> ThemeChoice:
        value = self._text("window/theme", ThemeChoice.SYSTEM)
        return ThemeChoice(value) if value in set(ThemeChoice) else ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, value: ThemeChoice) -> None:
        self._write("window/theme", str(value))

    @property
    def language(self) -> str:
        """Code of the interface's language; empty: the system's."""
        return self._text("window/language", "")

    @language.setter
    def language(self, value: str) -> None:
        self._write("window/language", value)

    # --- files

    @property
    def recent_folders(self) -> list[Path]:
        """Newest first."""
        return [Path(text) for text in self._texts("files/recent_folders")]

    def add_recent_folder(self, folder: Path) -> None:
        self._write("files/recent_folders", _newest_first(folder, self.recent_folders))

    @property
    def recent_models(self) -> list[Path]:
        """Newest first."""
        return [Path(text) for text in self._texts("files/recent_models")]

    def add_recent_model(self, model: Path) -> None:
        self._write("files/recent_models", _newest_first(model, self.recent_models))

    @property
    def model(self) -> Path | None:
        """The chosen checkpoint; None: the bundled one."""
        text = self._text("files/model", "")
        return Path(text) if text else None

    @model.setter
    def model(self, value: Path | None) -> None:
        self._write("files/model", str(value) if value else "")

    @property
    def leave_policy(self) -> LeavePolicy:
        value = self._text("files/on_leaving", LeavePolicy.SAVE)
        return LeavePolicy(value) if value in set(LeavePolicy) else LeavePolicy.SAVE

    @leave_policy.setter
    def leave_policy(self, value: LeavePolicy) -> None:
        self._write("files/on_leaving", str(value))

    def annotation_folder(self, image_folder: Path) -> Path | None:
        """Return where the XML files of an image folder were said to be; None when nothing was said."""
        text = self._mapping("files/annotation_folders").get(str(image_folder))
        return Path(text) if text else None

    def set_annotation_folder(self, image_folder: Path, folder: Path | None) -> None:
        folders = self._mapping("files/annotation_folders")
        folders.pop(str(image_folder), None)
        if folder is not None:
            folders[str(image_folder)] = str(folder)
        self._write("files/annotation_folders", dict(list(folders.items())[-_FOLDER_LIMIT:]))

    @property
    def class_names(self) -> tuple[str, ...]:
        """The class list of the annotator, in the order of the digit keys."""
        names = dict.fromkeys(name.strip() for name in self._texts("files/class_names"))
        return tuple(name for name in names if name) or VOC_CLASS_NAMES

    @class_names.setter
    def class_names(self, value: Sequence[str]) -> None:
        self._write("files/class_names", list(value))

    def switch(self, name: str) -> bool:
        """Return whether a switch of the menus is on; all are off at first."""
        return self._read(f"switch/{name}") is True

    def set_switch(self, name: str, on: bool) -> None:
        self._write(f"switch/{name}", on)

    # --- detecting

    @property
    def device(self) -> str:
        return self._text("detect/device", "auto")

    @device.setter
    def device(self, value: str) -> None:
        self._write("detect/device", value)

    @property
    def auto_detect(self) -> bool:
        value = self._read("detect/on_opening")
        return value if isinstance(value, bool) else True

    @auto_detect.setter
    def auto_detect(self, value: bool) -> None:
        self._write("detect/on_opening", value)

    @property
    def auto_snap(self) -> bool:
        return self._read("edit/snap_new_boxes") is True

    @auto_snap.setter
    def auto_snap(self, value: bool) -> None:
        self._write("edit/snap_new_boxes", value)

    @property
    def take_best_class(self) -> bool:
        return self._read("edit/take_best_class") is True

    @take_best_class.setter
    def take_best_class(self, value: bool) -> None:
        self._write("edit/take_best_class", value)

    @property
    def filter(self) -> DetectionFilter:
        """Thresholds as they were left; hidden classes are not remembered."""
        normal = DetectionFilter(score_threshold=NORMAL_SCORE)
        count = self._read("detect/max_proposals")
        return DetectionFilter(
            score_threshold=self._fraction("detect/score_threshold", normal.score_threshold),
            nms_iou=self._fraction("detect/nms_iou", normal.nms_iou),
            max_proposals=count if type(count) is int and count > 0 else None,
            class_thresholds=self._class_thresholds(),
            soft_nms=self._read("detect/soft_nms") is True,
            box_voting=self._read("detect/box_voting") is not False,
        )

    @filter.setter
    def filter(self, value: DetectionFilter) -> None:
        self._write("detect/score_threshold", round(value.score_threshold, 4))
        self._write("detect/nms_iou", round(value.nms_iou, 4))
        self._write("detect/max_proposals", value.max_proposals)
        own = {name: round(score, 4) for name, score in value.class_thresholds}
        self._write("detect/class_thresholds", own)
        self._write("detect/soft_nms", value.soft_nms)
        self._write("detect/box_voting", value.box_voting)

    def _class_thresholds(self) -> tuple[tuple[str, float], ...]:
        value = self._read("detect/class_thresholds")
        pairs = value.items() if isinstance(value, Mapping) else ()
        return tuple((name, float(s)) for name, s in pairs if _is_fraction(s))

    # --- training

    @property
    def unfinished_training(self) -> dict[str, Any]:
        """The settings of a run that has begun and not come to its end; {} without one."""
        value = self._read("training/unfinished")
        return dict(value) if isinstance(value, Mapping) else {}

    @unfinished_training.setter
    def unfinished_training(self, value: Mapping[str, Any]) -> None:
        self._write("training/unfinished", dict(value))

    @property
    def fade_stages(self) -> bool:
        """Whether stages of the inside view fade into one another."""
        return self._read("inside/fade") is not False

    @fade_stages.setter
    def fade_stages(self, value: bool) -> None:
        self._write("inside/fade", value)

    # --- plumbing

    def _write(self, key: str, value: object) -> None:
        self._store.setValue(key, json.dumps(value, ensure_ascii=True))

    def _read(self, key: str) -> object:
        text = self._store.value(key)
        if not isinstance(text, str):
            return None
        try:
            return json.loads(text)
        except ValueError:
            return None

    def _text(self, key: str, default: str) -> str:
        value = self._read(key)
        return value if isinstance(value, str) else default

    def _texts(self, key: str) -> list[str]:
        value = self._read(key)
        return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []

    def _mapping(self, key: str) -> dict[str, str]:
        value = self._read(key)
        if not isinstance(value, Mapping):
            return {}
        return {k: v for k, v in value.items() if isinstance(k, str) and isinstance(v, str)}

    def _fraction(self, key: str, default: float) -> float:
        value = self._read(key)
        return float(value) if _is_fraction(value) else default

    def _bytes(self, key: str) -> bytes:
        try:
            return bytes.fromhex(self._text(key, ""))
        except ValueError:
            return b""


def _is_fraction(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _newest_first(newest: Path, others: Sequence[Path]) -> list[str]:
    kept = [str(newest), *(str(path) for path in others if path != newest)]
    return kept[:RECENT_LIMIT]
