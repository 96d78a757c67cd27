"""Say how large a built application is, part by part, as a Markdown table.

Usage: python packaging/sizes.py FOLDER/frcnn-desktop
"""

from __future__ import annotations

import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

PARTS = (
    ("CUDA libraries", ("_internal/nvidia/*", "_internal/cuda/*")),
    ("torch", ("_internal/torch/*", "_internal/torchvision*/*")),
    ("numba, LLVM", ("_internal/llvmlite*/*", "_internal/numba*/*")),
    ("OpenCV", ("_internal/cv2/*", "_internal/opencv*/*")),
    ("Qt", ("_internal/PySide6/*", "_internal/shiboken6/*")),
    ("NumPy, Pillow", ("_internal/numpy*/*", "_internal/PIL/*", "_internal/pillow*/*")),
    ("model, samples, icons", ("_internal/resources/*",)),
    ("licences and metadata", ("_internal/*.dist-info/*",)),
    ("Python modules (in the starter)", ("frcnn-desktop", "frcnn-desktop.exe", "frcnn-desktop-gui.exe")),
    ("Python, system libraries, rest", ("*",)),
)
_MB = 1e6


def sizes_by_part(application: Path) -> Counter[str]:
    """Return the bytes of each part; links count nothing."""
    found: Counter[str] = Counter()
    for path in application.rglob("*"):
        if path.is_file() and not path.is_symlink():
            place = path.relative_to(application).as_posix()
            name = next(name for name, patterns in PARTS if any(fnmatch(place, each) for each in patterns))
            found[name] += path.stat().st_size
    return found


def table(sizes: Counter[str]) -> str:
    """Return a Markdown table, largest part first."""
    rows = [f"| {name} | {size / _MB:,.0f} MB |" for name, size in sizes.most_common()]
    return "\n".join(["| part | size |", "|---|---|", *rows, f"| all | {sizes.total() / _MB:,.0f} MB |"])


if __name__ == "__main__":
    sys.stdout.write(table(sizes_by_part(Path(sys.argv[1]))) + "\n")
