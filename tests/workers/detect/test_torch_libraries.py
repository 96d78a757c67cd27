from __future__ import annotations

import subprocess
import sys

import pytest

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
