"""A large photo is open as soon as it can be seen: its pixels come while it is worked on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from support.composed import Composed
from support.late_photos import SIZE, Decoding, large_jpeg, large_pixels
from support.window import panel_of

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.upright import upright_pixels
from frcnn_desktop.ui.inside.feature import InsideFeature
from frcnn_desktop.ui.inside.pictures.files import render_image
from frcnn_desktop.ui.inside.pictures.shelf import PictureGround, PictureStyle
from frcnn_desktop.ui.inside.walk.panels import StagePanel
from frcnn_desktop.ui.inside.walk.registry import stage_named
from frcnn_desktop.ui.kit.images import to_qimage
from frcnn_desktop.ui.view.tone_panel import TonePanel
from frcnn_desktop.voc.files import read_annotation


class Large:
    """The window on three large photos, the second turned; no more than what is seen is decoded until
    `let_come`."""

    def __init__(self, qtbot: QtBot, tmp_path: Path, decoding: Decoding) -> None:
        self.qtbot, self.decoding = qtbot, decoding
        self.photos = [large_jpeg(tmp_path / "0.jpg"), large_jpeg(tmp_path / "1.jpg", 6, 60)]
        self.photos.append(large_jpeg(tmp_path / "2.jpg", shift=120))
        self.window = Composed(qtbot, tmp_path / "settings.ini")
        self.app, self.canvas = self.window.app, self.window.app.canvas
        self.came: list[Path] = []
        self.app.session.pixels_came.connect(lambda: self.came.append(self.image.path))
        decoding.may_go_on.clear()
        self.window.open(*self.photos)
        for layer in self.canvas.layers:
            # What is found on the photo comes when it likes.
            layer.visible = False

    @property
    def image(self) -> LoadedImage:
        image = self.app.session.image
        assert image is not None
        return image

    def let_come(self) -> None:
        """Let pixels be decoded and wait for those of the open photo."""
        self.decoding.may_go_on.set()
        self.qtbot.waitUntil(lambda: self.image.path in self.came)

    def seen(self, zoom: float | None = None) -> NDArray[np.uint8]:
        """Return what the canvas shows, H x W x 3, where it is zoomed to the middle of the photo."""
        if zoom is not None:
            self.canvas.set_zoom(zoom)
            self.canvas.look_at(self.canvas.photo_scene.photo.boundingRect().center())
        return rgb_of(self.canvas.viewport().grab().toImage())

    def middle(self, zoom: float | None = None) -> NDArray[np.uint8]:
        """Return what is seen beside the minimap."""
        return _middle(self.seen(zoom))

    def part(self, zoom: int) -> NDArray[np.uint8]:
        """Return the photo's own pixels where `seen` shows them, each `zoom` times across and down."""
        corner = self.canvas.to_photo(QPoint(0, 0).toPointF())
        left, top = round(corner.x() * zoom), round(corner.y() * zoom)
        height, width = self.seen().shape[:2]
        rows, columns = (np.arange(height) + top) // zoom, (np.arange(width) + left) // zoom
        return _middle(stored(self.image.path)[rows[:, None], columns[None]])


def rgb_of(picture: QImage) -> NDArray[np.uint8]:
    """Return the pixels of a picture, H x W x 3."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1)
    return rows[:, : 3 * picture.width()].reshape(picture.height(), picture.width(), 3).copy()


def _middle(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    return picture[height // 2 - 100 : height // 2 + 100, width // 2 - 150 : width // 2 + 150]


def stored(path: Path) -> NDArray[np.uint8]:
    """Return all pixels of a photo, upright, as Pillow decodes them."""
    with Image.open(path) as image:
        return upright_pixels(image)


@pytest.fixture
def large(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Large]:
    decoding = Decoding(monkeypatch)
    large = Large(qtbot, tmp_path, decoding)
    yield large
    decoding.may_go_on.set()
    large.window.close()
    assert not decoding.in_gui_thread


def test_that_everything_works_before_the_pixels_come(large: Large, qtbot: QtBot) -> None:
    image = large.image
    assert (image.width, image.height) == SIZE
    assert image.decoded is None
    assert set(large.decoding.factors) == {2}
    middle = large.seen()[large.canvas.height() // 2, large.canvas.width() // 2]
    wanted = large_pixels()[SIZE[1] // 2 - 9 : SIZE[1] // 2 + 9, SIZE[0] // 2 - 9 : SIZE[0] // 2 + 9]
    assert np.abs(middle - wanted.mean((0, 1))).max() < 8
    box = (2500.0, 1800.0, 3000.0, 2100.0)
    large.app.session.add_objects([ObjectAnnotation("cat", box)])
    large.app.workspace.save()
    large.window.wait_for_save()
    saved = read_annotation(large.photos[0].with_suffix(".xml"))
    assert (saved.width, saved.height) == SIZE
    assert [each.box for each in saved.objects] == [box]
    large.canvas.zoom_in()
    large.seen()
    large.canvas.setFocus()
    large.window.key(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: large.app.workspace.current == large.photos[1])
    assert (large.image.width, large.image.height) == SIZE[::-1]
    assert image.decoded is None
    assert large.image.decoded is None


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("zoom", [1, 4, 8])
def test_that_the_pixels_come_where_they_are_missing(large: Large, number: int, zoom: int) -> None:
    if number:
        large.window.show(large.photos[number])
    few = large.middle(zoom)
    place = large.canvas.place
    large.let_come()
    assert large.canvas.place == place
    wanted = large.part(zoom)
    np.testing.assert_array_equal(large.middle(), wanted)
    # The same place before, with less in it.
    assert not np.array_equal(few, wanted)
    assert np.abs(few.astype(int) - wanted).mean() < 8


def test_that_nothing_is_drawn_anew_where_none_are_missing(large: Large) -> None:
    photo = large.canvas.photo_scene.photo
    large.seen()
    large.qtbot.waitUntil(lambda: not photo._mipmaps._timer.isActive())
    before, drawn = large.seen(), photo._cache.renders
    large.let_come()
    np.testing.assert_array_equal(large.middle(), _middle(before))
    assert photo._cache.renders == drawn
    np.testing.assert_array_equal(large.middle(1), large.part(1))


def test_that_no_pixels_come_into_another_photo(large: Large, qtbot: QtBot) -> None:
    large.seen(1)
    large.window.show(large.photos[2])
    large.seen(1)
    large.let_come()
    assert large.came == [large.photos[2]]
    np.testing.assert_array_equal(large.middle(), large.part(1))
    # Back again: they were read meanwhile, or come now.
    large.window.show(large.photos[0])
    qtbot.waitUntil(lambda: large.image.decoded is not None and large.came[-1] == large.photos[0])
    np.testing.assert_array_equal(large.middle(1), large.part(1))


def test_that_the_detector_gets_all_pixels(large: Large, qtbot: QtBot) -> None:
    large.let_come()
    np.testing.assert_array_equal(large.image.rgb, stored(large.photos[0]))
    qtbot.waitUntil(lambda: large.app.detection.run is not None)


def test_that_a_tone_looks_the_same_before_and_after(large: Large, qtbot: QtBot) -> None:
    large.canvas.setFocus()
    large.window.key(Qt.Key.Key_B)
    panel = panel_of(large.app.window, TonePanel)
    qtbot.waitUntil(lambda: panel.form is not None)
    panel.form.automatic.click()
    panel.form.rows["gamma"].slider.setValue(70)
    large.seen()
    qtbot.waitUntil(lambda: not large.canvas.photo_scene.photo._mipmaps._timer.isActive())
    before = large.seen()
    assert large.image.decoded is None
    assert panel.form.histogram._counts.sum() > 0
    large.let_come()
    np.testing.assert_array_equal(large.middle(), _middle(before))


def test_that_see_inside_shows_the_photo_before_the_pixels_come(
    large: Large, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    segmented: list[tuple[int, ...]] = []

    def segment(image: LoadedImage, _call: object) -> None:
        segmented.append(image.rgb.shape)
        raise Cancelled

    monkeypatch.setattr("frcnn_desktop.workers.inside.stages.segment_image", segment)
    walk = large.app.feature(InsideFeature).seeing.walk
    large.canvas.setFocus()
    large.window.key(Qt.Key.Key_F2)
    assert walk.stage is stage_named("input")
    panel = StagePanel(stage_named("input"), lambda: walk.walk, 600)
    assert large.image.decoded is None
    few = rgb_of(render_image(panel, PictureStyle.of(PictureGround.WHITE), 1))
    large.let_come()
    all_of_them = rgb_of(render_image(panel, PictureStyle.of(PictureGround.WHITE), 1))
    assert np.abs(few.astype(int) - all_of_them).mean() < 8
    qtbot.waitUntil(lambda: segmented == [(SIZE[1], SIZE[0], 3)])


def test_that_pixels_that_cannot_be_had_are_told_of(
    large: Large, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left(*_args: object) -> None:
        raise MemoryError

    # What libjpeg does not decode Pillow is asked for.
    monkeypatch.setattr("frcnn_desktop.core.images.upright_pixels", none_left)
    large.decoding.fails = True
    large.window.show(large.photos[2])
    large.decoding.may_go_on.set()
    qtbot.waitUntil(lambda: "2.jpg" in large.window.message)
    assert large.app.workspace.current == large.photos[2]


def test_that_a_picture_of_what_is_there_covers_the_photo(large: Large) -> None:
    assert to_qimage(large.image.at_hand).size().toTuple() == (1501, 1051)
