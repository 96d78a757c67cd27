"""What is read and detected ahead is what the keys really open, whatever the filter of the list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.core.images import load_image
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.browse.image_entry import ImageState

PHOTOS = 12
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
KEYS = [
    (Qt.Key.Key_D, NO_MODIFIER),
    (Qt.Key.Key_N, NO_MODIFIER),
    (Qt.Key.Key_D, SHIFT),
    (Qt.Key.Key_A, NO_MODIFIER),
]


class Reading:
    """The window on twelve photos; the third, sixth, ... have a cat or are called so. Remembers what is
    read ahead."""

    def __init__(self, qtbot: QtBot, tmp_path: Path) -> None:
        self.qtbot, self.folder = qtbot, tmp_path / "photos"
        self.folder.mkdir()
        self.photos = [make_image(self.folder / name_of(number)) for number in range(PHOTOS)]
        # Of those that the filter keeps: verified, labelled, and not annotated.
        annotate(self.photos[3], CAT, verified=True)
        annotate(self.photos[6], CAT)
        annotate(self.photos[1], DOG)
        self.window = Composed(qtbot, tmp_path / "settings.ini")
        self.app = self.window.app
        self.read: set[Path] = set()
        self.app.services.images.prefetched.connect(lambda image: self.read.add(image.path))
        self.window.open(self.folder)
        self.app.window.activateWindow()
        qtbot.waitUntil(lambda: self.app.workspace.catalogue.counts[ImageState.VERIFIED] == 1)

    def filter(self, text: str, state: ImageState | None = None) -> None:
        panel = self.app.feature(BrowseFeature).images
        box, edit = panel.findChild(QComboBox), panel.findChild(QLineEdit)
        assert isinstance(box, QComboBox)
        assert isinstance(edit, QLineEdit)
        edit.setText(text)
        box.setCurrentIndex(box.findData(state))
        self.app.canvas.setFocus()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> Path | None:
        """Press a key of the walk; return the image that it opens, None when it opens none."""
        before = self.app.workspace.catalogue.current
        self.app.canvas.setFocus()
        self.window.key(key, modifiers)
        opened = self.app.workspace.catalogue.current
        self.qtbot.waitUntil(lambda: self.app.workspace.current == opened)
        return opened if opened != before else None


def name_of(number: int) -> str:
    return f"{number:02d}{'cat' if number % 3 == 0 else ''}.png"


@pytest.fixture
def reading(qtbot: QtBot, tmp_path: Path) -> Iterator[Reading]:
    reading = Reading(qtbot, tmp_path)
    yield reading
    reading.window.close()


@pytest.mark.parametrize(
    ("text", "state"),
    [("cat", None), ("", ImageState.DETECTED), ("png", ImageState.LABELLED), ("", None)],
)
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("start", [0, 5])
def test_that_each_key_opens_an_image_that_was_read_and_detected_ahead(
    reading: Reading, text: str, state: ImageState | None, key: tuple[Qt.Key, Qt.KeyboardModifier], start: int
) -> None:
    # Not by walking: nothing but what is read ahead from here counts.
    reading.window.show(reading.photos[start + 1])
    reading.filter(text, state)
    reading.read.clear()
    reading.window.show(reading.photos[start])
    wanted = set(reading.app.workspace.catalogue.ahead(4))
    kept = reading.app.inference.kept
    reading.qtbot.waitUntil(
        lambda: (
            wanted <= reading.read and all(kept(load_image(path).content_key) is not None for path in wanted)
        )
    )
    read = set(reading.read)
    opened = reading.press(*key)
    if opened is not None:
        assert opened in read
        assert reading.app.detection.run is not None
        assert reading.app.detection.run.content_key == load_image(opened).content_key


def test_that_nothing_else_is_read_ahead_under_a_filter(reading: Reading) -> None:
    reading.filter("cat")
    reading.window.show(reading.photos[5])
    reading.read.clear()
    reading.window.show(reading.photos[0])
    reading.qtbot.waitUntil(lambda: len(reading.read) == 3)
    reading.qtbot.wait(100)
    assert reading.read == {reading.photos[3], reading.photos[6], reading.photos[9]}
    assert reading.press(Qt.Key.Key_D, NO_MODIFIER) == reading.photos[3]
    assert reading.press(Qt.Key.Key_N, NO_MODIFIER) == reading.photos[6]
    assert reading.press(Qt.Key.Key_D, SHIFT) == reading.photos[9]
