"""One start of the window, in a process of its own: until it is seen, and its memory then."""

from __future__ import annotations

import json
import os
import time

from frcnn_desktop.bench.child_process import STARTED
from frcnn_desktop.bench.paint_watch import PaintWatch
from frcnn_desktop.host.leaving import leave_process
from frcnn_desktop.ui import launch  # noqa: F401 - what the program itself imports
from frcnn_desktop.ui.app import Application, run_application
from frcnn_desktop.workers.base.lifecycle import abandoned_threads


def measure_start() -> int:
    """Start as `frcnn-desktop` does without arguments, print seconds to the first paint, and close."""
    figures: dict[str, float] = {}

    def on_start(application: Application) -> None:
        def on_painted() -> None:
            figures.setdefault("start_to_window_s", time.time() - float(os.environ[STARTED]))
            application.window.close()

        PaintWatch(application.window, on_painted)

    status = run_application([], resume=True, on_start=on_start)
    print(json.dumps(figures), flush=True)
    # The model is still being loaded.
    return leave_process(status, abandoned_threads())
