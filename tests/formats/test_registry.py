"""What is known of the formats, loaded or not."""

from __future__ import annotations

from frcnn_desktop.formats.registry import FORMATS, VOC
from frcnn_desktop.formats.titles import TITLES


def test_that_menus_name_every_format_without_loading_any() -> None:
    assert {each.name: each.title for each in FORMATS} == TITLES
    assert next(iter(TITLES)) == VOC.name
