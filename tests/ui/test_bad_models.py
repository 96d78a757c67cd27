"""Model files nobody can use, given to the real loader behind the real window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image
from pytestqt.qtbot import QtBot
from safetensors import safe_open
from safetensors.torch import save_file
from support.composed import CAT, Composed, make_image
from support.saves import saved

from frcnn_desktop.detector.checkpoint import CheckpointMeta, save_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.workers.detect.engine import load_engine

TINY = replace(COMPACT, short_side=64, long_side=96, neck_channels=8, hidden=(16,))
META = CheckpointMeta(
    TINY, ("zebra", "얼룩말 <i>x</i>"), "tiny", "CC0", proposals={"mode": "fast", "max": "20"}
)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("models") / "tiny.safetensors"
    save_checkpoint(path, FastRcnn(TINY, META.class_names), META)
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, checkpoint: Path) -> Iterator[Composed]:
    """The window with a model of other classes than the class list's at work."""
    folder = tmp_path / "photos"
    folder.mkdir()
    make_image(folder / "a.png", (96, 64))
    Image.new("RGB", (96, 64), "grey").save(folder / "flat.png")
    window = Composed(qtbot, tmp_path / "settings.ini", load_engine)
    with qtbot.waitSignal(window.app.inference.model_loaded, timeout=60_000):
        window.app.start([folder], model=checkpoint)
    qtbot.waitUntil(lambda: window.app.detection.run is not None, timeout=60_000)
    yield window
    window.close()


def absent(_good: Path, _path: Path) -> None:
    pass


def no_model(_good: Path, path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 a zip of something else")


def cut_short(good: Path, path: Path) -> None:
    path.write_bytes(good.read_bytes()[:5000])


def a_folder(_good: Path, path: Path) -> None:
    path.mkdir()


def hostile(**metadata: str) -> Callable[[Path, Path], None]:
    def write(good: Path, path: Path) -> None:
        with safe_open(good, framework="pt") as file:
            old = file.metadata()
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
        save_file(tensors, path, old | metadata)

    return write


def preset(**changes: object) -> str:
    return json.dumps({**TINY.to_dict(), **changes})


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (absent, "There is no model file"),
        (no_model, "damaged or no model file"),
        (cut_short, "damaged"),
        (a_folder, "bad.safetensors"),
        (hostile(preset="[" * 100_000), "description inside"),
        (hostile(preset=preset(hidden=[10**9])), "cannot be built"),
        (hostile(preset=preset(backbone="hf_hub:someone/something")), "needs the backbone"),
        (hostile(preset=preset(backbone="../../etc/passwd")), "needs the backbone"),
        (hostile(class_names='["a\\u0000b", "c"]'), "list of classes"),
        (hostile(class_names='["cat", "dog", "cow"]'), "needs numbers of shape"),
        (hostile(proposals='{"mode": "psychic"}'), "psychic"),
    ],
)
def test_that_a_model_nobody_can_use_leaves_the_one_before_at_work(
    window: Composed, checkpoint: Path, tmp_path: Path, make: Callable[[Path, Path], None], sentence: str
) -> None:
    bad = tmp_path / "bad.safetensors"
    make(checkpoint, bad)
    window.app.session.add_objects([CAT])
    with window.qtbot.waitSignal(window.app.inference.model_failed, timeout=30_000):
        window.app.models.load(bad)
    assert sentence in window.message
    assert window.buttons == ["Use the bundled model"]
    assert window.app.settings.model == checkpoint
    assert bad not in window.app.settings.recent_models
    assert [item.name for item in window.app.session.objects] == ["cat"]
    with window.qtbot.waitSignal(window.app.inference.succeeded, timeout=30_000):
        window.app.actions["detect"].trigger()


def test_that_an_even_image_has_a_reason_for_showing_nothing(window: Composed, tmp_path: Path) -> None:
    window.show(tmp_path / "photos" / "flat.png")
    window.qtbot.waitUntil(lambda: window.app.detection.run is not None, timeout=30_000)
    assert window.message == ""
    window.app.session.add_objects([CAT])
    assert saved(window.app.workspace)


def test_that_classes_of_the_model_which_the_list_lacks_can_be_accepted(window: Composed) -> None:
    window.app.values.filter.set(replace(window.app.detection.filter, score_threshold=0.01))

    def anything_shown() -> bool:
        shown = window.app.detection.shown
        return shown is not None and len(shown) > 0

    window.qtbot.waitUntil(anything_shown)
    assert window.app.detection.accept(0)
    assert window.app.session.objects[0].name in META.class_names


def test_that_the_window_works_without_any_model(qtbot: QtBot, tmp_path: Path) -> None:
    photo = make_image(tmp_path / "a.png")
    window = Composed(qtbot, tmp_path / "none.ini", load_engine)
    with qtbot.waitSignal(window.app.inference.model_failed, timeout=30_000):
        window.app.start([photo], model=tmp_path / "absent.safetensors")
    qtbot.waitUntil(lambda: window.app.session.image is not None)
    window.app.session.add_objects([CAT])
    assert saved(window.app.workspace)
    assert "There is no model file" in window.message
    window.close()
