"""Drawing into PNG files with matplotlib: no window system, no Qt, and so also on a bare server.

matplotlib and not the window's pyqtgraph: Qt needs system libraries (EGL, xkbcommon) that a machine without a
desktop lacks, and this package must not import Qt. It is an extra: before
this module and those that draw are imported, `optional.require_matplotlib` asks whether it is there.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.evaluation.plot_fonts import write_in_fonts_that_have_it

INK, MUTED, GRID = "#1f2430", "#5b6472", "#d9dde3"
ACCENT, TRUTH, WRONG = "#2563eb", "#15803d", "#dc2626"
_DOTS_PER_INCH = 100


@contextmanager
def saved_figure(path: Path, width: float, height: float) -> Iterator[Figure]:
    """Give an empty figure of `width` x `height` pixels and write it as PNG when the block ends.

    Raises DatasetError when the file cannot be written.
    """
    style: dict[Any, Any] = {
        "font.size": 10,
        "text.color": INK,
        "axes.labelcolor": MUTED,
        "axes.edgecolor": GRID,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "grid.color": GRID,
        "axes.titlesize": 11,
        # A class name is no formula.
        "text.parse_math": False,
    }
    with rc_context(style), warnings.catch_warnings():
        # A letter that no installed font has is drawn as a box.
        warnings.filterwarnings("ignore", message=".*[Gg]lyph.*")
        figure = Figure((width / _DOTS_PER_INCH, height / _DOTS_PER_INCH), dpi=_DOTS_PER_INCH)
        FigureCanvasAgg(figure)
        yield figure
        write_in_fonts_that_have_it(figure)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            figure.savefig(path, dpi=_DOTS_PER_INCH)
        except OSError as error:
            raise DatasetError(Message("file.not_written", name=path, reason=reason_of(error))) from error
