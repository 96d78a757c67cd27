"""A program that is killed at any moment of editing damages nothing and loses a second at most.

`FRCNN_ATTACK_KILLS`: how many times.
"""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from support import victim
from support.composed import CAT, DOG, annotate, make_image
from support.victim import written

from frcnn_desktop.voc import read_annotation
from frcnn_desktop.workers.tasks.journal import Journal

pytestmark = [
    pytest.mark.attack,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the victim is forked"),
]

KILLS = int(os.environ.get("FRCNN_ATTACK_KILLS", "20"))
SIZE = (320, 240)
LONGEST_LOSS_S = 1.0
_STARTS_S = 60.0


@pytest.fixture
def victims() -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).parents[2]
    path = os.pathsep.join((str(root), str(root / "tests")))
    with subprocess.Popen(
        [sys.executable, victim.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"},
    ) as server:  # fmt: skip
        yield server
        assert server.stdin is not None
        server.stdin.close()


def folder_of_photos(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("a", "b", "c"):
        annotate(make_image(folder / f"{name}.png", SIZE), CAT, DOG)
    return folder


def killed(victims: subprocess.Popen[str], folder: Path, seed: int) -> float:
    """Let a program work in a folder, kill it at a moment that the seed says, and return when that was."""
    assert victims.stdin is not None
    assert victims.stdout is not None
    photos, home, diary = folder / "photos", folder / "home", folder / "diary"
    home.mkdir()
    request = {"folder": str(photos), "home": str(home), "diary": str(diary), "seed": seed}
    victims.stdin.write(json.dumps(request) + "\n")
    victims.stdin.flush()
    process = int(victims.stdout.readline())
    latest = time.monotonic() + _STARTS_S
    while not any(each["dirty"] for each in entries(diary)):
        assert time.monotonic() < latest, "the victim did not begin to work"
        time.sleep(0.02)
    time.sleep(random.Random(seed).uniform(0.0, 3.0))
    moment = time.monotonic()
    os.kill(process, signal.SIGKILL)
    assert victims.stdout.readline() == "gone\n"
    return moment


def entries(diary: Path) -> list[dict[str, Any]]:
    if not diary.exists():
        return []
    # The last line may be cut off by the kill.
    return [json.loads(line) for line in diary.read_bytes().split(b"\n")[:-1]]


def survived(folder: Path, image: str, in_file: list[list[object]]) -> list[list[list[object]]]:
    """Return the states of an image that a person gets back: of its file, and of the journal."""
    journal = Journal(folder / "home" / "frcnn-desktop" / "unsaved")
    content = journal.look()
    journal.close()
    assert content.unreadable == ()
    found = [each.edits.mine for each in content.edits if each.edits.image.name == image]
    return [in_file, *(written(each.objects, SIZE) for each in found)]


def loss(states: Sequence[dict[str, Any]], kept: list[list[list[object]]], moment: float) -> float:
    """Return for how many seconds the first edit that is lost had been made; 0 where none is."""
    last = max(number for number, each in enumerate(states) if each["objects"] in kept)
    lost = states[last + 1 :]
    return moment - lost[0]["time"] if lost else 0.0


def test_that_a_kill_at_any_moment_damages_nothing_and_costs_a_second_at_most(
    victims: subprocess.Popen[str], tmp_path: Path
) -> None:
    losses, damaged = [], []
    for seed in range(KILLS):
        folder = tmp_path / str(seed)
        photos = folder_of_photos(folder / "photos")
        moment = killed(victims, folder, seed)
        seen = entries(folder / "diary")
        for path in sorted(photos.glob("*.xml")):
            image = path.with_suffix(".png").name
            in_file = written(read_annotation(path).objects, SIZE)
            states = [each for each in seen if each["image"] == image]
            known = [written((CAT, DOG), SIZE), *(each["objects"] for each in states)]
            if in_file not in known:
                damaged.append(f"{seed}: {path.name}")
            if states and states[-1]["dirty"] and states[-1] is seen[-1]:
                losses.append(loss(states, survived(folder, image, in_file), moment))
    sys.stdout.write(
        f"\n{KILLS} kills: {len(damaged)} damaged; of {len(losses)} with unsaved edits lost in the median "
        f"{statistics.median(losses):.2f} s, at most {max(losses):.2f} s\n"
    )
    assert damaged == []
    assert max(losses) <= LONGEST_LOSS_S
