"""Training in a child process, whatever the child does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.training.events import StateSaved, StepDone, TrainingFinished, to_json
from frcnn_desktop.workers.training.events import LineReader
from frcnn_desktop.workers.training.process import (
    TrainingEnd,
    TrainingProcess,
    TrainingResult,
    training_command,
)

STEP = to_json(StepDone(1, 2, 1.5, 1.0, 0.5, 0.01))
SAVED = to_json(StateSaved(7, "state.pt"))
DONE = to_json(TrainingFinished(2, "model.safetensors"))
WAITING = "import sys\nprint('ready', flush=True)\nsys.stdin.readline()\n"

Run = Callable[[str], TrainingProcess]


@pytest.fixture
def child(qtbot: QtBot) -> Iterator[Run]:
    """Make a process that runs a script in the place of the trainer; it is not started yet."""
    made: list[TrainingProcess] = []

    def make(script: str) -> TrainingProcess:
        made.append(TrainingProcess(command=(sys.executable, "-c", script)))
        return made[-1]

    yield make
    for process in made:
        process.shutdown()


def result_of(qtbot: QtBot, process: TrainingProcess) -> TrainingResult:
    with qtbot.waitSignal(process.ended, timeout=20_000) as ended:
        process.start(())
    return ended.args[0]


def test_that_events_come_out_typed_and_the_end_says_where_the_model_is(qtbot: QtBot, child: Run) -> None:
    process = child(f"print('''{STEP}\n{SAVED}\n{DONE}''')")
    told: list[object] = []
    process.event_received.connect(told.append)
    result = result_of(qtbot, process)
    assert [type(event) for event in told] == [StepDone, StateSaved, TrainingFinished]
    assert result == TrainingResult(TrainingEnd.FINISHED, None, 7, "model.safetensors")
    assert not process.busy


def test_that_garbage_and_cut_lines_are_passed_on_as_text(qtbot: QtBot, child: Run) -> None:
    first, second = STEP[:20], STEP[20:]
    script = (
        "import sys, time\n"
        "out = sys.stdout.buffer\n"
        f'out.write(b\'hello\\n\\xff\\xfe\\n[1, 2]\\n{{"event": "Nonsense"}}\\n{first}\'); out.flush()\n'
        f"time.sleep(0.1); out.write(b'{second}\\n{DONE}'); out.flush()\n"
    )
    process = child(script)
    told: list[object] = []
    said: list[str] = []
    process.event_received.connect(told.append)
    process.output_line.connect(said.append)
    assert result_of(qtbot, process).end is TrainingEnd.FINISHED
    assert [type(event) for event in told] == [StepDone, TrainingFinished]
    assert said[0] == "hello"
    assert '{"event": "Nonsense"}' in said


def test_that_a_failure_is_told_in_the_words_of_the_child(qtbot: QtBot, child: Run) -> None:
    reason = '{"event": "TrainingFailed", "reason": "The disk is full."}'
    result = result_of(qtbot, child(f"import sys; print('{reason}'); sys.exit(1)"))
    assert (result.end, result.reason) == (TrainingEnd.FAILED, verbatim("The disk is full."))
    result = result_of(qtbot, child("raise KeyError('deep inside')"))
    assert (result.end, result.reason) == (TrainingEnd.FAILED, verbatim("KeyError: 'deep inside'"))


def test_that_the_last_words_count_without_an_end_of_line(qtbot: QtBot, child: Run) -> None:
    process = child("import sys; sys.stderr.write('first\\nno memory is left'); sys.exit(3)")
    told: list[str] = []
    process.output_line.connect(told.append)
    result = result_of(qtbot, process)
    assert result.end is TrainingEnd.FAILED
    assert result.reason == verbatim("no memory is left")
    assert told == ["first", "no memory is left"]


def test_that_an_exit_without_a_model_is_no_success(qtbot: QtBot, child: Run) -> None:
    assert result_of(qtbot, child("pass")).end is TrainingEnd.FAILED


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(
    ("signal", "end"), [("SIGKILL", TrainingEnd.KILLED), ("SIGSEGV", TrainingEnd.CRASHED)]
)
def test_that_a_killed_child_is_told_from_a_crashed_one(
    qtbot: QtBot, child: Run, signal: str, end: TrainingEnd
) -> None:
    script = f"import os, signal; print('{SAVED}', flush=True); os.kill(os.getpid(), signal.{signal})"
    result = result_of(qtbot, child(script))
    assert (result.end, result.saved_step) == (end, 7)


def test_that_a_program_that_is_not_there_is_said(qtbot: QtBot) -> None:
    process = TrainingProcess(command=("/nowhere/at/all",))
    result = result_of(qtbot, process)
    assert result.end is TrainingEnd.NOT_STARTED
    assert result.reason


def test_that_a_stop_is_asked_for_politely(qtbot: QtBot, child: Run) -> None:
    process = child(f"{WAITING}print('{SAVED}')\nsys.exit(130)")
    with qtbot.waitSignal(process.output_line):
        process.start(())
    with qtbot.waitSignal(process.ended) as ended:
        process.stop()
        assert process.stopping
    assert ended.args[0] == TrainingResult(TrainingEnd.STOPPED, None, 7)
    assert not process.stopping


def test_that_a_run_that_does_not_hear_can_be_ended_at_once(qtbot: QtBot, child: Run) -> None:
    process = child("import time\nprint('ready', flush=True)\ntime.sleep(60)")
    with qtbot.waitSignal(process.output_line):
        process.start(())
    process.stop()
    with qtbot.waitSignal(process.ended) as ended:
        process.kill()
    assert ended.args[0].end is TrainingEnd.STOPPED


def test_that_shutting_down_lets_the_run_save_and_says_nothing_more(qtbot: QtBot, child: Run) -> None:
    process = child(WAITING)
    with qtbot.waitSignal(process.output_line):
        process.start(())
    with qtbot.assertNotEmitted(process.ended):
        process.shutdown()
    assert not process.busy


def test_that_two_runs_at_once_are_refused(qtbot: QtBot, child: Run) -> None:
    process = child(WAITING)
    process.start(())
    with pytest.raises(RuntimeError, match="under way"):
        process.start(())


def test_that_endless_lines_are_cut() -> None:
    reader = LineReader()
    assert reader.feed(b"x" * 2**20) == []
    assert len(reader.feed(b"xx")[0]) == 2**20 + 2
    assert reader.feed("10 %\r20 %\r\n사진\n".encode()) == ["10 %", "20 %", "사진"]


def test_that_a_frozen_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert training_command() == (sys.executable, "-m", "frcnn_desktop", "train")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert training_command() == (sys.executable, "train")
