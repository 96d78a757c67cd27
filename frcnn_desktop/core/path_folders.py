"""The folders of many paths."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def folders_of(paths: Iterable[Path]) -> frozenset[Path]:
    """Return the folder of each path, each once.

    `Path.parent` makes a path and hashes it anew for each of a hundred thousand images of one folder, which
    takes a second: only one path of each folder is asked here.
    """
    one_of_each = {text.rpartition(os.sep)[0]: path for path in paths for text in (str(path),)}
    return frozenset(path.parent for path in one_of_each.values())
