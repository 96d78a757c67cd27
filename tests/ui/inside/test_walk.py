"""Walking through the stages: keys, numbers, layers, other images, nothing open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from support.inside_program import HEIGHT, PLANTED, STRIDE, WIDTH, InsideProgram

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.explain.pooling_conventions import pool_region
from frcnn_desktop.explain.roi_projection import covered_cells
from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget
from frcnn_desktop.ui.inside.walk.registry import STAGES, stage_named
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.stages import detections
from frcnn_desktop.ui.inside.walk.state import MEAN
from frcnn_desktop.ui.inside.walk.views import Missing, RoiView, feature_map, followed_roi, pooled_roi
from frcnn_desktop.ui.shell.action_ids import ActionId

KEYS = (
    (Qt.Key.Key_F2, stage_named("input")),
    (Qt.Key.Key_F3, stage_named("segments")),
    (Qt.Key.Key_F4, stage_named("proposals")),
    (Qt.Key.Key_F5, stage_named("features")),
    (Qt.Key.Key_F6, stage_named("projection")),
    (Qt.Key.Key_F7, stage_named("pooling")),
    (Qt.Key.Key_F8, stage_named("scores")),
    (Qt.Key.Key_F9, stage_named("nms")),
    (Qt.Key.Key_F9, stage_named("detections")),
)


def roi(program: InsideProgram) -> RoiView:
    """Return the RoI that is followed; there must be one."""
    view = followed_roi(program.walk.walk)
    assert isinstance(view, RoiView)
    return view


def test_that_the_keys_walk_through_every_stage_and_begin_the_walk(program: InsideProgram) -> None:
    program.app.canvas.setFocus()
    for key, stage in KEYS:
        program.key(key)
        assert program.walk.active
        assert program.walk.stage is stage
        assert program.walk.bar.slider.value() == STAGES.index(stage)
        assert program.walk.fader.front.stage is stage


def test_that_leaving_puts_every_layer_back(program: InsideProgram) -> None:
    layers = program.app.canvas.layers
    layers.layer(LayerKind.PROPOSALS).visible = True
    layers.layer(LayerKind.DETECTIONS).visible = False
    before = {layer.kind: (layer.visible, layer.opacity) for layer in layers}
    program.see_inside()
    assert [layer.kind for layer in layers if layer.visible] == [LayerKind.OBJECTS]
    program.walk.show_stage(stage_named("nms"))
    program.app.actions[ActionId.SEE_INSIDE].setChecked(False)
    assert {layer.kind: (layer.visible, layer.opacity) for layer in layers} == before
    assert not program.walk.fader.front.isVisible()
    assert not program.walk.bar.isVisible()


def test_that_the_numbers_are_those_of_the_run(program: InsideProgram) -> None:
    program.see_inside()
    walk = program.walk.walk
    assert f"{WIDTH} × {HEIGHT} px" in stage_named("input").facts_of(walk)
    told = stage_named("segments").facts_of(walk)
    assert told == "4 segments  ·  320 × 240 px  ·  k = 100, σ = 0.6, at least 40 px, hsv  ·  12.3\u202fms"
    assert "4 proposals" in stage_named("proposals").facts_of(walk)
    assert "30.0\u202fms" in stage_named("proposals").facts_of(walk)
    assert "20 × 15 cells" in stage_named("features").facts_of(walk)
    assert "4 RoIs × 3 scores" in stage_named("scores").facts_of(walk)
    assert "3 boxes ≥ 0.30" in stage_named("scores").facts_of(walk)
    nms = stage_named("nms").facts_of(walk)
    assert "3 boxes  ·  2 kept  ·  1 removed with IoU > 0.30" in nms
    assert "cat 1, dog 1" in stage_named("detections").facts_of(walk)


def test_that_the_device_is_told_in_the_users_language(
    program: InsideProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.see_inside()
    monkeypatch.setattr(detections, "in_language", lambda text: f"<{text}>")
    assert "<cpu>" in stage_named("detections").facts_of(program.walk.walk)


def test_that_the_followed_roi_is_that_of_the_best_detection(program: InsideProgram) -> None:
    program.see_inside()
    walk = program.walk.walk
    assert walk.followed == 0
    assert walk.followed_box == PLANTED[0][0]
    # 40 / 16 = 2.5 is rounded up, 160 / 16 = 10, 140 / 16 = 8.75 rounded to 9; ends included.
    assert roi(program).region() == (3, 3, 10, 9)
    facts = stage_named("projection").facts_of(walk)
    assert "exactly (2.50, 2.50) to (10.00, 8.75) cells" in facts
    assert "columns 3 to 10, rows 3 to 9" in facts
    assert "deltas (+0.02, +0.00, +0.00, +0.00)" in stage_named("scores").facts_of(walk)


def test_that_the_drawn_map_and_pooled_grid_are_the_engines_arrays(program: InsideProgram) -> None:
    program.see_inside()
    image = program.app.session.image
    assert image is not None
    features = program.inside_engine.encode(image.rgb).features[0].numpy()
    program.walk.data.set_channel(0)
    np.testing.assert_array_equal(roi(program).map.values(), features[0])
    # The first channel rises to the right: every bin's largest value is its last column.
    pooled = pooled_roi(program.walk.walk)
    assert not isinstance(pooled, Missing)
    assert pooled.values()[:, 2].tolist() == [10, 10, 10]
    own = pool_region(features[0], roi(program).region(), 3)
    np.testing.assert_array_equal(pooled.values(), own.values)
    program.walk.data.set_channel(MEAN)
    np.testing.assert_allclose(roi(program).map.values(), features.mean(axis=0), rtol=1e-6)


def test_that_following_another_detection_pools_its_roi(program: InsideProgram) -> None:
    program.see_inside()
    followed = program.walk.bar.options.followed
    assert [followed.itemText(i) for i in range(followed.count())] == ["cat 0.90", "dog 0.80"]
    program.walk.data.follow(2)
    program.qtbot.waitUntil(lambda: program.walk.walk.pooled is not None, timeout=60_000)
    walk = program.walk.walk
    assert walk.pooled is not None
    assert walk.pooled.box == PLANTED[2][0]
    grid = program.inside_engine.grid(program.app.session.image)  # type: ignore[arg-type]
    cells = covered_cells(grid, as_box_array([PLANTED[2][0]]))
    assert roi(program).region() == tuple(cells[0].tolist())
    assert STRIDE == 16


def test_that_a_stage_fades_into_the_next_unless_motion_is_unwanted(program: InsideProgram) -> None:
    program.see_inside()
    fader = program.walk.fader
    program.walk.show_stage(stage_named("features"))
    program.qtbot.waitUntil(lambda: not fader.running)
    program.walk.show_stage(stage_named("nms"))
    assert fader.running
    assert fader.back.isVisible()
    assert fader.back.stage is stage_named("features")
    assert 0 < fader.front.opacity() < 1
    program.qtbot.waitUntil(lambda: not fader.running)
    assert fader.front.opacity() == 1
    assert not fader.back.isVisible()
    fader.fades = False
    program.walk.show_stage(stage_named("detections"))
    assert not fader.running
    assert fader.front.opacity() == 1


def test_that_another_image_is_walked_from_where_one_is(program: InsideProgram, tmp_path: Path) -> None:
    program.see_inside()
    program.walk.show_stage(stage_named("features"))
    other = tmp_path / "zebra.png"
    Image.effect_noise((160, 128), 30).convert("RGB").save(other)
    program.app.workspace.open_paths([other])
    program.qtbot.waitUntil(
        lambda: program.walk.walk.image is not None and program.walk.walk.image.width == 160, timeout=60_000
    )
    program.qtbot.waitUntil(lambda: stage_named("pooling").ready(program.walk.walk), timeout=60_000)
    assert program.walk.stage is stage_named("features")
    view = feature_map(program.walk.walk)
    assert not isinstance(view, Missing)
    assert view.values().shape == (8, 10)


def test_that_moving_the_threshold_moves_the_walk(program: InsideProgram) -> None:
    program.see_inside()
    settings = program.app.detection.filter.with_class_threshold("dog", 0.95)
    program.app.values.filter.set(settings)
    program.qtbot.waitUntil(lambda: len(program.walk.walk.detections or ()) == 1, timeout=60_000)
    assert "1 kept" in stage_named("nms").facts_of(program.walk.walk)


def test_that_without_an_image_the_bar_says_what_to_do(empty_program: InsideProgram) -> None:
    empty_program.app.window.show()
    empty_program.app.actions[ActionId.SEE_INSIDE].setChecked(True)
    bar = empty_program.walk.bar
    assert bar.isVisible()
    assert bar.facts == "Open an image to see inside."
    assert not bar.slider.isEnabled()
    empty_program.app.actions[stage_named("nms").action].trigger()
    assert bar.facts == "Open an image to see inside."
    empty_program.app.actions[ActionId.SEE_INSIDE].setChecked(False)
    assert not bar.isVisible()


def test_that_the_bar_keeps_its_height_at_every_stage(program: InsideProgram) -> None:
    program.see_inside()
    heights = set()
    for stage in STAGES:
        program.walk.show_stage(stage)
        heights.add(program.walk.bar.sizeHint().height())
        assert program.walk.bar.sentence
    assert len(heights) == 1
    assert program.walk.bar.minimumSizeHint().width() < 900


def test_that_playing_goes_on_to_the_end_and_a_key_stops_it(program: InsideProgram) -> None:
    program.see_inside()
    bar = program.walk.bar
    program.walk.show_stage(STAGES[-3])
    bar.play.setChecked(True)
    bar.timer.timeout.emit()
    assert program.walk.stage is STAGES[-2]
    bar.timer.timeout.emit()
    assert program.walk.stage is STAGES[-1]
    assert not bar.play.isChecked()
    bar.play.setChecked(True)
    assert program.walk.stage is STAGES[0]
    QTest.keyClick(program.app.canvas, Qt.Key.Key_F4)
    assert not bar.play.isChecked()
    assert program.walk.stage is stage_named("proposals")


def test_that_the_colours_of_the_map_are_told_beside_its_channel(program: InsideProgram) -> None:
    program.see_inside()
    program.walk.data.set_channel(0)
    heat = program.walk.bar.options.heat
    program.walk.show_stage(stage_named("features"))
    # The first channel counts the columns; a hundredth is cut off at either end.
    assert heat.ends == ("0.00", "19.00")
    assert heat.isVisibleTo(program.walk.bar)
    program.walk.show_stage(stage_named("scores"))
    assert not heat.isVisibleTo(program.walk.bar)


@pytest.mark.parametrize("stage", ["projection", "pooling"])
def test_that_cells_beyond_the_photo_are_not_drawn_over_what_is_beside_it(
    program: InsideProgram, stage: str
) -> None:
    program.see_inside()
    walk = program.walk.walk
    assert walk.run is not None
    assert walk.features is not None
    # One row and one column of cells more, as after padding, and a RoI that reaches into them.
    grid = replace(walk.features.grid, rows=HEIGHT // STRIDE + 1, columns=WIDTH // STRIDE + 1)
    values = np.pad(walk.features.values, ((0, 0), (0, 1), (0, 1)))
    pooled = walk.pooled
    assert pooled is not None
    assert pooled.winners is not None
    last = np.full_like(pooled.winners, max(grid.rows, grid.columns) - 1)
    proposals = replace(walk.run.proposals, boxes=as_box_array([(100, 60, WIDTH, HEIGHT)]))
    walk = replace(
        walk,
        run=replace(walk.run, proposals=proposals),
        features=replace(walk.features, grid=grid, values=values),
        pooled=replace(pooled, winners=last),
        followed=0,
        channel=0,
    )
    image = QImage(WIDTH + 40, HEIGHT + 40, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    target = PaintTarget(painter, Frame(1.0, 20, 20, WIDTH + 40, HEIGHT + 40, 1.0))
    stage_named(stage).draw(target, walk)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT + 40, WIDTH + 40, 4)[..., :3]
    drawn = (pixels != 255).any(axis=2)
    assert drawn[20 + HEIGHT - 3, 200]
    # The outline's own width may stand out.
    assert not drawn[20 + HEIGHT + 3 :].any()
    assert not drawn[:, 20 + WIDTH + 3 :].any()


def test_that_only_classes_with_a_drawn_box_are_in_the_legend(program: InsideProgram) -> None:
    program.see_inside()
    walk = program.walk.walk
    assert [entry.text for entry in stage_named("scores").legend_of(walk)] == [
        "cat",
        "dog",
        "RoI before regression",
        "the followed RoI",
    ]
    assert walk.story is not None
    cats = np.ones(30, walk.story.class_indices.dtype)
    story = replace(
        walk.story,
        class_indices=np.append(cats, 2),
        rows=np.full(31, 3),
    )
    texts = [entry.text for entry in stage_named("scores").legend_of(replace(walk, story=story))]
    assert texts == ["cat", "RoI before regression"]
    classes = [entry.text for entry in stage_named("nms").legend_of(walk) if entry.is_class]
    assert classes == ["cat", "dog"]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_that_each_stage_draws_something_of_its_own(program: InsideProgram, stage: AnyStage) -> None:
    program.see_inside()
    program.walk.fader.fades = False
    program.walk.show_stage(stage_named("input"))
    plain = program.app.canvas.grab().toImage()
    program.walk.show_stage(stage)
    assert (program.app.canvas.grab().toImage() == plain) is (stage is STAGES[0])
