"""What holds for every test: no screen, no trace in the user's settings, fixed seeds, no thread left over."""

from __future__ import annotations

import gc
import os
import random
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np
import pytest

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# Before anything creates an application object: a test never opens a window on somebody's desk.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Workers of a test run share the cores: threads that spin while they wait for each other take all their time.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
# Some machines forbid a checkout to keep bytecode: each of the many children would compile the program anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# The compiler that torch's fake tensors load on the way would report leaks of its own when pytest ends.
sys.modules["triton"] = None  # type: ignore[assignment]

_MANY_OBJECTS = 100_000
_EXIT_STATUS = pytest.StashKey[int]()
_FOLDER_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
}


@pytest.fixture
def four_cores() -> Iterator[None]:
    """Let torch work as on four cores."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(4)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The homes of all tests. Counted here: pytest would look through thousands for the next free number."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _isolated_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the home folder and every per-user folder at an empty temporary one."""
    home = next(_homes)
    for variable, folder in _FOLDER_VARIABLES.items():
        target = home / folder
        target.mkdir(exist_ok=True)
        monkeypatch.setenv(variable, str(target))
    return home


@pytest.fixture(autouse=True)
def _isolated_settings(_isolated_home: Path) -> None:
    """Keep QSettings in the temporary home, as INI files on every system."""
    if (core := _qt_core()) is None:
        return
    settings = core.QSettings
    settings.setDefaultFormat(settings.Format.IniFormat)
    for scope in (settings.Scope.UserScope, settings.Scope.SystemScope):
        settings.setPath(settings.Format.IniFormat, scope, str(_isolated_home / "config"))


@pytest.fixture(autouse=True, scope="session")
def _no_collection_in_threads() -> Iterator[None]:
    """Let garbage be collected between tests only: in a worker thread it would destroy Qt objects there."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    yield
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect(1)


@pytest.fixture(autouse=True, scope="session")
def _application(request: pytest.FixtureRequest) -> None:
    """Qt's objects end the process where there is no application yet: no test may lean on one before it."""
    if _qt_core() is not None:
        request.getfixturevalue("qapp")


@pytest.fixture(autouse=True)
def _seeded() -> None:
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - libraries under test still draw from the old global generator
    if (torch := sys.modules.get("torch")) is not None and hasattr(torch, "manual_seed"):
        torch.manual_seed(0)


@pytest.fixture(autouse=True)
def _no_dangling_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a QThread running; the thread is stopped so that the next test is clean."""
    if (core := _qt_core()) is None:
        yield
        return
    started: list[Any] = []
    real_start = core.QThread.start

    def start(thread: Any, *arguments: Any) -> None:
        started.append(thread)
        real_start(thread, *arguments)

    monkeypatch.setattr(core.QThread, "start", start)
    yield
    dangling = [thread for thread in started if _is_running(thread)]
    for thread in dangling:
        thread.requestInterruption()
        thread.quit()
        thread.wait(2000)
    if dangling:
        names = ", ".join(thread.objectName() or type(thread).__name__ for thread in dangling)
        pytest.fail(f"QThread still running at the end of the test: {names}")


def _is_running(thread: Any) -> bool:
    from shiboken6 import isValid

    return isValid(thread) and thread.isRunning()


def _qt_core() -> Any:
    """QtCore where this test session has Qt at all; a machine without its libraries runs the rest."""
    try:
        from PySide6 import QtCore
    except ImportError:
        return None
    return QtCore


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[_EXIT_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave as the program does: a thread that was abandoned while it compiles aborts an ordinary exit."""
    lifecycle = sys.modules.get("frcnn_desktop.workers.base.lifecycle")
    if lifecycle is not None and not hasattr(config, "workerinput"):
        from frcnn_desktop.host.leaving import at_work, leave_process

        config.get_terminal_writer().flush()
        leave_process(config.stash.get(_EXIT_STATUS, 1), [*lifecycle.abandoned_threads(), *at_work()])
