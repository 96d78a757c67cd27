"""A session with an image of 200 x 100 pixels and three objects."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.document.session import DocumentSession

WIDTH, HEIGHT = 200, 100


@pytest.fixture
def image() -> LoadedImage:
    rgb = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    return LoadedImage(Path("photo.jpg"), rgb, (WIDTH, HEIGHT), 1, "key")


@pytest.fixture
def annotation() -> ImageAnnotation:
    objects = (
        ObjectAnnotation("dog", (10.0, 10.0, 50.0, 40.0)),
        ObjectAnnotation("cat", (60.0, 20.0, 90.0, 80.0), difficult=True, pose="Left"),
        ObjectAnnotation("person", (100.0, 5.0, 180.0, 95.0)),
    )
    return ImageAnnotation(WIDTH, HEIGHT, objects, filename="photo.jpg")


@pytest.fixture
def session(qtbot: QtBot, image: LoadedImage, annotation: ImageAnnotation, tmp_path: Path) -> DocumentSession:
    session = DocumentSession()
    session.open(image, annotation, tmp_path / "photo.xml")
    return session
