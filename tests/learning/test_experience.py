"""What became of suggestions outlives the session that learnt it, and no file can break the next one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load, save

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.learning.experience import Experience, Layout, UnsoundError, packed, unpacked
from frcnn_desktop.learning.experience_file import read_experience, write_experience
from frcnn_desktop.learning.hindsight import HindsightRule
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.record import Seen, SuggestionRecord
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.suggestions import NO_SUGGESTIONS, Suggestions
from frcnn_desktop.learning.thresholds import NEVER, ThresholdRule

SIZE = InputSize(200, 150, 200, 150, 208, 160)
PICTURE = Picture(np.random.default_rng(1).integers(0, 255, (150, 200, 3)).astype(np.uint8))
SHAPES = Layout("part", ((np.float64, (2,)), (np.int64, ())), 5)


def a_record() -> SuggestionRecord:
    return SuggestionRecord(ThresholdRule(), HindsightRule())


def scene(number: int) -> tuple[Suggestions, Suggestions, LabelledObjects]:
    """Three suggestions of the head and one drawn; two of them are near the two objects."""
    random = np.random.default_rng(number)
    objects = as_box_array([(20, 20, 60, 50), (100, 80, 150, 120)])
    boxes = np.concatenate([objects + random.normal(0, 3, (2, 4)), [[5, 100, 40, 140]]])
    scores = np.sort(random.uniform(0.2, 0.95, 3).astype(np.float32))[::-1]
    names, ones = ("cat", "dog", "cat"), np.ones(3, np.float32)
    found = Suggestions(
        as_box_array(boxes), names, scores, np.zeros(3, np.bool_), random.normal(0, 1, (3, 6)), ones
    )
    drawn = replace(found.of(np.array([1])), scores=np.full(1, 0.4, np.float32))
    return found, drawn, LabelledObjects(objects, ("cat", "dog"), np.zeros(2, np.bool_))


def walk(record: SuggestionRecord, numbers: range) -> list[Suggestions]:
    offered = []
    for number in numbers:
        found, drawn, objects = scene(number)
        seen = Seen(found, drawn, SIZE, PICTURE)
        offered.append(record.remember(f"image {number}", seen))
        record.saved(f"image {number}", objects, False, seen)
    return offered


def met_again(record: SuggestionRecord, numbers: range) -> SuggestionRecord:
    """As a folder is learnt that was labelled in an earlier session."""
    for number in numbers:
        record.saved(f"image {number}", scene(number)[2], False, None)
    return record


def test_that_a_later_session_goes_on_where_the_first_would_have(tmp_path: Path) -> None:
    first, second = a_record(), a_record()
    walk(first, range(20))
    write_experience(tmp_path / "kept", first.experience("model"))
    kept = read_experience(tmp_path / "kept")
    assert kept is not None
    second.resume(kept)
    met_again(second, range(20))
    assert second.threshold("cat") == first.threshold("cat") < NEVER
    assert second.right_lately(20) == first.right_lately(20)
    for one, other in zip(walk(first, range(20, 25)), walk(second, range(20, 25)), strict=True):
        assert one.names == other.names
        assert np.array_equal(one.boxes, other.boxes)
        assert np.array_equal(one.scores, other.scores)
        assert np.array_equal(one.shown, other.shown)


def test_that_what_was_taken_as_suggested_is_still_told_from_what_hands_placed() -> None:
    first, second = a_record(), a_record()
    offered = walk(first, range(15))[-1]
    assert offered.shown.any()
    second.resume(first.experience("model"))
    boxes = as_box_array([offered.boxes[offered.shown][0], (0, 0, 9, 9)])
    assert second.taken("image 14", boxes).tolist() == [True, False]


def test_that_images_learnt_from_files_do_not_age_what_is_known_of_suggestions() -> None:
    record = a_record()
    walk(record, range(12))
    before = record.threshold("dog"), record.right_lately(20)
    met_again(record, range(100, 160))
    assert (record.threshold("dog"), record.right_lately(20)) == before


def test_that_only_the_newest_entries_are_kept_within_the_bound() -> None:
    entries = [(np.full((2, 2), number, float), np.array([number, number])) for number in range(4)]
    found = unpacked(SHAPES, packed(SHAPES, entries))
    assert [entry[1].tolist() for entry in found] == [[2, 2], [3, 3]]


def test_that_nothing_kept_and_another_versions_file_begin_anew(tmp_path: Path) -> None:
    assert read_experience(tmp_path / "none") is None
    write_experience(tmp_path / "kept", a_record().experience("model"))
    content = load((tmp_path / "kept").read_bytes())
    about = bytes(content["about"]).replace(b"experience 1", b"experience 2")
    (tmp_path / "kept").write_bytes(save({**content, "about": np.frombuffer(about, np.uint8)}))
    assert read_experience(tmp_path / "kept") is None


@pytest.mark.parametrize("cut", [0, 1, 7, 8, 100, -1])
def test_that_a_file_cut_short_is_damaged(tmp_path: Path, cut: int) -> None:
    record = a_record()
    walk(record, range(3))
    write_experience(tmp_path / "kept", record.experience("model"))
    (tmp_path / "kept").write_bytes((tmp_path / "kept").read_bytes()[:cut])
    with pytest.raises(UnsoundError):
        read_experience(tmp_path / "kept")


def damaged(experience: Experience, **arrays: np.ndarray) -> Experience:
    changed = {name.replace("_", "."): array for name, array in arrays.items()}
    return replace(experience, arrays={**experience.arrays, **changed})


def test_that_arrays_which_no_session_kept_are_refused_and_change_nothing() -> None:
    source, record = a_record(), a_record()
    walk(source, range(8))
    walk(record, range(30, 38))
    sound = source.experience("model")
    before = record.threshold("cat"), record.right_lately(20)
    gains = sound.arrays["worth.1"].copy()
    for wrong in (np.nan, np.inf, 1e30):
        gains[0] = wrong
        with pytest.raises(UnsoundError):
            record.resume(damaged(sound, worth_1=gains))
    for others in (
        {"worth_counts": np.array([-1, 5])},
        {"worth_counts": sound.arrays["worth.counts"] + 1},
        {"sides_0": np.zeros((3, 4, 15, 2), np.float32)},
        {"judged_0": sound.arrays["judged.0"] + 99},
        {"judged_0": sound.arrays["judged.0"] - 99},
        {"objects": np.zeros(3)},
        {"objects": -sound.arrays["objects"]},
        {"lately": np.zeros((2, 3), np.int64)},
        {"correction_0": np.zeros((2, 3))},
    ):
        with pytest.raises(UnsoundError):
            record.resume(damaged(sound, **others))
    with pytest.raises(UnsoundError):
        record.resume(replace(sound, keys=sound.keys[1:]))
    with pytest.raises(UnsoundError):
        record.resume(replace(sound, arrays={}))
    assert (record.threshold("cat"), record.right_lately(20)) == before


def test_that_a_record_of_nothing_is_kept_and_read(tmp_path: Path) -> None:
    write_experience(tmp_path / "kept", a_record().experience("model"))
    kept = read_experience(tmp_path / "kept")
    assert kept is not None
    record = a_record()
    record.resume(kept)
    assert record.threshold("cat") == NEVER
    assert NO_SUGGESTIONS.signs.shape[1] + 4 == kept.arrays["worth.0"].shape[1]
