"""A bench measures what people have from their second start on: nothing is compiled meanwhile."""

from __future__ import annotations

from frcnn_desktop.proposals import warm_up


def wait_for_kernels() -> None:
    """Compile all kernels, or load them from the cache."""
    from frcnn_desktop.detector import box_kernel_loader

    warm_up()
    box_kernel_loader.preparation.settle()
