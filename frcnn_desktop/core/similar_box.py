"""A place in a folder that looks like another one."""

from __future__ import annotations

from dataclasses import dataclass

from frcnn_desktop.core.boxes import Box


@dataclass(frozen=True, slots=True)
class SimilarBox:
    """`box` (image pixels) of the image with a content key; `name` is the class of the object there, "" where
    there is none; `likeness` from 0 to 1, 1 for equal features."""

    content_key: str
    box: Box
    name: str
    likeness: float
