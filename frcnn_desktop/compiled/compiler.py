"""How kernels are compiled. This module imports numba."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
from numba.core import errors

if colours := getattr(errors, "HighlightColorScheme", None):
    # With colorama installed, and pyqtgraph brings it, numba exchanges sys.stdout for each message that it
    # makes, thousands while it compiles: lines that another thread redirects meanwhile go astray.
    colours._markup = lambda _scheme, message, *_colour: message


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function at its first call: it runs without the GIL, and floats keep their order.

    The code is stored in numba's cache folder (see `kernels`), where there is one that can be written.
    """
    return _compiled(function)


def reordering_kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """As `kernel`, but sums may be taken in any order: the processor can then add eight numbers at a time."""
    return _compiled(function, fastmath={"reassoc", "contract", "nsz"})


def _compiled(function: Callable[..., Any], **options: Any) -> Callable[..., Any]:
    try:
        return numba.njit(nogil=True, cache=True, **options)(function)
    except RuntimeError:  # numba found no folder to store it in
        return numba.njit(nogil=True, **options)(function)
