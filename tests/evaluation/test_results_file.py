"""Results on disk: the same again after reading, nothing done twice, nothing mixed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.image_result import ImageResult, ResultsOrigin, truth_key
from frcnn_desktop.evaluation.results_file import read_results, write_results
from frcnn_desktop.evaluation.work_folder import WorkFolder

ORIGIN = ResultsOrigin(("dog", "고양이"), "abc", "score .01")
TRUTH = GroundTruth(as_box_array([(0, 0, 9, 9)]), np.ones(1, np.int64), np.zeros(1, bool))


def result(image_id: str, detections: int = 2, objects: int = 1, seed: int = 0) -> ImageResult:
    generator = np.random.default_rng(seed)
    return ImageResult(
        image_id,
        generator.random((detections, 4)).astype(np.float32),
        generator.random(detections).astype(np.float32),
        generator.integers(1, 3, detections),
        generator.random(objects).astype(np.float32),
        truth_key(TRUTH),
        float(generator.random()),
        "digest",
    )


def assert_same(first: ImageResult, second: ImageResult) -> None:
    assert (first.image_id, first.truth_key, first.seconds, first.content_key) == (
        second.image_id,
        second.truth_key,
        second.seconds,
        second.content_key,
    )
    for name in ("boxes", "scores", "class_indices", "best_overlaps"):
        before, after = getattr(first, name), getattr(second, name)
        assert before.dtype == after.dtype
        assert np.array_equal(before, after)


ids = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=8)


@given(st.dictionaries(ids, st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=5))
def test_that_results_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, images: dict[str, tuple[int, int]]
) -> None:
    written = [result(name, *counts, seed=seed) for seed, (name, counts) in enumerate(sorted(images.items()))]
    path = tmp_path_factory.mktemp("results") / "deeper" / "all.npz"
    write_results(path, ORIGIN, written)
    origin, read = read_results(path)
    assert origin == ORIGIN
    assert [each.image_id for each in read] == [each.image_id for each in written]
    for before, after in zip(written, read, strict=True):
        assert_same(before, after)
    assert list(path.parent.iterdir()) == [path]


def test_that_damaged_and_foreign_files_end_in_a_sentence(tmp_path: Path) -> None:
    good = tmp_path / "good.npz"
    write_results(good, ORIGIN, [result("1", detections=50)])
    data = bytearray(good.read_bytes())
    bad = tmp_path / "bad.npz"
    torn = bytes(data[:200]) + b"\0" * 300 + bytes(data[500:])
    # Packed in a way that nobody knows; zipfile has an error of its own for it.
    place = data.index(b"PK\1\2") + 10
    unknown = bytes(data[:place]) + b"\x63" + bytes(data[place + 1 :])
    for content in (b"", b"hello", bytes(data[:-40]), torn, unknown):
        bad.write_bytes(content)
        with pytest.raises(DatasetError, match=r"bad\.npz"):
            read_results(bad)
    np.savez(bad, boxes=np.zeros(3))
    with pytest.raises(DatasetError, match="damaged"):
        read_results(bad)
    np.savez(bad, about=np.array([{"format": 1}], dtype=object))
    with pytest.raises(DatasetError, match="damaged"):
        read_results(bad)
    write_results(
        bad, replace(ORIGIN, class_names=("dog",)), [replace(result("1"), class_indices=np.array([1, 2]))]
    )
    with pytest.raises(DatasetError, match="damaged"):
        read_results(bad)
    with pytest.raises(DatasetError, match="cannot be read"):
        read_results(tmp_path / "none.npz")
    with pytest.raises(DatasetError, match="cannot be written"):
        write_results(good / "below a file.npz", ORIGIN, [])


def test_that_a_finished_image_is_found_again_until_it_or_its_objects_change(tmp_path: Path) -> None:
    odd = "../2007/a b:c"
    folder = WorkFolder(tmp_path / "work", ORIGIN)
    assert folder.get(odd, TRUTH, "digest") is None
    folder.put(result(odd))
    again = WorkFolder(tmp_path / "work", ORIGIN).get(odd, TRUTH, "digest")
    assert again is not None
    assert_same(again, result(odd))
    assert folder.get("another", TRUTH, "digest") is None
    assert folder.get(odd, replace(TRUTH, difficult=np.ones(1, bool)), "digest") is None
    assert folder.changed == (odd,)
    changed = WorkFolder(tmp_path / "work", ORIGIN)
    assert changed.get(odd, TRUTH, "other") is None
    assert changed.changed == (odd,)
    assert list(tmp_path.iterdir()) == [tmp_path / "work"]


def test_that_a_damaged_result_is_made_again(tmp_path: Path) -> None:
    folder = WorkFolder(tmp_path, ORIGIN)
    folder.put(result("1"))
    [file] = tmp_path.glob("*.npz")
    file.write_bytes(file.read_bytes()[:100])
    assert folder.get("1", TRUTH, "digest") is None
    folder.put(result("1"))
    assert folder.get("1", TRUTH, "digest") is not None


def test_that_results_of_two_models_are_never_mixed(tmp_path: Path) -> None:
    WorkFolder(tmp_path, ORIGIN)
    with pytest.raises(DatasetError, match="another model"):
        WorkFolder(tmp_path, replace(ORIGIN, model_key="abd"))
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match="cannot be used"):
        WorkFolder(tmp_path / "file", ORIGIN)
