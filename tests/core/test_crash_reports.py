"""What went wrong ends in a file that can be passed on."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from frcnn_desktop.host import folders
from frcnn_desktop.host.crash_reports import MOST_REPORTS, REPORT_PATTERN, CrashReports
from frcnn_desktop.host.folders import cache_folder, state_folder

DYING = """
import faulthandler, pathlib, sys
from frcnn_desktop.host.crash_reports import CrashReports
CrashReports(pathlib.Path(sys.argv[1])).install()
faulthandler._sigabrt()
"""


@pytest.fixture
def reports(tmp_path: Path) -> Iterator[CrashReports]:
    reports = CrashReports(tmp_path)
    yield reports
    reports.close()


def fail(reports: CrashReports, message: str = "at home") -> None:
    try:
        raise ValueError(message)
    except ValueError as error:
        reports.report_exception(type(error), error, error.__traceback__)


def test_that_an_uncaught_exception_is_written_once_with_versions_and_without_the_home_folder(
    reports: CrashReports, tmp_path: Path
) -> None:
    told: list[Path] = []
    reports.on_report = told.append
    fail(reports, str(Path.home() / "secret.jpg"))
    fail(reports, "another message, the same place")
    (path,) = tmp_path.glob(REPORT_PATTERN)
    assert told == [path]
    text = path.read_text("utf-8")
    assert "ValueError: ~" in text
    assert "Python 3" in text
    assert str(Path.home()) not in text


def test_that_exceptions_of_threads_are_reported(reports: CrashReports, tmp_path: Path) -> None:
    reports.install()

    def work() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    (path,) = tmp_path.glob(REPORT_PATTERN)
    assert "in a thread" in path.read_text("utf-8")


def test_that_a_run_that_ended_well_leaves_nothing_and_gives_the_hooks_back(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook)
    reports = CrashReports(tmp_path)
    reports.install()
    assert sys.excepthook == reports.report_exception
    reports.close()
    assert (sys.excepthook, threading.excepthook) == before
    assert list(tmp_path.iterdir()) == []


def test_that_a_process_that_died_is_reported_at_the_next_start(tmp_path: Path) -> None:
    died = subprocess.run([sys.executable, "-c", DYING, str(tmp_path)], check=False, capture_output=True)
    assert died.returncode != 0
    later = CrashReports(tmp_path)
    (path,) = later.collect_left_over()
    assert "Fatal Python error: Aborted" in path.read_text("utf-8")
    later.mark_seen(path)
    assert later.collect_left_over() == []


def test_that_the_file_of_a_run_that_still_lives_is_left_alone(reports: CrashReports, tmp_path: Path) -> None:
    reports.install()
    (alive,) = tmp_path.glob("fault-*.txt")
    assert CrashReports(tmp_path).collect_left_over() == []
    assert alive.exists()


def test_that_old_reports_go_when_there_are_many(reports: CrashReports, tmp_path: Path) -> None:
    for number in range(MOST_REPORTS + 3):
        (tmp_path / f"report-2020-{number:03}.txt").touch()
    found = reports.collect_left_over()
    assert len(found) == MOST_REPORTS == len(list(tmp_path.glob(REPORT_PATTERN)))
    assert found[0].name == f"report-2020-{MOST_REPORTS + 2:03}.txt"


def test_that_a_folder_that_cannot_be_written_costs_the_report_only(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.touch()
    reports = CrashReports(blocked / "crashes")
    reports.install()
    fail(reports)
    assert reports.collect_left_over() == []
    reports.close()


def test_that_a_temporary_folder_prepared_by_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.touch()
    monkeypatch.setattr(folders.platformdirs, "user_cache_path", lambda _name: blocked / "cache")
    monkeypatch.setattr(folders.platformdirs, "user_state_path", lambda _name: blocked / "state")
    monkeypatch.setattr(folders.tempfile, "tempdir", str(tmp_path))
    ours = state_folder("crashes").parent
    assert ours.parent == tmp_path
    if sys.platform != "win32":
        ours.chmod(0o777)
        assert cache_folder("kernels") == blocked / "cache" / "kernels"
