"""The composed program with a known detector, for tests that use it as a person does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.feature import Outline
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.workers.detect.engine import Engine
from support.fake_engine import FakeEngine
from support.window import end

CAT = ObjectAnnotation("cat", (1.0, 1.0, 20.0, 20.0))
DOG = ObjectAnnotation("dog", (5.0, 5.0, 30.0, 30.0))
COW = ObjectAnnotation("cow", (10.0, 5.0, 40.0, 30.0))


def make_image(path: Path, size: tuple[int, int] = (60, 40), *, orientation: int = 1) -> Path:
    image = Image.effect_noise(size, 40).convert("RGB")
    exif = image.getexif()
    exif[0x0112] = orientation
    # Noise cannot be compressed, and the attempt takes longer than anything else in many a test.
    image.save(path, exif=exif if orientation != 1 else b"", compress_level=0)
    return path


def annotate(image: Path, *objects: ObjectAnnotation, verified: bool = False) -> Path:
    with Image.open(image) as opened:
        width, height = opened.size
    path = image.with_suffix(".xml")
    write_annotation(ImageAnnotation(width, height, objects, verified), path)
    return path


class Composed:
    """One window. `click` presses a button of the banner, `key` a key where the focus is."""

    def __init__(
        self,
        qtbot: QtBot,
        settings: Path,
        factory: Callable[[Path | None, str], Engine] | None = None,
        *,
        engine: FakeEngine | None = None,
        features: Sequence[Outline] | None = None,
    ) -> None:
        self.qtbot, self.engine = qtbot, engine or FakeEngine()
        factory = factory or (lambda _path, _device: self.engine)
        self.app = Application(Settings(settings), factory, features)
        self.app.window.resize(1200, 800)

    def open(self, *paths: Path) -> None:
        with self.qtbot.waitSignal(self.app.workspace.current_changed):
            self.app.start(paths)

    def show(self, path: Path) -> None:
        """Open another image of the list and wait until it is shown or refused."""
        with self.qtbot.waitSignal(self.app.workspace.current_changed):
            self.app.workspace.open_image(path)

    @property
    def message(self) -> str:
        return self.app.frame.banner.text

    @property
    def refusal(self) -> str:
        """What is said in the place of a photo, "" while one is shown."""
        page = self.app.feature(BrowseFeature).empty_page
        return " ".join(label.text() for label in page.findChildren(QLabel)) if page.isVisible() else ""

    @property
    def buttons(self) -> list[str]:
        """The buttons of the banner, left to right."""
        shown = [button for button in self.app.frame.banner.findChildren(QPushButton) if button.isVisible()]
        return [button.text() for button in sorted(shown, key=lambda button: button.x())]

    def click(self, text: str) -> None:
        buttons = self.app.frame.banner.findChildren(QPushButton)
        button = next(each for each in buttons if each.text() == text and each.isVisible())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait_for_save()

    def wait_for_save(self) -> None:
        """Return when no save is under way."""
        self.qtbot.waitUntil(lambda: not self.app.workspace.saving)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.app.canvas, key, modifiers)

    def close(self) -> None:
        self.engine.gate.set()
        end(self.app)
