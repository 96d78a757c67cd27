from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from frcnn_desktop.__main__ import main
from frcnn_desktop.host.logs import VARIABLE, start_log


@pytest.fixture(autouse=True)
def _quiet_afterwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(VARIABLE, "")
    root = logging.getLogger("frcnn_desktop")
    handlers = list(root.handlers)
    yield
    root.handlers[:] = handlers
    root.propagate = True
    for name in ("frcnn_desktop", "frcnn_desktop.workers", "frcnn_desktop.voc"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_that_the_log_holds_the_area_that_was_asked_for_and_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    start_log("debug:workers")
    logging.getLogger("frcnn_desktop.workers.detect").debug("request 7 began")
    logging.getLogger("frcnn_desktop.voc.files").debug("a file was read")
    shown = capsys.readouterr().err
    assert "workers.detect: request 7 began" in shown
    assert "a file was read" not in shown


def test_that_an_unknown_level_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--log", "loud", "licences"]) == 2
    assert "--log takes debug, info, warning, error, not loud" in capsys.readouterr().err
