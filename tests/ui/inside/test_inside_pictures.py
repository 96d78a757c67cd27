"""Pictures of the inside view: readable files in every format, at the size asked for, nothing missing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from support.inside_program import HEIGHT, WIDTH, InsideProgram
from support.window import panel_of

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.ui.inside.comparison.panel import WaysPanel
from frcnn_desktop.ui.inside.comparison.timings_panel import TimingsPanel
from frcnn_desktop.ui.inside.feature import InsideFeature
from frcnn_desktop.ui.inside.pictures.dialog import PictureDialog, PictureFormat
from frcnn_desktop.ui.inside.pictures.files import (
    MARGIN,
    PanelPicture,
    PictureWriteError,
    copy_picture,
    full_size,
    png_bytes,
    render_image,
    svg_bytes,
    write_file,
)
from frcnn_desktop.ui.inside.pictures.shelf import PictureGround, PictureShelf, PictureStyle
from frcnn_desktop.ui.inside.pictures.widget_picture import WidgetPicture
from frcnn_desktop.ui.inside.walk.panels import panels_of
from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.docks import PanelDock
from frcnn_desktop.workers.inside.gif import FADE_STEPS, encode_gif

WHITE = PictureStyle.of(PictureGround.WHITE)
CLEAR = PictureStyle.of(PictureGround.TRANSPARENT)


class Square:
    """A red square of 40 x 20."""

    name = "Square"

    def size(self) -> QSizeF:
        return QSizeF(40, 20)

    def paint(self, painter: QPainter, style: PictureStyle) -> None:
        painter.fillRect(0, 0, 40, 20, QColor("red"))


class Nothing(Square):
    def size(self) -> QSizeF:
        return QSizeF()


def test_that_a_png_has_the_scale_asked_for_and_keeps_transparency(qtbot: QtBot) -> None:
    with Image.open(BytesIO(png_bytes(Square(), CLEAR, 3))) as image:
        assert image.format == "PNG"
        assert image.size == (3 * (40 + 2 * MARGIN), 3 * (20 + 2 * MARGIN))
        rgba = np.asarray(image.convert("RGBA"))
    assert rgba[0, 0, 3] == 0
    assert rgba[3 * MARGIN + 5, 3 * MARGIN + 5].tolist() == [255, 0, 0, 255]
    with Image.open(BytesIO(png_bytes(Square(), WHITE, 1))) as image:
        assert np.asarray(image.convert("RGBA"))[0, 0].tolist() == [255, 255, 255, 255]


def test_that_an_svg_can_be_read_again_and_shows_the_same(qtbot: QtBot) -> None:
    renderer = QSvgRenderer(QByteArray(svg_bytes(Square(), WHITE)))
    assert renderer.isValid()
    assert renderer.viewBoxF().size() == full_size(Square())
    drawn = QImage(renderer.viewBox().size(), QImage.Format.Format_RGB32)
    drawn.fill("blue")
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    assert drawn.pixelColor(MARGIN + 5, MARGIN + 5) == QColor("red")
    assert drawn.pixelColor(2, 2) == QColor("white")


def test_that_a_picture_beyond_what_can_be_drawn_is_refused_with_a_sentence(qtbot: QtBot) -> None:
    with pytest.raises(PictureWriteError, match="Choose a smaller scale"):
        render_image(Square(), WHITE, 2000)


def test_that_a_file_that_cannot_be_written_is_told_by_name(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(PictureWriteError, match=r"a\.png cannot be written"):
        write_file(tmp_path / "missing" / "a.png", b"x")
    write_file(tmp_path / "a.png", b"x")
    assert (tmp_path / "a.png").read_bytes() == b"x"


def test_that_a_row_of_panels_is_as_wide_as_its_panels(qtbot: QtBot) -> None:
    row, grid = PanelPicture("row", [Square()] * 5, 5), PanelPicture("grid", [Square()] * 5, 3)
    assert row.size().width() > 5 * 40
    assert grid.size().width() < row.size().width()
    assert grid.size().height() > row.size().height()
    assert PanelPicture("none", [], 3).size().isEmpty()


def test_that_the_shelf_offers_what_can_be_drawn_now(qtbot: QtBot) -> None:
    shelf, square = PictureShelf(), Square()
    shelf.add(square)
    shelf.add(square)
    shelf.add(Nothing())
    assert shelf.available() == [square]
    shelf.remove(square)
    assert shelf.available() == []


def test_that_a_panel_of_widgets_is_drawn_with_its_children_at_any_scale(qtbot: QtBot) -> None:
    panel, shown = QWidget(), [False]
    panel.resize(120, 60)
    child = QLabel(panel)
    child.setStyleSheet("background: #00ff00")
    child.setGeometry(20, 10, 50, 30)
    qtbot.addWidget(panel)
    source = WidgetPicture("Panel", [panel], lambda: shown[0])
    assert source.size().isEmpty()
    panel.show()
    assert source.size().isEmpty()
    shown[0] = True
    assert source.size() == QSizeF(120, 60)
    image = render_image(source, WHITE, 2)
    assert image.pixelColor(2 * (MARGIN + 45), 2 * (MARGIN + 25)) == QColor("#00ff00")
    assert image.pixelColor(2 * (MARGIN + 100), 2 * (MARGIN + 50)) != QColor("#00ff00")
    assert QSvgRenderer(QByteArray(svg_bytes(source, WHITE))).isValid()


def test_that_a_picture_goes_to_the_clipboard(qtbot: QtBot) -> None:
    copy_picture(Square(), WHITE, 2)
    image = QApplication.clipboard().image()
    assert image.width() == 2 * (40 + 2 * MARGIN)


def test_that_the_animation_holds_each_frame_and_fades_between() -> None:
    frames = [np.full((8, 12, 3), value, np.uint8) for value in (0, 120, 240)]
    done: list[tuple[int, int]] = []
    data = encode_gif(frames, hold_ms=500, progress=lambda *numbers: done.append(numbers))
    with Image.open(BytesIO(data)) as image:
        assert image.format == "GIF"
        assert image.size == (12, 8)
        assert getattr(image, "n_frames", 1) == 3 + 2 * FADE_STEPS
        assert image.info["loop"] == 0
        greys = []
        for index in range(3 + 2 * FADE_STEPS):
            image.seek(index)
            greys.append(image.convert("RGB").getpixel((3, 3))[0])  # type: ignore[index]
            held = index % (FADE_STEPS + 1) == 0
            assert image.info["duration"] == (500 if held else 70)
    assert greys == sorted(greys)
    assert greys[:: FADE_STEPS + 1] == [0, 120, 240]
    assert done[-1] == (9, 9)


def test_that_an_animation_can_be_stopped_and_needs_frames_of_one_size() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        encode_gif([np.zeros((4, 4, 3), np.uint8)], token=token)
    with pytest.raises(ValueError, match="one size"):
        encode_gif([np.zeros((4, 4, 3), np.uint8), np.zeros((5, 4, 3), np.uint8)])
    with pytest.raises(ValueError, match="one size"):
        encode_gif([])


def test_that_every_stage_becomes_a_png_and_an_svg(program: InsideProgram) -> None:
    program.see_inside()
    (stage_picture, photo_alone, *_) = program.app.feature(InsideFeature).seeing.pictures.available()
    for stage in STAGES:
        program.walk.show_stage(stage)
        assert stage_picture.name == stage.title
        image = render_image(stage_picture, WHITE, 1)
        assert image.width() == round(stage_picture.size().width()) + 2 * MARGIN
        assert QSvgRenderer(QByteArray(svg_bytes(stage_picture, CLEAR))).isValid()
        alone = photo_alone.size()
        assert alone.width() / alone.height() == pytest.approx(WIDTH / HEIGHT, rel=0.01)


def test_that_the_whole_walk_becomes_a_row_and_an_animation(program: InsideProgram, tmp_path: Path) -> None:
    program.see_inside()
    program.app.actions[ActionId.EXPORT_PICTURE].trigger()
    export = program.app.feature(InsideFeature).seeing.export
    dialog = export.dialog
    assert isinstance(dialog, PictureDialog)
    dialog.view.setCurrentIndex(2)
    assert dialog.source is not None
    assert dialog.source.size().width() > len(STAGES) * 300
    dialog.file_format.setCurrentIndex(dialog.file_format.findData(PictureFormat.GIF.value))
    dialog.size_box.setCurrentIndex(0)
    with program.qtbot.waitSignal(export.gifs.written, timeout=120_000):
        assert export.save(tmp_path / "walk.gif")
    with Image.open(tmp_path / "walk.gif") as image:
        assert getattr(image, "n_frames", 1) == len(STAGES) + (len(STAGES) - 1) * FADE_STEPS
    dialog.file_format.setCurrentIndex(0)
    assert export.save(tmp_path / "walk.png")
    assert not QImage(str(tmp_path / "walk.png")).isNull()
    dialog.view.setCurrentIndex(0)
    dialog.file_format.setCurrentIndex(1)
    assert export.save(tmp_path / "stage.svg")
    assert QSvgRenderer(str(tmp_path / "stage.svg")).isValid()
    dialog.copy.click()
    assert not QApplication.clipboard().image().isNull()


def test_that_with_nothing_to_export_the_dialog_says_why(empty_program: InsideProgram) -> None:
    empty_program.app.actions[ActionId.EXPORT_PICTURE].trigger()
    dialog = empty_program.app.feature(InsideFeature).seeing.export.dialog
    assert dialog is not None
    assert dialog.source is None
    assert not dialog.save.isEnabled()
    assert not dialog.copy.isEnabled()


def test_that_only_the_walk_can_be_animated(program: InsideProgram) -> None:
    program.see_inside()
    program.app.actions[ActionId.EXPORT_PICTURE].trigger()
    dialog = program.app.feature(InsideFeature).seeing.export.dialog
    assert dialog is not None
    dialog.view.setCurrentIndex(3)
    dialog.file_format.setCurrentIndex(2)
    assert dialog.format is PictureFormat.GIF
    dialog.view.setCurrentIndex(0)
    assert dialog.format is PictureFormat.PNG


def test_that_times_become_a_picture_without_the_button_and_without_empty_room(
    program: InsideProgram,
) -> None:
    window = program.app.window
    shelf = program.app.feature(InsideFeature).seeing.pictures
    title = "Where the time goes"
    assert title not in [source.name for source in shelf.available()]
    window.findChild(PanelDock, "timings").show()  # type: ignore[union-attr]
    panel_of(window, WaysPanel).set_ways(WaysCompared("key", 2000, 32, 0.09, 0.2, 0.3, 0.25, 0.9, 0.885))
    program.qtbot.waitUntil(lambda: title in [source.name for source in shelf.available()])
    source = next(source for source in shelf.available() if source.name == title)
    wanted = [panel_of(window, TimingsPanel), *panel_of(window, WaysPanel).told]
    assert panel_of(window, WaysPanel).button not in wanted
    assert source.size().height() <= sum(each.height() for each in wanted)
    image = render_image(source, WHITE, 1)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    # R-CNN's bar and the backbone's, in both halves.
    assert {"#e15759", "#f28e2b"} <= colours


def test_that_a_panels_name_and_legend_stay_below_and_above_its_own_photo(program: InsideProgram) -> None:
    program.see_inside()
    panels = panels_of(lambda: program.walk.walk, 420, 2.0)
    numbers = [str(number) for number in range(1, len(STAGES) + 1)]
    assert [panel.name.split()[0] for panel in panels] == numbers
    assert len({(panel.size().width(), panel.size().height()) for panel in panels}) == 1
    for panel in panels:
        size = panel.size()
        image = QImage(round(size.width()) + 200, round(size.height()) + 100, QImage.Format.Format_RGB32)
        image.fill("white")
        painter = QPainter(image)
        panel.paint(painter, WHITE)
        painter.end()
        beside = image.copy(round(size.width()) + 2, 0, 198, image.height())
        below = image.copy(0, round(size.height()) + 2, image.width(), 98)
        for rest in (beside, below):
            blank = QImage(rest.size(), rest.format())
            blank.fill("white")
            assert rest == blank, panel.name
