"""What is remembered, and that no state of the file prevents the start."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.ui.kit.theme import ThemeChoice
from frcnn_desktop.ui.shell.settings import NORMAL_SCORE, RECENT_LIMIT, LeavePolicy, Settings


def _reopened(settings: Settings, path: Path) -> Settings:
    settings.sync()
    return Settings(path)


def test_that_everything_comes_back_as_it_was_set(tmp_path: Path) -> None:
    path = tmp_path / "s.ini"
    first = Settings(path)
    first.geometry, first.window_state = b"\x00\xffgeometry", b"state"
    first.theme = ThemeChoice.DARK
    first.leave_policy = LeavePolicy.ASK
    first.class_names = ("강아지", "dog, brown", "100%", "a;b")
    first.device, first.auto_detect, first.model = "cuda", False, Path("/models/mine.safetensors")
    first.filter = DetectionFilter(score_threshold=0.42, nms_iou=0.5, max_proposals=300)
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
    assert again.recent_folders == [Path("/photos/여름 휴가")]
    assert again.annotation_folder(Path("/photos")) == Path("/labels")
    assert again.note == ""


def test_that_an_empty_file_gives_sensible_values(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    assert settings.leave_policy is LeavePolicy.SAVE
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.class_names == VOC_CLASS_NAMES
    assert settings.filter == DetectionFilter(score_threshold=NORMAL_SCORE)
    assert settings.model is None
    assert settings.auto_detect


def test_that_recent_folders_are_newest_first_each_once_and_few(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    for number in range(RECENT_LIMIT + 5):
        settings.add_recent_folder(Path(f"/f{number}"))
    settings.add_recent_folder(Path("/f9"))
    assert settings.recent_folders[0] == Path("/f9")
    assert len(settings.recent_folders) == len(set(settings.recent_folders)) == RECENT_LIMIT


def test_that_an_annotation_folder_can_be_forgotten(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings.set_annotation_folder(Path("/photos"), Path("/labels"))
    settings.set_annotation_folder(Path("/photos"), None)
    assert settings.annotation_folder(Path("/photos")) is None


def test_that_a_broken_file_is_set_aside_and_told_of(tmp_path: Path) -> None:
    path = tmp_path / "s.ini"
    path.write_bytes(b"no section here\n[[[\x00\x01\xff")
    settings = Settings(path)
    assert settings.theme is ThemeChoice.SYSTEM
    assert "set aside" in settings.note
    assert (tmp_path / "s.broken.ini").exists()
    settings.theme = ThemeChoice.LIGHT
    assert _reopened(settings, path).theme is ThemeChoice.LIGHT


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_that_no_content_of_the_file_prevents_the_start(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.ini"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.filter.score_threshold >= 0
    assert settings.class_names


@pytest.mark.parametrize(
    "text", ["[]", "17", '"neon"', "null", "{", '{"a": 1}', "NaN", "-1", "1e999", '["x", 3]']
)
def test_that_a_value_of_the_wrong_kind_counts_as_absent(tmp_path: Path, text: str) -> None:
    path = tmp_path / "s.ini"
    keys = {
        "window": ("geometry", "state", "theme"),
        "files": ("recent_folders", "on_leaving", "class_names", "annotation_folders", "model"),
        "detect": ("device", "score_threshold", "nms_iou", "max_proposals", "on_opening"),
    }
    escaped = text.replace('"', '\\"')
    lines: list[str] = []
    for section, names in keys.items():
        lines.append(f"[{section}]")
        lines.extend(f'{name}="{escaped}"' for name in names)
    path.write_text("\n".join(lines))
    settings = Settings(path)
    assert settings.theme in ThemeChoice
    assert settings.leave_policy in LeavePolicy
    assert 0 <= settings.filter.score_threshold <= 1
    assert 0 <= settings.filter.nms_iou <= 1
    assert settings.filter.max_proposals is None or settings.filter.max_proposals > 0
    assert all(isinstance(path, Path) for path in settings.recent_folders)
    assert isinstance(settings.geometry, bytes)
    assert settings.annotation_folder(Path("a")) is None
    assert all(settings.class_names)


def test_that_a_folder_in_the_files_place_does_not_prevent_the_start(tmp_path: Path) -> None:
    path = tmp_path / "s.ini"
    path.mkdir()
    settings = Settings(path)
    settings.theme = ThemeChoice.DARK
    settings.sync()
    assert settings.class_names == VOC_CLASS_NAMES
