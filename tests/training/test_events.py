"""Events as lines of JSON, there and back."""

from __future__ import annotations

import json
import math

import pytest

from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.training.events import (
    ImageSkipped,
    Preparing,
    StateSaved,
    StepDone,
    TrainingEvent,
    TrainingFailed,
    TrainingFinished,
    TrainingStarted,
    Validated,
    from_json,
    to_json,
)


@pytest.mark.parametrize(
    "event",
    [
        TrainingStarted(4, 0, 8),
        Preparing("proposals", 1, 4),
        StepDone(1, 8, 1.5, 1.0, 0.5, 0.01),
        Validated(8, 0.5, {"고양이": 0.5}),
        StateSaved(8, "work/state.pt"),
        ImageSkipped("7", verbatim("7.jpg is damaged.")),
        TrainingFinished(8, "model.safetensors"),
        TrainingFailed(verbatim("The disk is full.")),
    ],
)
def test_that_an_event_comes_back_from_its_line(event: TrainingEvent) -> None:
    assert from_json(to_json(event)) == event


def test_that_what_is_not_a_number_travels_as_null() -> None:
    line = to_json(Validated(0, math.nan, {"cat": math.nan}))
    assert json.loads(line)["ap"] == {"cat": None}
    back = from_json(line)
    assert isinstance(back, Validated)
    assert math.isnan(back.map_11point)
    assert math.isnan(back.ap["cat"])


def test_that_more_than_the_event_in_a_line_is_passed_over() -> None:
    assert from_json('{"event": "StateSaved", "step": 3, "path": "a", "time": 1.5}') == StateSaved(3, "a")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "hello",
        "[]",
        "{}",
        '{"event": []}',
        '{"event": "StepDone"}',
        '{"event": "StateSaved", "step": "x"}',
        '{"event": "StateSaved", "step": 1, "path": 5}',
        '{"event": "Validated", "step": 1, "map_11point": 0, "ap": 1}',
    ],
)
def test_that_other_lines_are_refused(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own error is one too
        from_json(line)
