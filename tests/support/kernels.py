"""Kernels for the tests that need them, compiled once for all sessions and not into a test's empty home."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from frcnn_desktop.compiled.preparation import Preparation


@contextmanager
def kept_kernels(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let kernels that are made meanwhile be stored in the checkout."""
    before = os.environ.get("NUMBA_CACHE_DIR")
    os.environ["NUMBA_CACHE_DIR"] = before or str(request.config.rootpath / ".pytest_cache" / "kernels")
    try:
        yield
    finally:
        if before is None:
            del os.environ["NUMBA_CACHE_DIR"]


def settled(preparation: Preparation) -> None:
    """Wait for kernels; begin anew where an earlier test began them on a disk or in a home that it broke."""
    preparation.settle()
    if preparation.failed:
        preparation.failed, preparation._thread = False, None
        preparation._done.clear()
        preparation.settle()
    assert preparation.ready
