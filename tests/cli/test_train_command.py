"""Stopping a run, and what is written while it goes on. No network is trained here."""

from __future__ import annotations

import io
import json
import math
import os
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from frcnn_desktop.cli import train_output
from frcnn_desktop.cli.stopping import stop_token
from frcnn_desktop.cli.train_output import print_json, show_bar, with_history, with_tensorboard
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.training.events import (
    ImageSkipped,
    Preparing,
    StateSaved,
    StepDone,
    TrainingEvent,
    TrainingFinished,
    Validated,
    from_json,
)
from frcnn_desktop.training.job import TrainingJob
from frcnn_desktop.training.resolved_job import class_names, old_classes

EVENTS: list[TrainingEvent] = [
    Preparing("proposals", 1, 2),
    Preparing("proposals", 2, 2),
    ImageSkipped("7", verbatim("7.jpg is damaged.")),
    StepDone(1, 2, 1.5, 1.0, 0.5, 0.01),
    Validated(1, 0.5, {"cat": 0.5, "dog": math.nan}),
    StateSaved(1, "state.pt"),
    TrainingFinished(2, "model.safetensors"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_that_a_signal_asks_for_a_stop_and_handlers_are_put_back(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with stop_token() as token:
        assert not token.cancelled
        os.kill(os.getpid(), number)
        assert token.cancelled
        # The next one is not held back any more.
        assert signal.getsignal(number) in (signal.default_int_handler, signal.SIG_DFL)
    assert signal.getsignal(number) is before


def test_that_the_history_holds_one_line_for_each_event_and_a_resumed_run_appends(tmp_path: Path) -> None:
    path = tmp_path / "new" / "m.history.jsonl"
    assert list(with_history(EVENTS, path, append=False)) == EVENTS
    lines = path.read_text().splitlines()
    assert [from_json(line) for line in lines[:3]] == [EVENTS[1], EVENTS[2], EVENTS[3]]
    assert all(json.loads(line)["time"] > 0 for line in lines)
    assert len(lines) == len(EVENTS) - 1
    list(with_history(EVENTS[3:4], path, append=True))
    assert len(path.read_text().splitlines()) == len(lines) + 1


def test_that_a_history_that_cannot_be_written_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert list(with_history(EVENTS, tmp_path / "file" / "h.jsonl", append=False)) == EVENTS
    assert "is not written" in capsys.readouterr().err


def test_that_tensorboard_gets_scalars_and_its_absence_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written: dict[str, float] = {}

    class Writer:
        def __init__(self, folder: str) -> None:
            assert folder == str(tmp_path)

        def add_scalar(self, name: str, value: float, step: int) -> None:
            written[name] = value

        def close(self) -> None:
            written["closed"] = 1

    monkeypatch.setitem(sys.modules, "tensorboardX", SimpleNamespace(SummaryWriter=Writer))
    assert list(with_tensorboard(EVENTS, tmp_path)) == EVENTS
    assert written["loss/class"] == 1.0
    assert written["AP/mAP"] == 0.5
    assert written["closed"]
    monkeypatch.setitem(sys.modules, "tensorboardX", None)
    assert list(with_tensorboard(EVENTS, tmp_path)) == EVENTS
    assert "not installed" in capsys.readouterr().err


def test_that_events_are_told_to_programs_and_people(monkeypatch: pytest.MonkeyPatch) -> None:
    # Streams of its own: a thread that another test has left may put pytest's back at any time.
    output, errors = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", output)
    print_json(EVENTS)
    assert [from_json(line) for line in output.getvalue().splitlines()][3] == EVENTS[3]
    monkeypatch.setattr(sys, "stderr", errors)
    show_bar(EVENTS)
    for text in ("7.jpg is damaged", "mAP 50.00", "saved model.safetensors"):
        assert text in errors.getvalue()


def test_that_a_supervisor_that_is_gone_does_not_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []

    def fail(*values: object, **_options: object) -> None:
        written.append(values)
        raise BrokenPipeError

    dropped: list[bool] = []
    monkeypatch.setattr(train_output, "say", fail)
    monkeypatch.setattr(train_output, "_drop_output", lambda: dropped.append(True))
    passed: list[TrainingEvent] = []

    def events():
        for event in EVENTS:
            passed.append(event)
            yield event

    print_json(events())
    assert passed == EVENTS
    assert len(written) == 1
    assert dropped == [True]


def test_that_class_names_come_from_the_line_or_a_file(tmp_path: Path) -> None:
    assert class_names("") is None
    assert class_names("cat, dog,cat") == ("cat", "dog")
    listed = tmp_path / "names.txt"
    listed.write_text("고양이\n\ndog\n", encoding="utf-8")
    assert class_names(str(listed)) == ("고양이", "dog")
    with pytest.raises(DatasetError, match="empty"):
        class_names(" , ")
    many = tuple(f"class {number}" for number in range(500))
    assert class_names(",".join(many)) == many


def test_that_old_classes_need_a_checkpoint() -> None:
    assert old_classes(TrainingJob("d", "o", init="")) == ()
    with pytest.raises(DatasetError, match="--init"):
        old_classes(TrainingJob("d", "o", init="", keep_classes=True))
