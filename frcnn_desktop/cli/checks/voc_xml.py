"""The XML codec, with a name beyond ASCII."""

from __future__ import annotations

import tempfile
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import read_annotation, write_annotation


def check() -> str:
    """Write an annotation, read it, and write it again. Raises RuntimeError where a byte differs."""
    written = ImageAnnotation(50, 40, (ObjectAnnotation("cat", (1.0, 2.0, 30.0, 40.0)),), filename="a.jpg")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "고양이.xml"
        write_annotation(written, path)
        data = path.read_bytes()
        annotation = read_annotation(path)
        write_annotation(annotation, path)
        if annotation.objects != written.objects or path.read_bytes() != data:
            raise RuntimeError("what was read is not what was written")
    return "written, read and written again unchanged"
