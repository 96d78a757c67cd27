"""Proposals on disk."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.proposals import ProposalCache, cache, kernels
from frcnn_desktop.proposals.modes import method_name

SIXTEENTHS = st.integers(0, 8000 * 16).map(lambda steps: steps / 16)


def proposals(boxes: list[tuple[float, ...]], mode: str = "fast") -> Proposals:
    scores = np.linspace(0.9, 0.1, len(boxes), dtype=np.float32)
    return Proposals(as_box_array(boxes), scores, {"search": 0.1}, method_name(mode))


FOUND = proposals([(0, 0, 10.5, 20.0625), (3, 4, 5, 6)])


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.proposals"))


def test_that_what_was_put_is_got_by_content_and_mode(tmp_path: Path) -> None:
    ProposalCache(tmp_path).put("photo", "fast", FOUND)
    found = ProposalCache(tmp_path).get("photo", "fast")
    assert found is not None
    assert found.boxes.tolist() == FOUND.boxes.tolist()
    assert found.scores.tolist() == FOUND.scores.tolist()
    assert found.method == FOUND.method
    assert not found.boxes.flags.writeable
    assert ProposalCache(tmp_path).get("photo", "quality") is None
    assert ProposalCache(tmp_path).get("another photo", "fast") is None


@given(st.lists(st.tuples(SIXTEENTHS, SIXTEENTHS, SIXTEENTHS, SIXTEENTHS), max_size=9))
def test_that_boxes_on_sixteenths_are_stored_exactly(boxes: list[tuple[float, ...]]) -> None:
    found = cache._decode(cache._encode(proposals(boxes)), method_name("fast"))
    assert found is not None
    assert found.boxes.tolist() == as_box_array(boxes).tolist()


def test_that_what_opencv_served_meanwhile_is_not_taken_for_the_kernels_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ProposalCache(tmp_path)
    store.put("photo", "fast", proposals([(0, 0, 4, 4)], mode="opencv"))
    assert store.get("photo", "fast") is None
    monkeypatch.setattr(kernels, "kernels_failed", lambda: True)
    assert store.get("photo", "fast") is not None


@pytest.mark.parametrize("keep", [0, 3, 15, 20, -1])
def test_that_a_cut_file_counts_as_none(tmp_path: Path, keep: int) -> None:
    store = ProposalCache(tmp_path)
    store.put("photo", "fast", FOUND)
    [path] = files(tmp_path)
    path.write_bytes(path.read_bytes()[:keep])
    assert store.get("photo", "fast") is None


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_that_a_damaged_byte_is_noticed(place: int, change: int) -> None:
    data = bytearray(cache._encode(FOUND))
    data[place % len(data)] ^= change
    assert cache._decode(bytes(data), FOUND.method) is None


def test_that_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = ProposalCache(tmp_path / "file" / "folder")
    store.put("photo", "fast", FOUND)
    assert store.get("photo", "fast") is None


def test_that_the_longest_unused_go_when_there_is_no_room(tmp_path: Path) -> None:
    size = len(cache._encode(FOUND))
    for number in range(10):
        ProposalCache(tmp_path, max_bytes=100 * size).put(f"photo {number}", "fast", FOUND)
    for age, path in enumerate(files(tmp_path)):
        _set_age(path, 1000 + age)
    survivors = files(tmp_path)[-3:]
    ProposalCache(tmp_path, max_bytes=5 * size).put("newest", "fast", FOUND)
    left = files(tmp_path)
    assert len(left) == 4
    assert set(survivors) < set(left)


def _set_age(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))


def test_that_no_half_written_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.os, "replace", fail)
    ProposalCache(tmp_path).put("photo", "fast", FOUND)
    assert list(tmp_path.iterdir()) == []


def test_that_an_unknown_mode_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Unknown mode"):
        ProposalCache(tmp_path).put("photo", "best", FOUND)
