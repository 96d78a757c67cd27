from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.composed import make_image

from frcnn_desktop.workers.detect.torch_libraries import load_torch_libraries

SCRIPT = """
import sys
from pathlib import Path
from frcnn_desktop.workers.detect.torch_libraries import load_torch_libraries
load_torch_libraries()
assert "torch" not in sys.modules
assert "libtorch_cpu.so" in Path("/proc/self/maps").read_text()
import torch
assert torch.ones(2).sum() == 2
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's list of what is mapped")
def test_that_torchs_libraries_are_there_before_torch_is_imported() -> None:
    result = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_that_a_missing_torch_is_left_to_the_import_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    monkeypatch.setattr("frcnn_desktop.workers.detect.torch_libraries.find_spec", lambda _name: None)
    load_torch_libraries()


MEANWHILE = """
import importlib.machinery, os, sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from frcnn_desktop.ui import launch
from frcnn_desktop.ui.app import Application, make_qt_application, run_until_closed
from frcnn_desktop.workers.detect import torch_libraries
from frcnn_desktop.workers.tasks import class_list_service

loading = threading.Event()
create = importlib.machinery.ExtensionFileLoader.create_module

def noted(self, spec):
    if loading.is_set():
        print(spec.name)
    return create(self, spec)

def load(path, device):
    torch_libraries.NAMES = ()
    torch_libraries.load_torch_libraries()
    importlib.machinery.ExtensionFileLoader.create_module = noted
    loading.set()
    threading.Event().wait()

def look_afterwards(*arguments):
    assert loading.wait(60)
    return look(*arguments)

def leave_when_all_is_read():
    read = not [entry for entry in application.workspace.catalogue.entries if not entry.summarised]
    if loading.is_set() and read and application.session.image and set_read:
        print("all is read", flush=True)
        os._exit(0)

look, class_list_service._look = class_list_service._look, look_afterwards
qt_application = make_qt_application()
application = Application(engine_factory=load)
set_read = []
timer = QTimer(interval=20)
timer.timeout.connect(leave_when_all_is_read)
timer.start()

def start():
    application.start([Path(sys.argv[1])])
    application.feature(ClassesFeature)._lists.succeeded.connect(set_read.append)

from frcnn_desktop.ui.classes.feature import ClassesFeature
run_until_closed(qt_application, application, start)
"""


def test_that_nobody_waits_for_torchs_libraries_to_load_another_one(tmp_path: Path) -> None:
    """Whoever imports a compiled module while the system loads others holds the interpreter until it has."""
    make_image(tmp_path / "a.png")
    home = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path))
    result = subprocess.run(
        [sys.executable, "-c", MEANWHILE, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"},
        timeout=120,
    )
    assert result.stdout.split("\n")[0] == "all is read", result.stdout + result.stderr
