"""What holds for every stage, those still to be written included."""

from __future__ import annotations

import pytest

from frcnn_desktop.ui.inside.walk.registry import STAGES, stage_named
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.state import Walk

each_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)


@each_stage
@pytest.mark.usefixtures("qapp")
def test_that_a_stage_says_what_it_is_and_does(stage: AnyStage) -> None:
    assert stage.title
    assert stage.menu_text.count("&") == 1
    for sentence in (stage.sentence, stage.tip):
        assert sentence
    assert stage.sentence.endswith(".")


@each_stage
@pytest.mark.usefixtures("qapp")
def test_that_without_an_image_a_stage_says_what_to_do(stage: AnyStage) -> None:
    assert not stage.ready(Walk())
    assert stage.facts_of(Walk()) == "Open an image to see inside."
    assert stage.legend_of(Walk()) == []
    assert stage.levels_of(Walk()) is None


def test_that_stages_are_told_apart_by_name_and_key() -> None:
    assert [stage_named(stage.name) for stage in STAGES] == list(STAGES)
    keys = [stage.key for stage in STAGES if stage.key]
    assert len(set(keys)) == len(keys)
    # Else the key would lead nowhere.
    assert not STAGES[-1].key_goes_on
