"""The real trainer in a real child process: trained, stopped in the middle, and resumed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
import torch
from PIL import Image
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.detector.checkpoint import CheckpointMeta, load_checkpoint, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.training.events import (
    StateSaved,
    StepDone,
    TrainingEvent,
    TrainingFailed,
    TrainingStarted,
    Validated,
)
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.workers.training.events import read_history
from frcnn_desktop.workers.training.process import TrainingEnd, TrainingProcess, TrainingResult

Event = TypeVar("Event")
TINY = replace(COMPACT, short_side=96, long_side=128, neck_channels=8, hidden=(16,))
PATIENCE = 300_000
# A grid of boxes instead of selective search, whose kernels would be compiled for a minute first.
TRAINER = """
import os, sys
# On a busy machine threads that wait for each other, at low priority, would take minutes.
os.environ["OMP_NUM_THREADS"] = "1"
os.nice = lambda _: 0
import numpy as np
from frcnn_desktop.cli import run_command
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.proposals.modes import method_name
from frcnn_desktop.training import prepared_data

def search(rgb, *, mode, token=None):
    height, width = rgb.shape[:2]
    corners = [(x, y) for x in range(0, width - 50, 8) for y in range(0, height - 40, 8)]
    boxes = as_box_array([(x, y, x + 50, y + 40) for x, y in corners])
    ranks = np.linspace(1, 0, len(boxes), dtype=np.float32)
    return Proposals(boxes, ranks, method=method_name(mode))

prepared_data.selective_search = search
prepared_data.warm_up = lambda **_: None
sys.exit(run_command(["train", *sys.argv[1:]]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five images with a red or a blue rectangle each, and one file that is no image."""
    folder = tmp_path / "사진"
    folder.mkdir()
    random = np.random.default_rng(0)
    for index, name in enumerate(("red", "blue", "red", "blue", "red")):
        pixels = random.integers(0, 60, (90, 120, 3), dtype=np.uint8)
        x, y = random.integers(5, 40, 2).tolist()
        pixels[y : y + 40, x : x + 50, 0 if name == "red" else 2] = 250
        Image.fromarray(pixels).save(folder / f"{index}.png")
        thing = ObjectAnnotation(name, (float(x), float(y), x + 50.0, y + 40.0))
        write_annotation(ImageAnnotation(120, 90, (thing,)), folder / f"{index}.xml")
    (folder / "broken.png").write_bytes(b"no image")
    write_annotation(ImageAnnotation(120, 90), folder / "broken.xml")
    return folder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    path = tmp_path / "start.safetensors"
    names = ("green", "red")
    save_checkpoint(path, FastRcnn(TINY, names), CheckpointMeta(TINY, names))
    return path


class Trainer:
    """Runs the command in a child and keeps what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.process = TrainingProcess(command=(sys.executable, "-c", TRAINER))
        self.told: list[TrainingEvent] = []
        self.said: list[str] = []
        self.process.event_received.connect(self.told.append)
        self.process.output_line.connect(self.said.append)

    def run(self, *arguments: str, stop_at: int | None = None) -> TrainingResult:
        self.told.clear()
        with self.qtbot.waitSignal(self.process.ended, timeout=PATIENCE) as ended:
            self.process.start(arguments)
            if stop_at is not None:
                self.qtbot.waitUntil(lambda: self.step >= stop_at or not self.process.busy, timeout=PATIENCE)
                self.process.stop()
        return ended.args[0]

    @property
    def step(self) -> int:
        return max((each.step for each in self.told if isinstance(each, StepDone)), default=0)

    def of(self, kind: type[Event]) -> list[Event]:
        return [each for each in self.told if isinstance(each, kind)]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_that_a_head_is_trained_stopped_and_resumed_in_a_child(
    qtbot: QtBot, folder: Path, model: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "model.safetensors"
    arguments = [
        f"--data={folder}", f"--init={model}", f"--out={out}", "--epochs=400", "--batch=1",
        "--validation=0.2", "--keep-classes",
    ]  # fmt: skip
    trainer = Trainer(qtbot)
    stopped = trainer.run(*arguments, stop_at=5)
    assert stopped.end is TrainingEnd.STOPPED, trainer.said
    assert stopped.saved_step >= 5
    assert [each.step for each in trainer.of(Validated)][:1] == [0]
    [started] = trainer.of(TrainingStarted)
    # Annotating goes on meanwhile; the run keeps the images that it began with.
    Image.new("RGB", (120, 90)).save(folder / "later.png")
    write_annotation(ImageAnnotation(120, 90), folder / "later.xml")
    trainer.run(*arguments, "--resume", stop_at=stopped.saved_step + 3)
    [resumed] = trainer.of(TrainingStarted)
    assert resumed == replace(started, step=stopped.saved_step)
    history = [each.step for each in read_history(out) if isinstance(each, StepDone)]
    assert history == list(range(1, len(history) + 1))
    assert not out.exists()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_that_a_finished_run_leaves_a_checkpoint_with_old_and_new_classes(
    qtbot: QtBot, folder: Path, model: Path, tmp_path: Path
) -> None:
    out = tmp_path / "model.safetensors"
    arguments = [f"--data={folder}", f"--init={model}", f"--out={out}", "--epochs=1", "--keep-classes"]
    trainer = Trainer(qtbot)
    result = trainer.run(*arguments)
    assert result.end is TrainingEnd.FINISHED, trainer.said
    assert result.path == str(out)
    assert trainer.of(StateSaved)
    assert load_checkpoint(out)[1].class_names == ("green", "red", "blue")
    result = trainer.run(*arguments, "--classes=red,violet")
    assert result.end is TrainingEnd.FAILED
    assert "No object of violet" in str(result.reason)
    assert trainer.of(TrainingFailed)
