"""What the frozen application does without, and why. Measured sizes are in README.md."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

MODULES = (
    # The compiler behind torch.compile: everything here runs eagerly.
    "triton",
    # Downloads from a hub: models are files here.
    "hf_xet",
    # Optional plotting, notebooks and interfaces of libraries.
    "IPython", "matplotlib", "pandas", "scipy", "tensorboard", "tkinter",
    "numba.tests", "torch.utils.tensorboard",
    # Other Qt bindings that pyqtgraph would take.
    "PyQt5", "PyQt6", "PySide2",
)  # fmt: skip

FILES = (
    # Multi-GPU solvers and profilers of CUDA: no library that torch links names them.
    "*libcusolverMg.so*",
    "*libnvperf_*.so*",
    "*libcheckpoint.so*",
    "*libpcsamplingutil.so*",
    # Tools and headers for building extensions.
    "torch/bin/protoc*",
    "torch/include/*",
    "torch/share/*",
    "torchvision/image*.so",
    # Screens without a desktop, and touch devices read from the kernel.
    "*libQt6EglF*", "*libQt6EglFs*", "PySide6/Qt/plugins/egldeviceintegrations/*",
    "PySide6/Qt/plugins/generic/*",
    "*/platforms/libqeglfs*", "*/platforms/libqlinuxfb*", "*/platforms/libqv*", "*/platforms/libqminimalegl*",
    # GTK's libraries of the machine that builds: where the theme is wanted, the user's own are right.
    "libatk*", "libcairo*", "libdatrie*", "libfribidi*", "libgdk*", "libgraphite2*", "libgtk*",
    "libharfbuzz.so*", "libpango*", "libpixman*", "libthai*",
    "triton-*.dist-info/*",
)  # fmt: skip

UNSTRIPPED = ("*libtorch_cpu.so", "*libtorch_cuda.so", "*libllvmlite.so")
"""Large libraries that come with symbol tables nobody reads: 190 MB"""

Entry = tuple[str, str, str]


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries (place in the application, source, kind) of a table that stay in it."""
    return [entry for entry in entries if not is_left_out(entry[0])]


def is_left_out(place: str) -> bool:
    """Say whether the file at `place`, relative to the application's folder, is left out."""
    return any(fnmatch(place.replace("\\", "/"), pattern) for pattern in FILES)


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """Return the entries with the large libraries replaced by copies in `folder` without symbol tables.

    Only for systems with `strip`, i.e. Linux.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_stripped(entry, folder) if _has_symbols(entry) else entry for entry in entries]


def _has_symbols(entry: Entry) -> bool:
    place, source, kind = entry
    return kind == "BINARY" and bool(source) and any(fnmatch(place, pattern) for pattern in UNSTRIPPED)


def _stripped(entry: Entry, folder: Path) -> Entry:
    place, source, kind = entry
    copy = folder / Path(place).name
    subprocess.run(["strip", "--strip-unneeded", "-o", str(copy), source], check=True)
    copy.chmod(0o755)
    return place, str(copy), kind
