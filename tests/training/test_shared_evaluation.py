"""Evaluation shared by processes of torchrun, one of which dies on the way."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from frcnn_desktop.cli import detect_run, evaluate_run, run_command
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.detector.checkpoint import CheckpointMeta, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.distributed.all_ranks import device_of_rank, wait_for_all
from frcnn_desktop.distributed.ranks import Ranks
from frcnn_desktop.evaluation.results_file import read_results
from frcnn_desktop.inference import loaded_model, searcher
from frcnn_desktop.voc import write_annotation

TINY = replace(COMPACT, short_side=96, long_side=128, neck_channels=8, hidden=(16,))
IMAGES = 7


def grid_search(rgb: np.ndarray, *, mode: str, token: Any = None) -> Proposals:
    """A grid of boxes instead of selective search, whose kernels would be compiled for a minute first."""
    height, width = rgb.shape[:2]
    corners = [(x, y) for x in range(0, width - 50, 8) for y in range(0, height - 40, 8)]
    boxes = as_box_array([(x, y, x + 50, y + 40) for x, y in corners])
    return Proposals(boxes, np.linspace(1, 0, len(boxes), dtype=np.float32))


# The command line with that search, a diary, and an accident: in the first attempt process 1 is killed while
# it searches its second image.
PROGRAM = """
import os, signal, sys
from typing import Any
import numpy as np
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop import proposals
from frcnn_desktop.evaluation.work_folder import WorkFolder
from frcnn_desktop.inference import loaded_model, searcher

rank, attempt = os.environ["RANK"], os.environ["TORCHELASTIC_RESTART_COUNT"]
searched = 0

# SEARCH

def note(*words):
    file = os.open(os.environ["DIARY"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, (" ".join((rank, attempt, *words)) + "\\n").encode())
    os.close(file)

def search(rgb, *, mode, token=None):
    global searched
    searched += 1
    note("search", str(rgb[0, 0, 1]))
    if rank == "1" and attempt == "0" and searched == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return grid_search(rgb, mode=mode)

put = WorkFolder.put

def noted_put(folder, result):
    put(folder, result)
    note("done", result.image_id)

class NoCache:
    def get(self, *_): return None
    def put(self, *_): pass

WorkFolder.put = noted_put
searcher.selective_search = search
searcher.ProposalCache = NoCache
predictor.warm_up = proposals.warm_up = lambda **_: None

from frcnn_desktop.__main__ import main
if __name__ == "__main__":
    sys.exit(main())
"""
LAUNCHER = ("-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2", "--max-restarts=1")


@pytest.fixture
def devkit(tmp_path: Path) -> Path:
    root = tmp_path / "VOC2007"
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (root / folder).mkdir(parents=True)
    random = np.random.default_rng(0)
    for number in range(IMAGES):
        pixels = random.integers(0, 60, (90, 120, 3), dtype=np.uint8)
        # By which the diary knows the image.
        pixels[0, 0] = number
        x, y = random.integers(5, 40, 2).tolist()
        pixels[y : y + 40, x : x + 50, 0] = 250
        Image.fromarray(pixels).save(root / "JPEGImages" / f"{number}.png")
        thing = ObjectAnnotation("red", (float(x), float(y), x + 50.0, y + 40.0))
        annotation = ImageAnnotation(120, 90, (thing,), filename=f"{number}.png")
        write_annotation(annotation, root / "Annotations" / f"{number}.xml")
    (root / "ImageSets/Main/val.txt").write_text("".join(f"{number}\n" for number in range(IMAGES)))
    return root


@pytest.fixture
def model(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    path = tmp_path / "model.safetensors"
    save_checkpoint(
        path, FastRcnn(TINY, ("red",)), CheckpointMeta(TINY, ("red",), proposals={"mode": "fast"})
    )
    return path


def launch(tmp_path: Path, arguments: list[str]) -> str:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.replace("# SEARCH", inspect.getsource(grid_search)), encoding="utf-8")
    environment = {**os.environ, "DIARY": str(tmp_path / "diary"), "OMP_NUM_THREADS": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    result = subprocess.run(
        [sys.executable, *LAUNCHER, str(program), *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def search_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searcher, "selective_search", grid_search)
    for module in (loaded_model, detect_run, evaluate_run):
        monkeypatch.setattr(module, "warm_up", lambda **_: None)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.skipif(sys.platform == "win32", reason="torchrun restarts workers with gloo on POSIX")
def test_that_processes_share_the_images_and_a_killed_one_does_none_twice(
    devkit: Path,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    saved = tmp_path / "found.npz"
    data = ["evaluate", "--data", str(devkit), "--json"]
    detecting = [*data, "--model", str(model), "--device", "cpu"]
    shared = ["--work", str(tmp_path / "work"), "--save-detections", str(saved)]
    [line] = [each for each in launch(tmp_path, [*detecting, *shared]).splitlines() if each.startswith("{")]
    report = json.loads(line)
    assert report["images"] == IMAGES

    diary = [each.split() for each in (tmp_path / "diary").read_text().splitlines()]
    assert {(rank, attempt) for rank, attempt, _, _ in diary} >= {("1", "0"), ("1", "1")}
    assert Counter(what for _, _, what, _ in diary)["done"] == IMAGES
    assert ["1", "0", "done", "1"] in diary
    finished: set[str] = set()
    for _, _, what, image in diary:
        assert not (what == "search" and image in finished)
        finished |= {image} if what == "done" else set()
    _, results = read_results(saved)
    assert [each.image_id for each in results] == [str(number) for number in range(IMAGES)]

    # What was shared is what one process finds.
    search_quickly(monkeypatch)
    assert run_command(detecting) == 0
    alone = json.loads(capsys.readouterr().out)
    assert without_time(alone) == without_time(report)

    # And the figures need no network any more.
    assert run_command([*data, "--detections", str(saved)]) == 0
    assert json.loads(capsys.readouterr().out) == report


def without_time(report: dict[str, Any]) -> dict[str, Any]:
    """Figures to six digits: threads add up in another order."""
    rounded = json.loads(json.dumps(report), parse_float=lambda text: round(float(text), 6))
    return {name: value for name, value in rounded.items() if name != "seconds_per_image"}


def test_that_several_processes_need_a_folder_in_common(
    devkit: Path, model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RANK", "1")
    monkeypatch.setenv("WORLD_SIZE", "2")
    assert run_command(["evaluate", "--data", str(devkit), "--model", str(model)]) == 1
    assert "--work" in capsys.readouterr().err


@pytest.mark.parametrize("as_json", [False, True])
def test_that_processes_share_the_images_of_a_folder_to_detect(
    devkit: Path,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    as_json: bool,
) -> None:
    search_quickly(monkeypatch)
    # They run one after the other here: nobody waits.
    monkeypatch.setattr(detect_run, "wait_for_all", lambda _ranks: None)
    monkeypatch.setenv("WORLD_SIZE", "2")
    (devkit / "JPEGImages" / "broken.png").write_bytes(b"no image")
    out = tmp_path / "out"
    detect = ["detect", str(devkit / "JPEGImages"), "--out", str(out), "--model", str(model)]
    detect += ["--device", "cpu", *(["--json"] if as_json else [])]
    monkeypatch.setenv("RANK", "1")
    assert run_command(detect) == 0
    half = sum(1 for _ in out.glob("*.xml"))
    assert half == (0 if as_json else IMAGES // 2)
    assert "failed" not in capsys.readouterr().err
    monkeypatch.setenv("RANK", "0")
    # The broken image is some process's; the first one counts it.
    assert run_command(detect) == 1
    assert f"{IMAGES + 1} images, 1 failed" in capsys.readouterr().err
    if as_json:
        lines = (out / "detections.jsonl").read_text().splitlines()
        assert [Path(json.loads(each)["image"]).stem for each in lines] == list(map(str, range(IMAGES)))
    assert sum(1 for _ in out.iterdir()) == (1 if as_json else IMAGES)


def test_that_a_process_on_its_own_waits_for_nobody_and_keeps_its_device() -> None:
    wait_for_all(Ranks())
    assert device_of_rank("auto", Ranks()) == "auto"
    assert device_of_rank("cpu", Ranks(1, 2, 1)) == "cpu"


def test_that_gpus_are_dealt_out_by_local_rank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda **_: torch.device("cuda"))
    monkeypatch.setattr(torch.accelerator, "device_count", lambda: 2)
    assert [device_of_rank("auto", Ranks(rank, 4, rank)) for rank in range(4)] == [
        "cuda:0",
        "cuda:1",
        "cuda:0",
        "cuda:1",
    ]
