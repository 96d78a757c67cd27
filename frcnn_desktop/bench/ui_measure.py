"""One measured process of `bench ui`."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from frcnn_desktop.bench.ui_crowd import CrowdSession
from frcnn_desktop.bench.ui_memory import MemorySession
from frcnn_desktop.bench.ui_session import FolderSession, LargeSession, SwitchSession
from frcnn_desktop.ui.app import Application, make_qt_application, run_until_closed
from frcnn_desktop.workers.detect.engine import Engine, load_engine

SESSIONS = {"folder": FolderSession, "switch": SwitchSession, "large": LargeSession, "crowd": CrowdSession}


def measure(part: str, folder: Path, steps: int) -> int:
    """Run one part and print its figures as JSON."""
    may_load = threading.Event()

    def load(path: Path | None, device: str) -> Engine:
        may_load.wait()
        return load_engine(path, device)

    qt_application = make_qt_application()
    application = Application(engine_factory=load)
    if part == "memory":
        session = MemorySession(application, folder, steps, may_load)
    else:
        may_load.set()
        session = SESSIONS[part](application, folder, steps)
    status = run_until_closed(qt_application, application, application.start)
    session.raise_problem()
    print(json.dumps(session.figures()))
    return status
