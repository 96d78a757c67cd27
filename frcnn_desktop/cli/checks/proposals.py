"""The compiled search."""

from __future__ import annotations

import time

from frcnn_desktop.core.images import load_image
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.proposals import selective_search, warm_up
from frcnn_desktop.proposals.kernels import kernels_failed


def check() -> str:
    """Search a sample. Raises RuntimeError where the search cannot be compiled."""
    warm_up()
    rgb = load_image(resource_path("samples", "chelsea.jpg")).rgb
    started = time.perf_counter()
    proposals = selective_search(rgb)
    if kernels_failed():
        raise RuntimeError("the search cannot be compiled here; OpenCV's slower one serves")
    return f"{len(proposals)} by the compiled search in {(time.perf_counter() - started) * 1000:.0f} ms"
