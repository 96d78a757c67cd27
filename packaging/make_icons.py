"""Draw the application's icon in every size and form that systems ask for, from its one SVG.

Usage: python packaging/make_icons.py FOLDER
Writes FOLDER/SIZExSIZE.png, FOLDER/app.ico (Windows) and FOLDER/app.icns (macOS).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "resources" / "icons" / "app.svg"
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)


def make_icons(folder: Path) -> Path:
    """Write all icons into a folder, which is made, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: _draw(size, folder / f"{size}x{size}.png") for size in PNG_SIZES}
    _write_collections(folder, pictures)
    return folder


def _draw(size: int, target: Path) -> Path:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    if not picture.save(str(target)):
        raise OSError(f"cannot write {target}")
    return target


def _write_collections(folder: Path, pictures: dict[int, Path]) -> None:
    from PIL import Image

    def read(size: int) -> Image.Image:
        return Image.open(pictures[size])

    read(256).save(
        folder / "app.ico",
        sizes=[(size, size) for size in ICO_SIZES],
        append_images=[read(size) for size in ICO_SIZES],
    )
    read(1024).save(folder / "app.icns", append_images=[read(size) for size in (32, 64, 128, 256, 512)])


if __name__ == "__main__":
    make_icons(Path(sys.argv[1]))
