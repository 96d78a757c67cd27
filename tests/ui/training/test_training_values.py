"""Choices, records, pace and words of a training run; no window."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.training.events import history_path, to_json
from frcnn_desktop.ui.training.class_table import ClassRow, ClassTableModel, class_rows
from frcnn_desktop.ui.training.curves import MapPlot, Smoothing
from frcnn_desktop.ui.training.pace import Pace
from frcnn_desktop.ui.training.run_record import RunRecord
from frcnn_desktop.ui.training.training_text import TrainingWords
from frcnn_desktop.workers.training.events import (
    ImageSkipped,
    Preparing,
    StepDone,
    TrainingStarted,
    Validated,
    read_history,
)
from frcnn_desktop.workers.training.process import TrainingEnd, TrainingResult


def done(step: int) -> StepDone:
    return StepDone(step, 10, 1.5, 1.0, 0.5, 0.01)


def test_that_a_resumed_run_forgets_what_was_done_after_its_saved_state() -> None:
    before, later = Validated(0, 0.4, {"cat": 0.4}), Validated(4, 0.5, {"cat": 0.5})
    record = RunRecord([TrainingStarted(3, 0, 10), before, *map(done, range(1, 8)), later])
    assert (record.before, record.after, record.step) == (before, later, 7)
    record.take(TrainingStarted(3, 5, 10))
    record.take(done(6))
    assert record.steps == [1, 2, 3, 4, 5, 6]
    assert len(record.class_losses) == len(record.box_losses) == 6
    assert record.after == later
    record.take(TrainingStarted(3, 0, 10))
    assert (record.steps, record.before) == ([], None)


def test_that_a_left_out_image_is_counted_once() -> None:
    record = RunRecord([ImageSkipped("1", verbatim("broken"))] * 2)
    assert record.skipped == [ImageSkipped("1", verbatim("broken"))]


def test_that_a_history_is_read_and_its_damaged_lines_are_passed_over(tmp_path: Path) -> None:
    out = tmp_path / "m.safetensors"
    assert read_history(out) == []
    history_path(out).write_text(f"{to_json(done(1))}\n{{cut")
    assert read_history(out) == [done(1)]


def test_that_the_time_left_follows_the_latest_pace() -> None:
    pace = Pace()
    assert pace.left(10) is None
    pace.add(0.0, 0)
    pace.add(1.0, 1)
    assert pace.left(10) is None
    pace.add(10.0, 10)
    assert pace.left(30) == pytest.approx(20.0)
    for second in range(100, 200, 10):
        pace.add(float(second), 10 + (second - 90) * 10)
    assert pace.left(2100) == pytest.approx((2100 - 1010) / 10)
    pace.add(200.0, 1)
    assert pace.left(10) is None


def test_that_losses_are_smoothed_as_they_come() -> None:
    smoothing, raw = Smoothing(), [4.0]
    assert smoothing.follow(raw) == [4.0]
    raw.append(2.0)
    assert smoothing.follow(raw) == [4.0, 3.0]
    assert smoothing.follow([1.0]) == [1.0]


def test_that_a_figure_of_a_hundred_percent_is_drawn_inside_the_plot(qtbot: QtBot) -> None:
    plot = MapPlot()
    qtbot.addWidget(plot)
    plot.show_record(RunRecord([TrainingStarted(3, 0, 10), Validated(0, 1.0, {})]))
    (_low, high) = plot.getViewBox().viewRange()[1]
    assert high > 100


def test_that_the_record_knows_on_how_many_images_was_validated() -> None:
    record = RunRecord(
        [Preparing("features", 1, 20), Preparing("validation", 1, 2), Preparing("features", 2, 20)]
    )
    assert record.validation_images == 2


def test_that_a_class_has_a_row_whatever_is_known_of_it(qapp: object) -> None:
    rows = class_rows({"cat": 3}, {"cat": 0.5, "dog": 0.25}, {"cat": 0.75})
    assert rows[0] == ClassRow("cat", 3, 0.5, 0.75)
    assert (rows[1].name, rows[1].objects) == ("dog", 0)
    assert math.isnan(rows[1].after)
    model = ClassTableModel()
    model.set_rows(rows)
    texts = [[model.data(model.index(row, column)) for column in range(5)] for row in range(2)]
    assert texts == [["cat", "3", "50.0", "75.0", "+25.0"], ["dog", "0", "25.0", "–", "–"]]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (TrainingEnd.KILLED, "memory"),
        (TrainingEnd.CRASHED, "Last words"),
        (TrainingEnd.FAILED, "Last words"),
        (TrainingEnd.STOPPED, "was stopped"),
    ],
)
def test_that_an_end_is_explained_and_says_where_it_goes_on(
    qapp: object, end: TrainingEnd, said: str
) -> None:
    words = TrainingWords()
    result = TrainingResult(end, verbatim("Last words."), 1500)
    assert said in words.ended(result, resumable=True)
    assert words.ended(result, resumable=True).endswith("Resume goes on from step 1,500.")
    assert "Resume" not in words.ended(result, resumable=False)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 s"), (89, "89 s"), (600, "10 min"), (9000, "2 h 30 min")]
)
def test_that_durations_are_said_as_people_say_them(qapp: object, seconds: float, text: str) -> None:
    assert TrainingWords().duration(seconds) == text
