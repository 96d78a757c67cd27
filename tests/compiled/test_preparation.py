"""Compiling the kernels: in the background, at most once, and what happens when it cannot be done."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from frcnn_desktop.compiled.preparation import Preparation, without_cache_errors
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.proposals import kernels


class Compilation:
    """Stands in for numba: lasts until it is let go."""

    def __init__(self, error: Exception | None = None) -> None:
        self.may_end = threading.Event()
        self.calls = 0
        self._error = error

    def __call__(self, folder: Path) -> None:
        self.calls += 1
        assert self.may_end.wait(20)
        if self._error is not None:
            raise self._error


def test_that_opencv_may_serve_while_kernels_are_compiled_in_the_background(tmp_path: Path) -> None:
    compilation = Compilation()
    preparation = Preparation(lambda: tmp_path, compilation)
    preparation.start(background=True)
    assert not preparation.wait(CancelToken())
    assert not preparation.ready
    compilation.may_end.set()
    while not preparation.wait(CancelToken()):
        pass
    assert not preparation.failed
    assert preparation.ready
    preparation.settle()
    assert compilation.calls == 1


class AheadToken(CancelToken):
    """The token of work that nobody waits for."""

    @property
    def somebody_waits(self) -> bool:
        return False


def test_that_what_is_made_ahead_waits_for_the_kernels(tmp_path: Path) -> None:
    compilation = Compilation()
    preparation = Preparation(lambda: tmp_path, compilation)
    preparation.start(background=True)
    assert not preparation.wait(CancelToken())
    timer = threading.Timer(0.02, compilation.may_end.set)
    timer.start()
    assert preparation.wait(AheadToken())
    timer.join()


def test_that_a_program_waits_for_kernels_that_are_compiled_in_the_background(tmp_path: Path) -> None:
    compilation = Compilation()
    preparation = Preparation(lambda: tmp_path, compilation)
    preparation.start(background=True)
    timer = threading.Timer(0.02, compilation.may_end.set)
    timer.start()
    assert preparation.wait(None)
    timer.join()


def test_that_warming_up_waits_also_where_the_background_has_begun_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compilation = Compilation()
    monkeypatch.setattr(kernels, "preparation", Preparation(lambda: tmp_path, compilation))
    kernels.warm_up(background=True)
    timer = threading.Timer(0.02, compilation.may_end.set)
    timer.start()
    kernels.warm_up()
    assert kernels.preparation.ready
    timer.join()


def test_that_a_search_waits_for_kernels_that_only_have_to_be_loaded(tmp_path: Path) -> None:
    first = Compilation()
    first.may_end.set()
    assert Preparation(lambda: tmp_path, first).wait(None)

    loading = Compilation()
    preparation = Preparation(lambda: tmp_path, loading)
    preparation.start(background=True)
    timer = threading.Timer(0.02, loading.may_end.set)
    timer.start()
    assert preparation.wait(None)
    timer.join()


def test_that_waiting_for_a_compilation_can_be_cancelled(tmp_path: Path) -> None:
    compilation, token = Compilation(), CancelToken()
    timer = threading.Timer(0.02, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        Preparation(lambda: tmp_path, compilation).wait(token)
    compilation.may_end.set()
    timer.join()


def test_that_a_failure_to_compile_is_logged_once_and_leaves_opencv_serving(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    compilation = Compilation(RuntimeError("no LLVM here"))
    compilation.may_end.set()
    preparation = Preparation(lambda: tmp_path, compilation, "OpenCV's search is used.")
    with caplog.at_level(logging.WARNING):
        assert not preparation.wait(None)
        assert not preparation.wait(None)
    assert preparation.failed
    assert compilation.calls == 1
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "OpenCV" in caplog.text


def test_that_a_folder_that_cannot_be_written_does_not_stop_it(tmp_path: Path) -> None:
    compilation = Compilation()
    compilation.may_end.set()
    preparation = Preparation(lambda: tmp_path / "missing" / "folder", compilation)
    assert preparation.wait(None)


def test_that_kernels_that_cannot_be_stored_are_compiled_all_the_same() -> None:
    calls = []

    def rehearse() -> None:
        calls.append(1)
        if len(calls) < 4:
            raise OSError(28, "No space left on device")

    without_cache_errors(rehearse)
    assert len(calls) == 4
