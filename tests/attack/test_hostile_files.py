"""No file makes a reader fail, hang or eat memory. `FRCNN_ATTACK_INPUTS`: how many in all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import hostile_readers
from support.hostile_readers import READERS

pytestmark = [pytest.mark.attack, pytest.mark.timeout(3600)]

INPUTS = int(os.environ.get("FRCNN_ATTACK_INPUTS", "6000"))
_SHARES = sum(each.share for each in READERS.values())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="peaks of memory are told by Linux")
@pytest.mark.parametrize("name", READERS)
def test_that_a_reader_refuses_hostile_files_in_its_own_words_soon_and_in_little_memory(
    name: str, tmp_path: Path
) -> None:
    count = max(1, round(INPUTS * READERS[name].share / _SHARES))
    root = Path(__file__).parents[2]
    path = os.pathsep.join((str(root), str(root / "tests")))
    done = subprocess.run(
        [sys.executable, hostile_readers.__file__, name, "0", str(count), str(tmp_path)],
        check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 0, f"the process ended with {done.returncode}: {done.stderr[-2000:]}"
    outcome = json.loads(done.stdout.splitlines()[-1])
    sys.stdout.write(f"\n{name}: {outcome}\n")
    assert outcome["inputs"] >= count
    assert (outcome["foreign"], outcome["slow"], outcome["large"]) == ([], [], [])
