"""Another program may offer anything as objects; nothing of it ends in a traceback or in the document."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.document.clipboard import MIME_TYPE, put_objects, take_objects

CAT = {"name": "cat", "box": [1, 2, 3, 4], "pose": "Left"}


@pytest.fixture(autouse=True)
def _emptied(qapp: QApplication) -> Iterator[None]:
    """Leave nothing that Qt would free after Python is gone."""
    yield
    qapp.clipboard().clear()


def offer(data: bytes) -> None:
    mime = QMimeData()
    mime.setData(MIME_TYPE, QByteArray(data))
    QGuiApplication.clipboard().setMimeData(mime)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'[{"name":' * 50_000,
        b"{}",
        b"[1]",
        b"[null]",
        b"\xff",
        json.dumps([CAT | {"name": "a\x01b"}]).encode(),
        json.dumps([CAT | {"name": "\ud800"}]).encode(),
        json.dumps([CAT | {"pose": "\x00"}]).encode(),
        json.dumps([CAT | {"box": [10**400, 2, 3, 4]}]).encode(),
        json.dumps([CAT | {"box": [float("nan"), 2, 3, 4]}]).encode(),
        json.dumps([CAT | {"box": "1234567"}]).encode(),
    ],
)
def test_that_what_is_no_object_is_not_pasted(qtbot: QtBot, data: bytes) -> None:
    offer(data)
    assert take_objects() == []


def test_that_objects_come_back_as_they_were_copied(qtbot: QtBot) -> None:
    objects = [ObjectAnnotation("강아지 <b>", (1.0, 2.0, 3.5, 4.0), difficult=True, pose="Left")]
    put_objects(objects)
    assert take_objects() == objects


AT_EXIT = """
from PySide6.QtWidgets import QApplication
from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.document.clipboard import put_objects
application = QApplication([])
put_objects([ObjectAnnotation("cat", (1, 2, 3, 4))])
"""


def test_that_a_program_which_has_copied_objects_ends_without_a_crash() -> None:
    subprocess.run([sys.executable, "-c", AT_EXIT], check=True)
