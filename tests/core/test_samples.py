from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.host.samples import sample_folder


def test_that_samples_are_copied_to_where_the_user_may_write() -> None:
    folder = sample_folder()
    assert folder != resource_path("samples")
    assert (folder / "chelsea.jpg").read_bytes() == resource_path("samples", "chelsea.jpg").read_bytes()


def test_that_work_on_samples_is_kept_and_a_lost_photo_comes_back() -> None:
    folder = sample_folder()
    (folder / "chelsea.xml").write_text("work")
    (folder / "coffee.jpg").unlink()
    assert sample_folder() == folder
    assert (folder / "chelsea.xml").read_text() == "work"
    assert (folder / "coffee.jpg").exists()


def test_that_samples_open_even_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_args: blocked / "below")
    assert sample_folder() == resource_path("samples")
