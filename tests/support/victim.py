"""A person at work whom somebody else kills: real mouse and key events on the composed program, and a diary.

`python victim.py`: each line on standard input, JSON with `folder`, `home`, `diary` and `seed`, forks a
program that works in that folder until it is killed; its process id is answered. Forking saves two seconds of
imports for each.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.app import Application, make_qt_application
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.shell.settings import LeavePolicy, Settings
from frcnn_desktop.voc.coordinates import voc_from_box
from support.fake_engine import FakeEngine

PAUSE_MS = 60
_FOLDER_VARIABLES = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def written(objects: tuple[ObjectAnnotation, ...], size: tuple[int, int]) -> list[list[object]]:
    """Return objects as an annotation file holds them."""
    return [[each.name, *voc_from_box(each.box, *size)] for each in objects]


class Person(QObject):
    """Drags boxes, copies, deletes, undoes, saves and walks on, and writes down each state that it sees."""

    def __init__(self, app: Application, diary: Path, seed: int) -> None:
        super().__init__()
        self._app, self._random = app, random.Random(seed)
        self._diary = os.open(diary, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        app.session.annotation_changed.connect(self._write)
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._act)
        self._timer.start()

    @Slot()
    def _write(self) -> None:
        session = self._app.session
        if session.image is None:
            return
        size = session.image.width, session.image.height
        entry = {
            "time": time.monotonic(),
            "image": session.image.path.name,
            "objects": written(session.objects, size),
            "dirty": session.dirty,
        }
        os.write(self._diary, json.dumps(entry).encode() + b"\n")

    @Slot()
    def _act(self) -> None:
        canvas = self._app.window.findChild(ImageCanvas)
        if self._app.session.image is None or canvas is None or self._app.workspace.saving:
            return
        objects, roll = self._app.session.objects, self._random.random()
        no_key, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
        if objects and roll < 0.6:
            self._drag(canvas, self._random.choice(objects))
        elif objects and roll < 0.7:
            QTest.keyClick(canvas, Qt.Key.Key_D, control)
        elif len(objects) > 2 and roll < 0.76:
            QTest.keyClick(canvas, Qt.Key.Key_Delete, no_key)
        elif roll < 0.82:
            QTest.keyClick(canvas, Qt.Key.Key_Z, control)
        elif roll < 0.88:
            QTest.keyClick(canvas, Qt.Key.Key_S, control)
        else:
            QTest.keyClick(canvas, self._random.choice((Qt.Key.Key_D, Qt.Key.Key_A)), no_key)

    def _drag(self, canvas: ImageCanvas, item: ObjectAnnotation) -> None:
        x1, y1, x2, y2 = item.box
        corner = self._random.random() < 0.3
        start = QPointF(x2, y2) if corner else QPointF((x1 + x2) / 2, (y1 + y2) / 2)
        end = start + QPointF(self._random.uniform(-15, 15), self._random.uniform(-15, 15))
        first, last, left = canvas.mapFromScene(start), canvas.mapFromScene(end), Qt.MouseButton.LeftButton
        QTest.mousePress(canvas.viewport(), left, pos=first)
        QTest.mouseMove(canvas.viewport(), (first + last) / 2)
        QTest.mouseMove(canvas.viewport(), last)
        QTest.mouseRelease(canvas.viewport(), left, pos=last)


def work(folder: Path, home: Path, diary: Path, seed: int) -> None:
    """Be the program, until somebody kills it."""
    os.environ.update(dict.fromkeys(_FOLDER_VARIABLES, str(home)))
    qt: QApplication = make_qt_application()
    settings = Settings(home / "settings.json")
    settings.leave_policy = LeavePolicy.SAVE
    app = Application(settings, lambda _path, _device: FakeEngine())
    app.window.resize(1000, 700)
    app.start([folder])
    person = Person(app, diary, seed)
    qt.exec()
    person.deleteLater()


def main() -> None:
    for line in sys.stdin:
        wanted = json.loads(line)
        process = os.fork()
        if process == 0:
            sys.stdin.close()
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 2)
            try:
                work(Path(wanted["folder"]), Path(wanted["home"]), Path(wanted["diary"]), wanted["seed"])
            finally:
                os._exit(1)
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()
        os.waitpid(process, 0)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
