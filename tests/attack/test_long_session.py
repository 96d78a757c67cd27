"""A long session takes no more memory, handles, threads or timers at its end than at its beginning.

`FRCNN_ATTACK_SWITCHES`: how many images are opened, each with an edit.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.shell.settings import LeavePolicy
from frcnn_desktop.voc import read_annotation

pytestmark = [
    pytest.mark.attack,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells what is held"),
]

SWITCHES = int(os.environ.get("FRCNN_ATTACK_SWITCHES", "300"))
IMAGES = 20
MOST_GROWTH_MB = 60.0
"""Undo stacks, caches of decoded images and the allocator reach their size within the first third."""


@dataclass(frozen=True, slots=True)
class Held:
    megabytes: float
    handles: int
    threads: int
    timers: int
    objects: int

    @classmethod
    def now(cls) -> Held:
        gc.collect()
        status = Path("/proc/self/status").read_text()
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        # By their type: some objects of torch warn when they are asked for anything.
        objects = [each for each in gc.get_objects() if issubclass(type(each), QObject)]
        return cls(
            int(resident.split()[1]) / 1024,
            len(os.listdir("/proc/self/fd")),
            len([each for each in objects if isinstance(each, QThread)]),
            len([each for each in objects if isinstance(each, QTimer)]),
            len(objects),
        )


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.json")
    window.app.settings.leave_policy = LeavePolicy.SAVE
    yield window
    window.close()


def drag(canvas: ImageCanvas, start: QPointF, by: QPointF) -> None:
    first, last = canvas.mapFromScene(start), canvas.mapFromScene(start + by)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas.viewport(), left, pos=first)
    QTest.mouseMove(canvas.viewport(), QPoint((first + last) / 2))
    QTest.mouseMove(canvas.viewport(), last)
    QTest.mouseRelease(canvas.viewport(), left, pos=last)


def test_that_opening_and_editing_images_all_day_holds_nothing_back(
    window: Composed, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(IMAGES):
        annotate(make_image(folder / f"{number:02}.png", (320, 240)), CAT, DOG)
    window.app.window.show()
    window.open(folder)
    app, session = window.app, window.app.session
    canvas = app.window.findChild(ImageCanvas)
    assert canvas is not None
    held: list[Held] = []
    for number in range(SWITCHES):
        x1, y1, x2, y2 = session.objects[-1].box
        by = QPointF(7, 5) if number // IMAGES % 2 == 0 else QPointF(-7, -5)
        drag(canvas, QPointF((x1 + x2) / 2, (y1 + y2) / 2), by)
        target = app.workspace.paths[(number + 1) % IMAGES]
        with qtbot.waitSignal(app.workspace.current_changed, timeout=20_000):
            app.workspace.open_image(target)
        if number in (SWITCHES // 3, SWITCHES - 1):
            held.append(Held.now())
    sys.stdout.write(f"\n{SWITCHES} images: after a third {held[0]}, at the end {held[1]}\n")
    first, last = held
    assert last.megabytes - first.megabytes < MOST_GROWTH_MB
    assert last.handles <= first.handles + 2
    assert last.threads <= first.threads
    assert last.timers <= first.timers + 2
    assert last.objects <= first.objects * 1.05 + 50
    assert all(len(read_annotation(each).objects) == 2 for each in folder.glob("*.xml"))
