"""Shards that are killed at any moment and started again lose no image and have none twice.

`FRCNN_ATTACK_IMAGES`: how many images; two shards do them and are killed once for every hundred, at least
four times each.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from frcnn_desktop.detector.checkpoint import CheckpointMeta, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT

pytestmark = [pytest.mark.attack, pytest.mark.timeout(7200)]

IMAGES = int(os.environ.get("FRCNN_ATTACK_IMAGES", "120"))
SHARDS = 2
KILLS = max(4, IMAGES // 100 // SHARDS)
BYTES_BETWEEN_KILLS = 2 * 1800 * IMAGES // SHARDS // (KILLS + 1)
"""At most; a line has about 1,800, so that kills are spread over the whole work."""
TINY = replace(COMPACT, short_side=96, long_side=160, neck_channels=8, hidden=(16,))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A network that is quick because it is tiny; what it finds does not matter."""
    torch.manual_seed(0)
    path = tmp_path / "tiny.safetensors"
    meta = CheckpointMeta(TINY, ("cat", "dog"), proposals={"mode": "fast", "max": "50"})
    save_checkpoint(path, FastRcnn(TINY, meta.class_names), meta)
    return path


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    noise = np.random.default_rng(0)
    for number in range(IMAGES):
        pixels = noise.integers(0, 256, (6, 8, 3), dtype=np.uint8)
        Image.fromarray(pixels).resize((64, 48)).save(folder / f"{number}.png")
    path = tmp_path / "list.txt"
    path.write_text("".join(f"images/{number}.png\n" for number in range(IMAGES)))
    return path


def work(command: list[str], part: Path, seed: int) -> int:
    """Run a shard to its end, killing it on the way; return how often it was killed."""
    chance = random.Random(seed)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    kills = 0
    while True:
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
            begun = time.monotonic()
            while_loading = chance.random() < 0.2
            seconds, size = chance.uniform(0, 5), chance.randrange(200, BYTES_BETWEEN_KILLS)
            goal = (part.stat().st_size if part.exists() else 0) + size
            while kills < KILLS and process.poll() is None:
                grown = part.exists() and part.stat().st_size >= goal
                if grown or (while_loading and time.monotonic() - begun > seconds):
                    process.kill()
                    kills += 1
                    break
                time.sleep(chance.uniform(0, 0.02))
            if process.wait() >= 0:
                return kills


def test_that_shards_killed_at_any_moment_lose_no_image_and_have_none_twice(
    manifest: Path, model: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    detect = [sys.executable, "-m", "frcnn_desktop", "detect", "--manifest", str(manifest), "--out", str(out)]
    detect += ["--model", str(model), "--device", "cpu", "--score", "0", "--json"]
    kills = [0] * SHARDS

    def one(number: int) -> None:
        part = out / f"detections-{number:05d}-of-{SHARDS:05d}.jsonl.part-0"
        kills[number] = work([*detect, "--shard", f"{number}/{SHARDS}"], part, number)

    begun = time.monotonic()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(SHARDS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    files = sorted(out.iterdir())
    assert [path.suffix for path in files] == [".jsonl"] * SHARDS
    images = [json.loads(line)["image"] for path in files for line in path.read_text().splitlines()]
    lost, twice = IMAGES - len(set(images)), len(images) - len(set(images))
    sys.stdout.write(
        f"\n{IMAGES} images, {SHARDS} shards, {sum(kills)} kills: {lost} lost, {twice} twice, "
        f"{time.monotonic() - begun:.0f} s\n"
    )
    assert (lost, twice) == (0, 0)
    assert sum(kills) > 0
