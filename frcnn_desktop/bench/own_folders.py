"""Empty user folders for a bench: it starts from nothing and leaves nothing in the user's own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from frcnn_desktop.bench.kernels import wait_for_kernels
from frcnn_desktop.host.folders import cache_folder

_NAMES = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")


@contextmanager
def own_folders() -> Iterator[None]:
    """Point settings, caches and kept runs at a temporary folder; compiled kernels are taken from the user's,
    and made there first where they are missing.

    Call it before anything asks for a folder. Where the system has no XDG variables it changes nothing.
    """
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder("kernels")))
    wait_for_kernels()
    before = {name: os.environ.get(name) for name in _NAMES}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ.update(dict.fromkeys(_NAMES, home))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
