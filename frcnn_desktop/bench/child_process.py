"""Measured processes of a bench: each starts with user folders of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import verbatim

STARTED = "FRCNN_BENCH_STARTED"
"""Variable that tells the child when it was started, in seconds since the epoch."""
_TIMEOUT_S = 3600
_FOLDERS = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def run_child(bench: str, arguments: Sequence[str], home: Path) -> dict[str, float]:
    """Run a bench offscreen with its user folders in `home`; return the JSON of its last line.

    Raises FrcnnError with what it said where it fails.
    """
    folders = {name: str(home / name) for name in _FOLDERS}
    environment = {**os.environ, **folders, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    # An installed program has its bytecode; some machines forbid a checkout to keep it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment[STARTED] = repr(time.time())
    command = [sys.executable, "-m", "frcnn_desktop", "bench", bench, *arguments]
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=_TIMEOUT_S
    )
    if result.returncode != 0:
        lines = result.stderr.strip().splitlines()
        # Qt may have the last word.
        said = [line for line in lines if line.startswith("frcnn-desktop")] or lines or [""]
        raise FrcnnError(verbatim(f"a run failed: {said[-1]}"))
    return json.loads(result.stdout.splitlines()[-1])
