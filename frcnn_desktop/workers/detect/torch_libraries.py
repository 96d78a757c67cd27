"""Loading torch's libraries before torch, so that the window goes on meanwhile.

`import torch` holds the interpreter while the system maps and links some gigabytes: the window stood still
for up to half a second. A function that ctypes calls runs without it.

But the system loads one library at a time: an import of a compiled module waits for that, and holds the
interpreter meanwhile. So what other threads may import then is imported first.
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from importlib.util import find_spec
from pathlib import Path

_log = logging.getLogger(__name__)

NAMES = ("libc10", "libtorch_cpu", "libc10_cuda", "libtorch_cuda", "libtorch", "libtorch_python")
"""Each after those that it links to."""


def load_torch_libraries() -> None:
    """Load what torch will ask for. What cannot be loaded here is left to torch, which knows what to say.

    Does nothing on Windows, where torch is imported before there is a window.
    """
    if sys.platform == "win32" or "torch" in sys.modules:
        return
    # Whoever shares work out among threads imports it.
    import queue  # noqa: F401

    spec = find_spec("torch")
    if spec is None or spec.origin is None:
        return
    suffix = ".dylib" if sys.platform == "darwin" else ".so"
    # Not ctypes.CDLL(path), which loads before it lets go of the interpreter.
    load = ctypes.CDLL(None).dlopen
    load.argtypes, load.restype = [ctypes.c_char_p, ctypes.c_int], ctypes.c_void_p
    for name in NAMES:
        library = Path(spec.origin).parent / "lib" / (name + suffix)
        if library.exists() and not load(os.fsencode(library), os.RTLD_NOW):
            _log.debug("%s is left to torch to load.", library)
