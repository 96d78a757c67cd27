"""The maps in ARCHITECTURE.md are those of the code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_that_the_maps_in_the_architecture_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "docs" / "make_maps.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
