from __future__ import annotations

import logging
import sqlite3
import threading
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from support.fake_engine import FakeEngine

from frcnn_desktop.core.detections import (
    DetectionFilter,
    DetectionRun,
    FeatureGrid,
    ModelInfo,
    Proposals,
    ScoredRois,
)
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.workers.detect.run_codec import SCORE_FLOOR, decode_run, encode_run
from frcnn_desktop.workers.detect.run_store import FILE_NAME, RunStore, model_key

NAMES = ("cat", "dog", "cow")
GRID = FeatureGrid(12, 16, 1 / 16, 1 / 15.5, 16, "roi_align", 7, 2)


def made_run(key: str = "a", count: int = 200, seed: int = 0, width: float = 500) -> DetectionRun:
    random = np.random.default_rng(seed)
    corners = random.uniform(0, width, (count, len(NAMES) + 1, 2, 2))
    class_boxes = np.sort(corners, axis=2).reshape(count, len(NAMES) + 1, 4).astype(np.float32)
    scores = random.dirichlet([8, 0.2, 0.2, 0.2], count).astype(np.float32)
    boxes = class_boxes[:, 0].copy()
    ranks = np.sort(random.random(count).astype(np.float32))[::-1].copy()
    scored = ScoredRois(boxes, scores, class_boxes, NAMES)
    detections = FakeEngine().filter(scored, DetectionFilter())
    proposals = Proposals(boxes, ranks, {}, "selective search, fast")
    return DetectionRun(key, proposals, scored, detections, (GRID,), {"total": 0.25}, verbatim("CPU"))


@pytest.mark.parametrize("width", [500, 9000])
def test_that_a_run_comes_back_with_sixteenths_of_a_pixel_and_fine_scores(width: float) -> None:
    run = made_run(width=width)
    stored = decode_run("a", encode_run(run))
    back = stored.restored(run.detections)
    np.testing.assert_allclose(back.proposals.boxes, run.proposals.boxes, atol=1 / 32 + 1e-3)
    np.testing.assert_array_equal(back.proposals.scores, run.proposals.scores)
    said = run.scored.scores >= SCORE_FLOOR
    said[:, 0] = True
    np.testing.assert_allclose(back.scored.scores[said], run.scored.scores[said], atol=1e-5)
    assert not back.scored.scores[~said].any()
    said[:, 0] = False
    np.testing.assert_allclose(
        back.scored.class_boxes[said], run.scored.class_boxes[said], atol=1 / 32 + 1e-3
    )
    assert [asdict(grid) for grid in back.grids] == [asdict(GRID)]
    assert (back.seconds, back.device) == (run.seconds, run.device)
    assert back.scored.class_names == NAMES
    assert back.proposals.method == run.proposals.method


def test_that_a_run_without_proposals_comes_back() -> None:
    run = made_run(count=0)
    assert len(decode_run("a", encode_run(run)).scored()) == 0


@pytest.mark.parametrize(
    "settings",
    [
        DetectionFilter(0.2),
        DetectionFilter(0.05, max_proposals=40),
        DetectionFilter(0.6, class_thresholds=(("dog", 0.02),)),
    ],
)
def test_that_the_candidates_are_all_that_a_filter_can_choose_from(settings: DetectionFilter) -> None:
    stored = decode_run("a", encode_run(made_run()))
    scored, few = stored.scored(), stored.candidates(settings)
    limits = np.array([settings.threshold_of(name) for name in NAMES], np.float32)

    def chosen(rois: ScoredRois) -> set[tuple[float, ...]]:
        top = rois.scores[: settings.max_proposals] if rois is scored else rois.scores
        rows, columns = np.nonzero(top[:, 1:] >= limits)
        return {
            (*rois.class_boxes[r, c + 1], rois.scores[r, c + 1]) for r, c in zip(rows, columns, strict=True)
        }

    assert chosen(few) == chosen(scored)
    assert len(few) < len(scored)


@pytest.mark.parametrize("cut", [0, 10, 1000])
def test_that_damaged_bytes_are_refused(cut: int) -> None:
    with pytest.raises(ValueError, match="stored run"):
        decode_run("a", encode_run(made_run())[:cut])


def test_that_parts_that_do_not_belong_together_are_refused() -> None:
    run = made_run()
    shorter = replace(run, proposals=run.proposals.top(3))
    with pytest.raises(ValueError, match="stored run"):
        decode_run("a", encode_run(shorter))


def test_that_a_run_is_found_again_by_another_store(tmp_path: Path) -> None:
    first = RunStore(tmp_path)
    assert first.put(made_run("a"), "model")
    first.close()
    second = RunStore(tmp_path)
    assert second.has("a", "model")
    stored = second.get("a", "model")
    assert stored is not None
    assert len(stored.proposals) == 200
    assert second.get("a", "other model") is None
    assert second.get("b", "model") is None
    second.close()


def test_that_a_later_run_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    store.put(made_run("a", 10), "model")
    store.put(made_run("a", 20), "model")
    stored = store.get("a", "model")
    assert stored is not None
    assert len(stored.proposals) == 20
    store.close()


def test_that_the_oldest_runs_go_when_the_room_is_full(tmp_path: Path) -> None:
    size = len(encode_run(made_run()))
    store = RunStore(tmp_path, max_bytes=3 * size + size // 2)
    for name in "abcde":
        store.put(made_run(name), "model")
    assert [name for name in "abcde" if store.has(name, "model")] == ["c", "d", "e"]
    store.close()


def test_that_a_damaged_file_is_set_aside_and_a_new_one_begun(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database at all" * 1000)
    store = RunStore(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert store.get("a", "model") is None
    assert "set aside" in caplog.text
    assert (tmp_path / f"{FILE_NAME}.broken").exists()
    assert store.put(made_run("a"), "model")
    assert store.has("a", "model")
    store.close()


def test_that_a_damaged_run_counts_as_missing(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    store.put(made_run("a"), "model")
    store.close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("UPDATE runs SET data = ?", (b"PK\x03\x04nothing",))
    connection.commit()
    connection.close()
    store = RunStore(tmp_path)
    assert store.get("a", "model") is None
    store.close()


def test_that_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    store = RunStore(blocked / "runs")
    assert not store.put(made_run("a"), "model")
    assert store.get("a", "model") is None
    store.close()


def test_that_two_threads_use_one_store_at_once(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    both_ready, kept = threading.Barrier(2), []

    def work(letter: str) -> None:
        both_ready.wait()
        for number in range(10):
            kept.append(store.put(made_run(f"{letter}{number}", 20), "model"))
            store.get(f"{letter}{number}", "model")

    threads = [threading.Thread(target=work, args=(letter,)) for letter in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept == [True] * 20
    assert all(store.has(f"{letter}{number}", "model") for letter in "ab" for number in range(10))
    store.close()


def test_that_a_file_has_the_content_it_was_read_with_until_it_changes(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    photo = tmp_path / "photo.jpg"
    store.remember_file(photo, (1, 2), "a")
    assert store.content_of(photo, (1, 2)) == "a"
    assert store.content_of(photo, (1, 3)) is None
    store.remember_file(photo, (1, 3), "b")
    assert store.content_of(photo, (1, 3)) == "b"
    assert store.content_of(tmp_path / "other.jpg", (1, 2)) is None
    store.close()


def test_that_a_closed_store_neither_finds_nor_keeps(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    store.put(made_run("a"), "model")
    store.close()
    assert not store.has("a", "model")
    assert not store.put(made_run("b"), "model")


def test_that_a_model_is_named_by_what_is_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    info = ModelInfo("fake", str(path), "compact", NAMES, "roi_pool", verbatim("cpu"))
    path.write_bytes(b"weights")
    first = model_key(info, "search 1")
    moved = path.rename(tmp_path / "moved.safetensors")
    assert model_key(replace(info, path=str(moved), device="cuda"), "search 1") == first
    moved.write_bytes(b"retrained")
    assert model_key(replace(info, path=str(moved)), "search 1") != first
    nowhere = replace(info, path="")
    assert model_key(nowhere, "search 1") != model_key(replace(nowhere, name="other"), "search 1")


def test_that_a_model_with_other_proposals_is_another(tmp_path: Path) -> None:
    info = ModelInfo("fake", "", "compact", NAMES, "roi_pool", verbatim("cpu"))
    assert model_key(info, "search, ranking 1") != model_key(info, "search, ranking 2")


def test_that_what_images_look_like_is_kept_by_model(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    looks = np.array([0.6, 0.8], np.float32)
    for key in ("a", "b"):
        assert store.put(replace(made_run(key), description=looks), "model")
    assert store.put(made_run("c"), "model")
    found = store.descriptions(["a", "b", "c", *(str(number) for number in range(1200))], "model")
    assert set(found) == {"a", "b"}
    assert np.allclose(found["a"], looks, atol=1e-3)
    assert store.descriptions(["a"], "other") == {}
    store.close()


def test_that_a_run_that_the_disk_refuses_is_not_held_in_memory(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file where the folder should be")
    store, run = RunStore(tmp_path / "runs"), made_run()
    store.announce(run, "model")
    assert store.has("a", "model")
    assert not store.put(run, "model")
    assert not store.has("a", "model")
    store.close()
