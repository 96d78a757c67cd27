"""Proposals that were made on another machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.proposals import ProposalCache
from frcnn_desktop.proposals.modes import method_name
from frcnn_desktop.proposals.precomputed import PrecomputedProposals, ProposalFolder

KEY = "0123456789abcdef" * 2
FOUND = Proposals(
    as_box_array([(0, 0, 10.5, 20.0625), (3, 4, 5, 6)]),
    np.array([0.9, 0.1], np.float32),
    {},
    method_name("fast"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ProposalFolder(tmp_path / "made").write(KEY, FOUND)
    return tmp_path / "made"


def test_that_what_was_written_is_read_and_any_reader_of_numpy_takes_it(folder: Path) -> None:
    found = ProposalFolder(folder).read(KEY)
    assert found is not None
    np.testing.assert_array_equal(found.boxes, FOUND.boxes)
    np.testing.assert_array_equal(found.scores, FOUND.scores)
    [path] = folder.rglob("*.npz")
    with np.load(path, allow_pickle=False) as arrays:
        assert {name: arrays[name].shape for name in arrays} == {
            "boxes": (2, 4),
            "scores": (2,),
            "method": (),
            "content": (),
        }
    before = path.read_bytes()
    ProposalFolder(folder).write(KEY, FOUND)
    assert path.read_bytes() == before


def test_that_stale_and_missing_ones_are_counted_and_come_from_the_cache(
    folder: Path, tmp_path: Path
) -> None:
    store = PrecomputedProposals(folder, ProposalCache(tmp_path / "cache"))
    assert store.get(KEY, "fast") is not None
    assert (store.used, store.stale, store.missing) == (1, 0, 0)
    ProposalFolder(folder).write(KEY, replace(FOUND, method="an earlier version"))
    assert store.get(KEY, "fast") is None
    assert store.get("f" * 32, "fast") is None
    assert (store.used, store.stale, store.missing) == (1, 1, 1)
    store.put(KEY, "fast", FOUND)
    assert store.get(KEY, "fast") is not None
    assert store.stale == 2
    assert len(list(folder.rglob("*.npz"))) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"boxes": np.zeros((2, 4), np.float64)},
        {"boxes": np.zeros((3, 4), np.float32)},
        {"boxes": np.full((2, 4), np.nan, np.float32)},
        {"boxes": np.array([[0, 0, 1, 1], [5, 5, 5, 9]], np.float32)},
        {"boxes": np.array([[0, 0, 1, 1], [-1, 5, 5, 9]], np.float32)},
        {"scores": np.array(["a", "b"], object)},
        {"content": np.array("another image")},
    ],
)
def test_that_files_which_are_no_proposals_of_this_image_are_not_used(
    folder: Path, change: dict[str, np.ndarray]
) -> None:
    [path] = folder.rglob("*.npz")
    with np.load(path) as arrays:
        np.savez(path, **{**arrays, **change}, allow_pickle=True)
    assert ProposalFolder(folder).read(KEY) is None
    path.write_bytes(path.read_bytes()[:100])
    assert ProposalFolder(folder).read(KEY) is None
    assert ProposalFolder(folder).read("../" + KEY) is None
