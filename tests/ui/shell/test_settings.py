"""What is remembered, that no state of the file prevents the start, and that none of it becomes an object."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.ui.kit.theme import ThemeChoice
from frcnn_desktop.ui.shell.settings import NORMAL_SCORE, RECENT_LIMIT, LeavePolicy, Settings
from frcnn_desktop.ui.shell.settings_file import MAX_BYTES

OLD_FILE = r"""[window]
theme="\"dark\""
geometry="\"00ff\""
state=@ByteArray(\0\0\0\xff)

[files]
class_names="[\"\\uac15\\uc544\\uc9c0\", \"dog, brown\", \"100%\", \"a;b\", \"back\\\\slash\"]"
on_leaving="\"ask\""
annotation_folders="{\"/photos\": \"/labels\"}"
recent_folders=@Variant(\0\0\0\x7f\0\0\0\x18PySide::PyObjectWrapper\0\0\0\0\x30\x80\x4\x95%)

[detect]
score_threshold=0.42
on_opening=false
max_proposals=300

[switch]
keep_zoom=true
"""
"""As Qt wrote it; the names of classes are Korean, commas and backslashes are escaped."""


def _reopened(settings: Settings, path: Path) -> Settings:
    settings.sync()
    return Settings(path)


def test_that_everything_comes_back_as_it_was_set(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    first = Settings(path)
    first.geometry, first.window_state = b"\x00\xffgeometry", b"state"
    first.theme = ThemeChoice.DARK
    first.leave_policy = LeavePolicy.ASK
    first.class_names = ("강아지", "dog, brown", "100%", "a;b")
    first.device, first.auto_detect, first.model = "cuda", False, Path("/models/mine.safetensors")
    first.filter = DetectionFilter(score_threshold=0.42, nms_iou=0.5, max_proposals=300)
    first.keep_zoom = True
    first.add_recent_folder(Path("/photos/여름 휴가"))
    first.set_annotation_folder(Path("/photos"), Path("/labels"))
    again = _reopened(first, path)
    assert (again.geometry, again.window_state) == (b"\x00\xffgeometry", b"state")
    assert again.theme is ThemeChoice.DARK
    assert again.leave_policy is LeavePolicy.ASK
    assert again.class_names == ("강아지", "dog, brown", "100%", "a;b")
    assert (again.device, again.auto_detect) == ("cuda", False)
    assert again.model == Path("/models/mine.safetensors")
    assert again.filter == DetectionFilter(score_threshold=0.42, nms_iou=0.5, max_proposals=300)
    assert (again.keep_zoom, again.keep_drawing) == (True, False)
    assert again.recent_folders == (Path("/photos/여름 휴가"),)
    assert again.annotation_folder(Path("/photos")) == Path("/labels")
    assert again.note is None


def test_that_an_empty_file_gives_sensible_values(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json")
    assert settings.leave_policy is LeavePolicy.SAVE
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.class_names == VOC_CLASS_NAMES
    assert settings.filter == DetectionFilter(score_threshold=NORMAL_SCORE)
    assert settings.model is None
    assert settings.auto_detect
    assert settings.unfinished_training == {}


def test_that_recent_folders_are_newest_first_each_once_and_few(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json")
    for number in range(RECENT_LIMIT + 5):
        settings.add_recent_folder(Path(f"/f{number}"))
    settings.add_recent_folder(Path("/f9"))
    assert settings.recent_folders[0] == Path("/f9")
    assert len(settings.recent_folders) == len(set(settings.recent_folders)) == RECENT_LIMIT


def test_that_an_annotation_folder_can_be_forgotten(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json")
    settings.set_annotation_folder(Path("/photos"), Path("/labels"))
    settings.set_annotation_folder(Path("/photos"), None)
    assert settings.annotation_folder(Path("/photos")) is None


def test_that_what_is_set_is_written_without_being_asked(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    Settings(path).theme = ThemeChoice.DARK
    deadline = time.monotonic() + 20
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert Settings(path).theme is ThemeChoice.DARK


def test_that_two_windows_keep_what_the_other_one_has_set(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    one, other = Settings(path), Settings(path)
    one.theme, other.device = ThemeChoice.DARK, "cpu"
    one.sync()
    other.sync()
    again = Settings(path)
    assert (again.theme, again.device) == (ThemeChoice.DARK, "cpu")


def test_that_values_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text('{"window/theme": "dark", "later/thing": [1, 2]}')
    settings = Settings(path)
    settings.device = "cpu"
    settings.sync()
    assert json.loads(path.read_text()) == {
        "window/theme": "dark", "later/thing": [1, 2], "detect/device": "cpu",
    }  # fmt: skip


def test_that_a_file_of_the_last_version_is_taken_over_without_its_objects(tmp_path: Path) -> None:
    (tmp_path / "s.ini").write_text(OLD_FILE)
    settings = _reopened(Settings(tmp_path / "s.json"), tmp_path / "s.json")
    assert settings.theme is ThemeChoice.DARK
    assert settings.geometry == b"\x00\xff"
    assert settings.window_state == b""
    assert settings.class_names == ("강아지", "dog, brown", "100%", "a;b", "back\\slash")
    assert settings.leave_policy is LeavePolicy.ASK
    assert settings.annotation_folder(Path("/photos")) == Path("/labels")
    assert settings.recent_folders == ()
    assert settings.filter == DetectionFilter(score_threshold=0.42, max_proposals=300)
    assert (settings.auto_detect, settings.keep_zoom) == (False, True)


BROKEN = [
    b"no JSON\n[[[\x00\x01\xff",
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b"[]",
    b"",
    b'"' + b'\\"' * 200_000,
    b"{" + b" " * MAX_BYTES + b"}",
]


@pytest.mark.parametrize("content", BROKEN)
def test_that_a_broken_file_is_set_aside_and_told_of(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(content)
    began = time.monotonic()
    settings = Settings(path)
    assert time.monotonic() - began < 2
    assert settings.theme is ThemeChoice.SYSTEM
    assert "set aside" in str(settings.note)
    assert (tmp_path / "s.broken.json").read_bytes() == content
    settings.theme = ThemeChoice.LIGHT
    assert _reopened(settings, path).theme is ThemeChoice.LIGHT


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_that_a_pipe_or_a_device_in_the_files_place_is_never_waited_for(tmp_path: Path) -> None:
    for name in ("s.json", "t.ini"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "z.json").symlink_to("/dev/zero")
    for name in ("s.json", "t.json", "z.json"):
        settings = Settings(tmp_path / name)
        assert settings.note
        settings.theme = ThemeChoice.DARK
        assert _reopened(settings, tmp_path / name).theme is ThemeChoice.DARK
    assert Path("/dev/zero").is_char_device()


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["s.json", "s.ini"]))
def test_that_no_content_of_the_file_prevents_the_start(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / "s.json").unlink(missing_ok=True)
    (tmp_path / name).write_bytes(content)
    settings = Settings(tmp_path / "s.json")
    assert settings.filter.score_threshold >= 0
    assert settings.class_names


PLAIN_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLAIN_VALUES)
def test_that_a_value_of_the_wrong_kind_counts_as_absent(tmp_path: Path, value: object) -> None:
    path = tmp_path / "s.json"
    keys = [field.key for field in vars(Settings).values() if hasattr(field, "key")]
    path.write_text(json.dumps(dict.fromkeys(keys, value)))
    settings = Settings(path)
    assert settings.theme in ThemeChoice
    assert settings.leave_policy in LeavePolicy
    assert 0 <= settings.filter.score_threshold <= 1
    assert 0 <= settings.filter.nms_iou <= 1
    assert settings.filter.max_proposals is None or settings.filter.max_proposals > 0
    assert all(isinstance(path, Path) for path in settings.recent_folders)
    assert isinstance(settings.geometry, bytes)
    assert settings.annotation_folder(Path("/not there")) is None
    assert all(settings.class_names)
    assert all(0 <= score <= 1 for _, score in settings.filter.class_thresholds)
    settings.theme = ThemeChoice.DARK
    assert _reopened(settings, path).theme is ThemeChoice.DARK


def test_that_a_folder_in_the_files_place_does_not_prevent_the_start(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.mkdir()
    settings = Settings(path)
    settings.theme = ThemeChoice.DARK
    settings.sync()
    assert settings.class_names == VOC_CLASS_NAMES


HOSTILE = """
import sys
from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QSettings

class Hostile:
    def __reduce__(self):
        return open, (sys.argv[1], "w")

data = QByteArray()
QDataStream(data, QIODevice.OpenModeFlag.WriteOnly).writeQVariant(Hostile())
old = QSettings(sys.argv[2], QSettings.Format.IniFormat)
old.setValue("window/theme", Hostile())
old.sync()
del old
if "unguarded" not in sys.argv:
    from frcnn_desktop.ui.kit.no_unpickling import forbid_unpickling
    forbid_unpickling()
    forbid_unpickling()
from frcnn_desktop.ui.shell.settings import Settings
from pathlib import Path
Settings(Path(sys.argv[2]).with_suffix(".json")).sync()
print(QDataStream(data).readQVariant())
print(QSettings(sys.argv[2], QSettings.Format.IniFormat).value("window/theme"))
import pickle
print(pickle.loads(pickle.dumps([1])))
"""


def test_that_objects_in_a_settings_file_or_a_stream_are_never_built(tmp_path: Path) -> None:
    """The same without the guard does run their code: the attack is a real one."""
    for guard, runs in (("guarded", False), ("unguarded", True)):
        trace = tmp_path / guard
        arguments = [str(trace), str(tmp_path / f"{guard}.ini"), guard]
        done = subprocess.run(
            [sys.executable, "-c", HOSTILE, *arguments], check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert trace.exists() is runs
        assert done.stdout.splitlines()[-1] == "[1]"
