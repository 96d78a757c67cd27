"""The program, and a folder whose classes are changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.core.annotation import ObjectAnnotation

TWIN = ObjectAnnotation("Cat", (3.0, 3.0, 22.0, 22.0))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    yield window
    window.close()


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    """Four images: cat and dog, Cat, dog, and one without an annotation."""
    folder = tmp_path / "farm"
    folder.mkdir()
    images = [make_image(folder / f"{number}.png") for number in range(4)]
    for image, objects in zip(images, ((CAT, DOG), (TWIN,), (DOG,)), strict=False):
        annotate(image, *objects)
    return folder
