"""The RoI inspector in the composed program: what it draws is what the detector said, newest box first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image
from support.inspected import VALUES, LookedInto

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.explain.roi_inspection import ChannelKind
from frcnn_desktop.ui.canvas.modes import CanvasMode
from frcnn_desktop.ui.inside.feature import InsideFeature
from frcnn_desktop.ui.inside.inspector.box_facts import delta_effects
from frcnn_desktop.ui.inside.inspector.panel import InspectorPanel
from frcnn_desktop.ui.inside.inspector.picture import WIDTH
from frcnn_desktop.ui.inside.inspector.tiles import InspectorTiles
from frcnn_desktop.ui.inside.pictures.files import MARGIN, render_image, svg_bytes
from frcnn_desktop.ui.inside.pictures.shelf import PictureGround, PictureStyle
from frcnn_desktop.ui.kit.elided_label import ElidedLabel
from frcnn_desktop.ui.kit.palettes import DARK, LIGHT
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.base.jobs import RequestFailed

LEFT = Qt.MouseButton.LeftButton
SMOOTHLY = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


class Inspected:
    """The program over one photo with the inspector open."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.engine = qtbot, LookedInto()
        self.composed = Composed(qtbot, folder / "settings.ini", lambda _path, _device: self.engine)
        self.app = self.composed.app
        self.composed.open(make_image(folder / "a.png", (100, 80)))
        qtbot.waitUntil(lambda: self.app.detection.filtered is not None)
        self.app.actions[ActionId.INSPECTOR].trigger()
        qtbot.waitUntil(self.panel.isVisible)

    @property
    def panel(self) -> InspectorPanel:
        return self.app.feature(InsideFeature).inspector

    @property
    def tiles(self) -> InspectorTiles:
        assert self.panel.tiles is not None
        return self.panel.tiles

    def select(self, box: tuple[float, float, float, float]) -> None:
        """Add an object, which is selected then, and wait until it is shown."""
        self.app.session.add_objects([ObjectAnnotation("cat", box)], "add")
        self.qtbot.waitUntil(lambda: self.shown == box)

    @property
    def shown(self) -> tuple[float, float, float, float] | None:
        return None if self.panel.inspection is None else self.panel.inspection.query.box

    def close(self) -> None:
        self.engine.slow.set()
        self.composed.close()


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Inspected]:
    made = Inspected(qtbot, tmp_path)
    yield made
    made.close()


def test_that_without_a_box_it_says_what_to_do(program: Inspected) -> None:
    assert program.panel.message.startswith("Select a box to see")
    assert program.engine.asked == []


def test_that_the_drawn_numbers_are_the_detectors(program: Inspected) -> None:
    program.select((10.0, 10.0, 40.0, 30.0))
    found, tiles = program.panel.inspection, program.tiles
    assert found is not None
    for view in (tiles.map, tiles.bins):
        np.testing.assert_array_equal(view.shown_values, VALUES)
    assert tiles.bar.levels == (0.0, 79.0)
    assert tiles.pooled.look is not None
    assert tiles.pooled.look.pooled is found.trained
    tiles.scores.resize(200, 300)
    assert [(row.name, round(row.score, 2)) for row in tiles.scores.rows()] == [
        ("background", 0.1), ("cat", 0.8), ("dog", 0.1),
    ]  # fmt: skip
    assert tiles.facts.boxes() == [("RoI", (10, 10, 40, 30)), ("Regressed", (2, 1, 44, 33))]
    assert not program.panel.grab().isNull()


def test_that_what_is_beside_the_maps_changes_with_the_theme(program: Inspected) -> None:
    program.select((10.0, 10.0, 40.0, 30.0))
    views = (program.tiles.map, program.tiles.bins)
    for view in views:
        view.resize(400, 100)
    for name, colours in ((ActionId.THEME_LIGHT, LIGHT), (ActionId.THEME_DARK, DARK)):
        program.app.actions[name].trigger()
        for view in views:
            assert view.grab().toImage().pixelColor(2, 50).name() == colours.window


def test_that_both_kinds_of_pooling_can_be_looked_at_and_the_trained_one_is_named(
    program: Inspected,
) -> None:
    program.select((10.0, 10.0, 40.0, 30.0))
    header = program.panel.header
    assert [button.text() for button in header.poolings.values()] == ["roi_pool (trained)", "roi_align"]
    assert header.poolings["roi_pool"].isChecked()
    QTest.mouseClick(header.poolings["roi_align"], LEFT)
    look = program.tiles.look
    assert look is not None
    assert look.pooled.kind == "roi_align"
    np.testing.assert_array_equal(look.pooled.values, [[-0.5, 1.5], [19.5, 21.5]])
    assert len(look.pooled.bins.samples) == 2
    assert not program.panel.grab().isNull()


def test_that_a_drag_is_followed_and_the_newest_box_wins(program: Inspected) -> None:
    canvas = program.app.canvas
    canvas.set_mode(CanvasMode.DRAW)
    start = canvas.mapFromScene(QPointF(10, 10))
    boxes: list[tuple[float, ...]] = []
    canvas.box_changing.connect(boxes.append)
    program.engine.slow.clear()
    QTest.mousePress(canvas.viewport(), LEFT, pos=start)
    for step in range(1, 21):
        QTest.mouseMove(canvas.viewport(), start + QPoint(8 * step, 6 * step))
    program.qtbot.waitUntil(lambda: len(program.engine.asked) == 1)
    program.engine.slow.set()
    program.qtbot.waitUntil(lambda: program.shown == boxes[-1])
    assert len(program.engine.asked) == 2
    assert len(boxes) > 5
    canvas.cancel()


def test_that_a_box_that_got_no_class_is_looked_at_no_longer(program: Inspected) -> None:
    canvas = program.app.canvas
    canvas.set_mode(CanvasMode.DRAW)
    start = canvas.mapFromScene(QPointF(10, 10))
    QTest.mousePress(canvas.viewport(), LEFT, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(canvas.viewport(), start + QPoint(20 * step, 12 * step))
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=start + QPoint(100, 60))
    program.qtbot.waitUntil(lambda: program.shown is not None)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    program.qtbot.waitUntil(lambda: program.shown is None)
    assert program.panel.message == program.panel.nothing_selected()


def test_that_the_channel_can_be_chosen(program: Inspected) -> None:
    program.select((10.0, 10.0, 40.0, 30.0))
    header = program.panel.header
    assert [chip.text() for chip in header.chips] == ["3", "1", "5", "–", "–"]
    header.chips[1].click()
    assert (header.choice.kind, header.choice.index) == (ChannelKind.CHOSEN, 1)
    program.qtbot.waitUntil(lambda: _channel(program) == 1)
    box = header.findChild(QWidget, "channelKind")
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Up)
    program.qtbot.waitUntil(lambda: _channel(program) is None)
    assert "mean of 6 channels" in program.panel.heading


def test_that_a_bin_under_the_mouse_is_pointed_out_everywhere_and_told(program: Inspected) -> None:
    program.select((10.0, 10.0, 40.0, 30.0))
    tiles, told = program.tiles, []
    program.panel.sentence_changed.connect(told.append)

    def moved() -> bool:
        # Again while the views take their places.
        QTest.mouseMove(tiles.pooled, tiles.pooled.rect().center())
        QTest.mouseMove(tiles.pooled, tiles.pooled.rect().center() + QPoint(10, 10))
        return bool(told and told[-1])

    program.qtbot.waitUntil(moved)
    assert told[-1] == "Bin 2, 2: columns 1–2, rows 1–2, maximum 22.000 at cell (2, 2)"
    for view in (tiles.map, tiles.bins, tiles.pooled):
        assert view.look is not None
        assert view.look.pointed == (1, 1)


def test_that_a_proposal_shows_its_fate_and_a_click_on_a_class_looks_at_that_class(
    program: Inspected,
) -> None:
    program.app.values.highlight.show(1)
    program.qtbot.waitUntil(lambda: program.panel.inspection is not None)
    found = program.panel.inspection
    assert found is not None
    assert (found.query.row, found.class_index) == (1, 1)
    assert found.fate is not None
    program.tiles.class_clicked.emit(2)
    program.qtbot.waitUntil(lambda: _class(program) == 2)
    program.app.values.highlight.clear()
    program.qtbot.waitUntil(lambda: program.panel.inspection is None)


def test_that_missing_features_are_told_and_the_box_is_looked_at_when_they_come(
    program: Inspected,
) -> None:
    program.engine.has_features = False
    program.app.session.add_objects([ObjectAnnotation("cat", (5.0, 5.0, 30.0, 30.0))], "add")
    program.qtbot.waitUntil(lambda: "not there yet" in program.panel.message)
    program.engine.has_features = True
    program.app.detection.detect()
    program.qtbot.waitUntil(lambda: program.panel.inspection is not None)


def test_that_a_closed_panel_computes_nothing_and_asks_when_it_is_opened(
    program: Inspected, qtbot: QtBot, tmp_path: Path
) -> None:
    program.app.actions[ActionId.INSPECTOR].trigger()
    program.app.session.add_objects([ObjectAnnotation("cat", (5.0, 5.0, 30.0, 30.0))], "add")
    assert program.engine.asked == []
    program.app.actions[ActionId.INSPECTOR].trigger()
    qtbot.waitUntil(lambda: program.shown == (5.0, 5.0, 30.0, 30.0))


def test_that_the_program_closes_while_a_box_is_looked_at(program: Inspected) -> None:
    program.engine.slow.clear()
    program.app.session.add_objects([ObjectAnnotation("cat", (5.0, 5.0, 30.0, 30.0))], "add")
    program.qtbot.waitUntil(lambda: bool(program.engine.asked))
    program.engine.slow.set()
    program.app.feature(InsideFeature).inspecting.shutdown()
    assert program.panel.inspection is None


def test_that_it_becomes_a_picture_of_its_views_alone_with_every_caption_written_out(
    program: Inspected,
) -> None:
    shelf = program.app.feature(InsideFeature).seeing.pictures
    assert "RoI inspector" not in [source.name for source in shelf.available()]
    program.select((10, 10, 60, 50))
    program.app.window.resize(900, 600)
    source = next(each for each in shelf.available() if each.name == "RoI inspector")
    image = render_image(source, PictureStyle.of(PictureGround.WHITE), 1)
    assert image.width() == WIDTH + 2 * MARGIN
    svg = QSvgRenderer(QByteArray(svg_bytes(source, PictureStyle.of(PictureGround.WHITE))))
    drawn = QImage(image.size(), QImage.Format.Format_RGB32)
    painter = QPainter(drawn)
    svg.render(painter)
    painter.end()
    # An SVG file knows no clipping: nothing of the close-up may lie over the pooled bins.
    sheet = program.panel.findChildren(InspectorTiles)[-1]
    whole = sheet.parentWidget()
    assert whole is not None
    for view in (sheet.crop, sheet.map, sheet.bins, sheet.pooled):
        area = QRect(view.mapTo(whole, QPoint(MARGIN, MARGIN)), view.size())
        one, other = (each.copy(area).scaled(12, 12, *SMOOTHLY) for each in (drawn, image))
        differences = [
            abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness())
            for x in range(12)
            for y in range(12)
        ]
        assert np.mean(differences) < 6
    assert sheet is not program.tiles
    assert sheet.look is not None
    assert sheet.look.inspection is program.panel.inspection
    for caption in sheet.findChildren(ElidedLabel):
        assert caption.shown == caption.text()


def test_that_a_failure_is_told_in_the_users_language(
    program: Inspected, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.select((10, 10, 60, 50))
    monkeypatch.setattr("frcnn_desktop.ui.inside.inspector.control.in_language", lambda text: f"<{text}>")
    program.app.feature(InsideFeature).inspecting.failed.emit(
        RequestFailed(1, verbatim("Inspecting the box failed: KeyError: x"))
    )
    assert program.panel.message == "<Inspecting the box failed: KeyError: x>"


def test_that_map_and_pooled_bins_are_on_one_scale(program: Inspected) -> None:
    program.select((10.0, 10.0, 40.0, 30.0))
    box = program.panel.header.findChild(QWidget, "channelKind")
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Down)
    program.qtbot.waitUntil(lambda: _channel(program) is None)
    found = program.panel.inspection
    assert found is not None
    for kind in ("roi_pool", "roi_align"):
        program.panel.header.poolings[kind].click()
        low, high = program.tiles.bar.levels
        values = found.pooled(kind).values
        assert low <= min(values.min(), found.channel.values.min())
        assert high >= max(values.max(), found.channel.values.max())


def test_that_in_a_narrow_dock_the_views_are_scrolled_and_not_cut(program: Inspected) -> None:
    program.select((10.0, 10.0, 40.0, 30.0))
    room = program.tiles.parentWidget()
    assert room is not None
    program.panel.setFixedWidth(400)
    program.qtbot.waitUntil(lambda: room.width() <= 400)
    assert program.tiles.width() >= 700


def test_that_deltas_are_told_as_what_they_do() -> None:
    assert delta_effects([0.1, -0.5, 0.0, 0.6931472], (0, 0, 50, 20)) == [
        "+5.0 px", "\u221210.0 px", "× 1.00", "× 2.00",
    ]  # fmt: skip


def _channel(program: Inspected) -> int | None:
    found = program.panel.inspection
    assert found is not None
    return found.channel.index


def _class(program: Inspected) -> int:
    found = program.panel.inspection
    return 0 if found is None else found.class_index
