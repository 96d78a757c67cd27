import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter, Proposals
from frcnn_desktop.core.errors import Cancelled, CheckpointError, DeviceError, InputError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.inference import Predictor, placement, searcher
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.inference.network import Network
from frcnn_desktop.proposals import selective_search
from frcnn_desktop.proposals.modes import OPENCV_MODE, method_name

TINY = replace(COMPACT, short_side=96, long_side=160, neck_channels=8, hidden=(16,))
META = CheckpointMeta(TINY, ("cat", "dog"), "tiny", "CC0", proposals={"mode": "fast", "max": "40"})
BOXES = as_box_array([(0, 0, 50, 60), (20, 10, 90, 80), (5, 30, 40, 70)])


@pytest.fixture(scope="module")
def model() -> FastRcnn:
    torch.manual_seed(5)
    return FastRcnn(TINY, META.class_names)


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Replace the search by a grid of boxes and count its calls."""
    calls: list[int] = []

    def search(
        rgb: np.ndarray, *, mode: str, token: CancelToken | None, threads: int | None = None
    ) -> Proposals:
        calls.append(threading.get_ident())
        if token is not None:
            token.raise_if_cancelled()
        boxes = [(x, y, x + 30, y + 25) for x in range(0, 70, 7) for y in range(0, 60, 7)]
        return Proposals(
            as_box_array(boxes), np.linspace(1, 0, len(boxes), dtype=np.float32), method=method_name("fast")
        )

    monkeypatch.setattr(searcher, "selective_search", search)
    return calls


@pytest.fixture
def predictor(model: FastRcnn, searches: list[int]) -> Predictor:
    return Predictor(model, META, "cpu")


def loaded(seed: int = 0, width: int = 100, height: int = 80) -> LoadedImage:
    rgb = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    rgb.setflags(write=False)
    return LoadedImage(Path("a.jpg"), rgb, (width, height), 1, f"key{seed}")


def test_that_a_run_on_proposals_of_another_search_is_provisional(predictor: Predictor) -> None:
    run = predictor.run(loaded())
    assert not predictor.is_provisional(run)
    served = replace(run.proposals, method=method_name(OPENCV_MODE))
    assert predictor.is_provisional(replace(run, proposals=served))


def test_that_one_run_gives_every_stage(predictor: Predictor) -> None:
    stages: list[str] = []
    run = predictor.run(loaded(), DetectionFilter(0.0, 1.0), None, stages.append)
    assert stages == ["proposals", "backbone", "roi_head", "nms"]
    assert set(run.seconds) == {*stages, "total"}
    assert len(run.proposals) == 40
    assert len(run.scored) == 40
    np.testing.assert_array_equal(run.scored.boxes, run.proposals.boxes)
    assert run.content_key == "key0"
    assert run.grids[0].pooling == "roi_pool"
    assert 0 < len(run.detections) <= 100
    assert run.note is None


def test_that_the_same_image_gives_the_same_detections_every_time(
    model: FastRcnn, searches: list[int]
) -> None:
    runs = [Predictor(model, META, "cpu").run(loaded()) for _ in range(2)]
    np.testing.assert_array_equal(runs[0].scored.scores, runs[1].scored.scores)
    np.testing.assert_array_equal(runs[0].detections.boxes, runs[1].detections.boxes)


def test_that_a_second_run_needs_neither_backbone_nor_search(
    predictor: Predictor, searches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = predictor.run(loaded())

    def never(*_: Any) -> Any:
        raise AssertionError("the backbone ran again")

    monkeypatch.setattr(Network, "encode", never)
    second = predictor.run(loaded())
    assert len(searches) == 1
    np.testing.assert_array_equal(first.scored.scores, second.scored.scores)


def test_that_the_search_runs_in_another_thread_than_the_backbone(
    predictor: Predictor, searches: list[int]
) -> None:
    predictor.run(loaded())
    assert searches != [threading.get_ident()]


def test_that_detect_equals_encode_and_detect_encoded(predictor: Predictor) -> None:
    rgb = loaded().rgb
    whole = predictor.detect(rgb, proposals=BOXES, score_threshold=0.1, nms_iou=0.5)
    steps = predictor.detect_encoded(predictor.encode(rgb), BOXES, DetectionFilter(0.1, 0.5))
    np.testing.assert_array_equal(whole.boxes, steps.boxes)
    np.testing.assert_array_equal(whole.scores, steps.scores)
    assert set(predictor.detect(rgb, score_threshold=0.0).class_names) <= {"cat", "dog"}


def test_that_boxes_are_scored_on_held_features_from_any_thread(predictor: Predictor) -> None:
    image = loaded()
    assert predictor.score_cached(image.content_key, BOXES) is None
    encoded = predictor.encode(image.rgb, content_key=image.content_key)
    expected = predictor.score(encoded, BOXES).scores
    found: list[Any] = []

    def score() -> None:
        found.append(predictor.score_cached(image.content_key, BOXES))

    threads = [threading.Thread(target=score) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for scored in found:
        np.testing.assert_array_equal(scored.scores, expected)


def test_that_features_can_take_part_in_training(predictor: Predictor, model: FastRcnn) -> None:
    features = predictor.encode(loaded().rgb).features
    logits, _ = model.judge(features, [torch.tensor([[0.0, 0, 50, 50]])])
    logits.sum().backward()
    assert model.head.classify.weight.grad is not None
    model.zero_grad()


def test_that_a_set_token_stops_every_stage(predictor: Predictor) -> None:
    token = CancelToken()
    token.cancel()
    encoded = predictor.encode(loaded().rgb)
    calls: list[Callable[[], Any]] = [
        lambda: predictor.run(loaded(), token=token),
        lambda: predictor.encode(loaded(1).rgb, token),
        lambda: predictor.score(encoded, BOXES, token),
        lambda: predictor.detect(loaded().rgb, token=token),
    ]
    for call in calls:
        with pytest.raises(Cancelled):
            call()


def test_that_work_after_a_cancelled_run_is_complete(predictor: Predictor) -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        predictor.run(loaded(), token=token, on_stage=lambda _stage: token.cancel())
    assert len(predictor.run(loaded()).scored) == 40


def test_that_held_features_stay_within_their_bound(model: FastRcnn, searches: list[int]) -> None:
    one = Predictor(model, META, "cpu").encode(loaded().rgb).nbytes
    small = Predictor(model, META, "cpu", cache_bytes=one * 2)
    for seed in range(4):
        small.encode(loaded(seed).rgb, content_key=f"key{seed}")
        assert small.cache_use[0] <= one * 2
    assert small.score_cached("key0", BOXES) is None
    assert small.score_cached("key3", BOXES) is not None


def test_that_running_out_of_memory_goes_on_with_the_cpu_and_says_so(
    model: FastRcnn, searches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The meta device stands in for an accelerator: it holds no numbers and is said to be full."""
    monkeypatch.setattr(placement, "choose_device", lambda _name: torch.device("meta"))
    real = Network.encode

    def encode(network: Network, *arguments: Any) -> Any:
        if network.device.type == "meta":
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(network, *arguments)

    monkeypatch.setattr(Network, "encode", encode)
    run = Predictor(model, META, "cuda").run(loaded())
    assert "ran out of memory; detection continues on the CPU" in str(run.note)
    assert str(run.device).startswith("CPU")
    assert len(run.scored) == 40


def test_that_an_absent_device_is_refused_in_a_sentence(model: FastRcnn) -> None:
    for name in ("toaster", "xpu"):
        with pytest.raises(DeviceError, match=name):
            Predictor(model, META, name)


def test_that_a_checkpoint_with_unknown_proposals_is_refused(model: FastRcnn) -> None:
    with pytest.raises(CheckpointError, match="psychic"):
        Predictor(model, replace(META, proposals={"mode": "psychic"}), "cpu")


def test_that_the_window_is_told_what_it_needs_of_the_model(predictor: Predictor) -> None:
    info = predictor.info
    assert (info.name, info.preset, info.class_names, info.licence) == (
        "tiny",
        "compact",
        ("cat", "dog"),
        "CC0",
    )
    assert info.devices[-1] == "cpu"


class Crowded(CancelToken):
    """Somebody else needs a core."""

    __slots__ = ()

    @property
    def leave_a_core(self) -> bool:
        return True


def test_that_beside_somebody_at_work_the_search_ends_before_the_backbone_begins(
    predictor: Predictor, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    encode, search = Predictor.encode, searcher.selective_search

    def noted_encode(self: Predictor, *args: Any, **options: Any) -> EncodedImage:
        order.append("encode")
        return encode(self, *args, **options)

    def noted_search(*args: Any, threads: int | None = None, **options: Any) -> Proposals:
        found = search(*args, **options)
        order.append(f"search on {threads}")
        return found

    monkeypatch.setattr(Predictor, "encode", noted_encode)
    monkeypatch.setattr(searcher, "selective_search", noted_search)
    predictor.run(loaded(), token=Crowded())
    assert order == ["search on 1", "encode"]


def test_that_images_and_boxes_are_checked_at_the_door(model: FastRcnn, searches: list[int]) -> None:
    predictor = Predictor(model, META, "cpu")
    rgb = np.random.default_rng(3).integers(0, 256, (90, 120, 3), np.uint8)
    assert np.array_equal(predictor.detect(Image.fromarray(rgb)).boxes, predictor.detect(rgb).boxes)
    for image in (rgb.astype(np.float32) / 255, rgb.astype(np.uint16), rgb.tolist(), rgb[:0]):
        for ask in (predictor.encode, predictor.detect, selective_search):
            with pytest.raises(InputError):
                ask(image)  # type: ignore[operator]
    encoded = predictor.encode(rgb)
    for box in ((50, 0, 10, 60), (5, 5, 5, 9), (500, 5, 600, 9), (0, 0, float("nan"), 9)):
        for judge in (predictor.score, predictor.detect_encoded):
            with pytest.raises(InputError, match="The box 0"):
                judge(encoded, [box])
        with pytest.raises(InputError, match="The box 0"):
            predictor.detect(rgb, proposals=[box])
    whole = predictor.score(encoded, [[-50, -50, 999, 999]])
    assert np.array_equal(whole.scores, predictor.score(encoded, [[0, 0, 120, 90]]).scores)
    assert len(predictor.score(encoded, [])) == len(predictor.detect_encoded(encoded, [])) == 0
    with pytest.raises(InputError, match="encode"):
        predictor.score(rgb, BOXES)  # type: ignore[arg-type]
