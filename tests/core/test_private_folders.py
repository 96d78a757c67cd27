"""Compiled code is loaded from folders only that nobody else can write to."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from frcnn_desktop.compiled.preparation import kernel_folder
from frcnn_desktop.host.folders import is_private, private_cache_folder

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="folders have no such owners there")


def test_that_kernels_are_kept_where_nobody_else_can_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    before = os.umask(0o002)
    try:
        assert kernel_folder([]).stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_that_a_folder_others_can_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "shared"))
    planted = kernel_folder([])
    assert planted.parent == tmp_path / "shared"
    planted.chmod(mode)
    found = kernel_folder([])
    assert found.parent != tmp_path / "shared"
    assert is_private(found)


def test_that_a_link_in_the_folder_s_place_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "theirs").mkdir(mode=0o700)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "k").symlink_to(tmp_path / "theirs")
    assert private_cache_folder("kernels", "k", root=tmp_path / "cache").parent != tmp_path / "cache"


def test_that_a_folder_of_another_user_is_not_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o700)
    assert is_private(folder, readable=False)
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    assert not is_private(folder)
    assert not is_private(folder, readable=False)
