from __future__ import annotations

import sys

import pytest

from frcnn_desktop.cli.progress import with_progress
from frcnn_desktop.core.ranks import Ranks


def test_that_an_error_within_gives_standard_error_back_at_once() -> None:
    before = sys.stderr
    kept = []
    with pytest.raises(ValueError, match="bad"), with_progress([1, 2, 3], "counting", Ranks()) as items:
        for item in items:
            kept.append(items)
            assert sys.stderr is not before
            if item == 2:
                raise ValueError("bad")
    assert sys.stderr is before
    assert len(kept) == 2
