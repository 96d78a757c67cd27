"""Loading the window without PySide6's own import statement."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
from frcnn_desktop.ui.kit.quick_loading import load_quickly
load_quickly()
import linecache, json, sys
import frcnn_desktop.core.annotation
from PySide6.QtCore import QObject, Signal
class Said(QObject):
    said = Signal(str)
heard = []
said = Said()
said.said.connect(heard.append)
said.said.emit("signals work")
print([name for name in linecache.cache if "frcnn_desktop" in name], heard)
"""


def test_that_qt_reads_no_source_of_modules_that_are_loaded_after_it() -> None:
    result = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[] ['signals work']"


def test_that_loading_quickly_twice_changes_nothing() -> None:
    script = (
        "from frcnn_desktop.ui.kit.quick_loading import load_quickly; load_quickly(); import builtins;"
        "before = builtins.__import__; load_quickly(); assert builtins.__import__ is before"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
