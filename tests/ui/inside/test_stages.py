"""What holds for every stage, those still to be written included."""

from __future__ import annotations

import pytest

from frcnn_desktop.ui.inside.walk.registry import STAGES, stage_commands, stage_named
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.state import Walk

each_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)


@each_stage
@pytest.mark.usefixtures("qapp")
def test_that_a_stage_says_what_it_is_and_does(stage: AnyStage) -> None:
    assert stage.title
    assert stage.sentence.endswith(".")


@each_stage
@pytest.mark.usefixtures("qapp")
def test_that_without_an_image_a_stage_says_what_to_do(stage: AnyStage) -> None:
    assert not stage.ready(Walk())
    assert stage.facts_of(Walk()) == "Open an image to see inside."
    assert stage.legend_of(Walk()) == []
    assert stage.levels_of(Walk()) is None


@pytest.mark.usefixtures("qapp")
def test_that_the_commands_of_the_stages_stand_in_the_order_of_the_walk() -> None:
    rows = stage_commands().rows
    assert [row.id for row in rows] == [stage.action for stage in STAGES]
    assert all(row.text.count("&") == 1 and row.tip for row in rows)
    assert [stage.order for stage in STAGES] == sorted(stage.order for stage in STAGES)


def test_that_stages_are_told_apart_by_name() -> None:
    assert [stage_named(stage.name) for stage in STAGES] == list(STAGES)
    # Else the key would lead nowhere.
    assert not STAGES[-1].key_goes_on
