"""Lines, ghosts, sizes and ground: what helps a person who draws."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor
from support.layer_pixels import GREY, pixel

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.ui.canvas.pointer import CanvasMode


def test_that_lines_through_the_cursor_help_drawing(empty, mouse, grab) -> None:
    empty.set_mode(CanvasMode.DRAW)
    mouse.hover(200, 150)
    picture = grab()
    assert pixel(empty, picture, 200, 40) != GREY
    assert pixel(empty, picture, 40, 150) != GREY
    mouse.hover(100, 100)
    assert pixel(empty, grab(), 200, 40) == GREY
    empty.set_mode(CanvasMode.SELECT)
    assert pixel(empty, grab(), 100, 40) == GREY


def test_that_the_ground_follows_the_theme(canvas, grab) -> None:
    shades = []
    for window in ("#202226", "#f3f4f6"):
        palette = canvas.palette()
        palette.setColor(palette.ColorRole.Window, QColor(window))
        canvas.setPalette(palette)
        shades.append(grab().pixelColor(1, 1).lightness())
    assert shades[0] < 40
    assert shades[1] > 200


def test_that_ghosts_are_seen_but_cannot_be_touched_and_go_with_the_image(
    empty, session, mouse, grab
) -> None:
    empty.set_ghosts([(20, 20, 380, 200)], QColor("white"))
    picture = grab()
    dashes = {pixel(empty, picture, x, 200) for x in range(100, 200)}
    assert (255, 255, 255) in dashes
    assert len(dashes) > 1
    mouse.click(200, 100)
    assert session.selection == frozenset()
    assert session.image is not None
    session.open(session.image, ImageAnnotation(400, 300), Path("b.xml"))
    assert pixel(empty, grab(), 100, 200) == GREY


def test_that_a_resized_box_tells_its_size_and_a_drawn_one_its_class_too(
    canvas, session, small, mouse
) -> None:
    def details() -> set[tuple[str, str]]:
        canvas.viewport().repaint()
        return {(chip.text, chip.detail) for chip, _ in canvas.photo_scene.chips.shown}

    session.select([small.id])
    mouse.press(160, 140)
    mouse.move(180, 150)
    assert ("dog", "80 × 50") in details()
    mouse.release(180, 150)
    assert ("dog", "") in details()
    canvas.set_current_class("cat")
    canvas.set_mode(CanvasMode.DRAW)
    mouse.press(10, 10)
    mouse.move(40, 30)
    assert ("cat", "30 × 20") in details()
    canvas.cancel()
    assert ("cat", "30 × 20") not in details()
