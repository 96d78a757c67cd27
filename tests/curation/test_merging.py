"""Two annotators' folders compared and merged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.curation.comparison import Comparison, compare_folders
from frcnn_desktop.curation.conflicts import Choice, Kind
from frcnn_desktop.curation.decisions import Decisions, decisions_path, read_decisions, write_decisions
from frcnn_desktop.curation.merging import MergeWishes, merge, open_conflicts
from frcnn_desktop.voc import read_annotation, write_annotation

AGREED = ObjectAnnotation("cat", (1.0, 1.0, 20.0, 20.0))
NEAR = replace(AGREED, box=(1.0, 1.0, 20.0, 19.0))
DOG = ObjectAnnotation("dog", (30.0, 1.0, 50.0, 20.0))
HOUND = replace(DOG, name="hound")
MINE = ObjectAnnotation("bird", (1.0, 30.0, 9.0, 39.0))
THEIRS = ObjectAnnotation("goat", (30.0, 30.0, 39.0, 39.0))


def put(folder: Path, name: str, *objects: ObjectAnnotation, image: bool = True) -> Path:
    folder.mkdir(exist_ok=True)
    if image:
        Image.new("RGB", (60, 40)).save(folder / f"{name}.png")
    file = folder / f"{name}.xml"
    write_annotation(ImageAnnotation(60, 40, objects, filename=f"{name}.png", folder="x"), file)
    return file


@pytest.fixture
def a(tmp_path: Path) -> Path:
    put(tmp_path / "a", "same", AGREED)
    put(tmp_path / "a", "differs", AGREED, DOG, MINE)
    put(tmp_path / "a", "mine", MINE)
    return tmp_path / "a"


@pytest.fixture
def b(tmp_path: Path) -> Path:
    put(tmp_path / "b", "same", NEAR, image=False)
    put(tmp_path / "b", "differs", NEAR, HOUND, THEIRS, image=False)
    put(tmp_path / "b", "theirs", THEIRS)
    return tmp_path / "b"


def names(file: Path) -> list[str]:
    return [each.name for each in read_annotation(file).objects]


def decide(comparison: Comparison, **choices: Choice) -> Decisions:
    """Choose for the conflicts of the image that differs, by their kinds."""
    decisions = Decisions()
    (image,) = (each for each in comparison.images if each.conflicts)
    for conflict in image.conflicts:
        choice = choices.get(conflict.kind.name.lower())
        if choice is not None:
            decisions = decisions.choose(image.key, conflict.key, choice)
    return decisions


def test_that_images_that_differ_come_first_and_agreement_is_no_conflict(a: Path, b: Path) -> None:
    comparison = compare_folders(a, b)
    assert [each.key for each in comparison.images] == ["differs", "same", "mine", "theirs"]
    assert [each.kind for each in comparison.images[0].conflicts] == [Kind.ONLY_A, Kind.ONLY_B, Kind.CLASS]
    assert [len(each.conflicts) for each in comparison.images[1:]] == [0, 0, 0]
    assert len(comparison.in_both) == 2
    assert [str(note) for note in comparison.notes] == [
        "1 image is annotated in a alone; no figure counts it.",
        "1 image is annotated in b alone; no figure counts it.",
    ]


def test_that_boxes_far_apart_and_other_marks_are_conflicts_of_their_own(tmp_path: Path) -> None:
    put(tmp_path / "a", "1", AGREED, DOG)
    put(tmp_path / "b", "1", replace(AGREED, box=(1.0, 1.0, 20.0, 13.0)), replace(DOG, difficult=True))
    (image,) = compare_folders(tmp_path / "a", tmp_path / "b").images
    assert [each.kind for each in image.conflicts] == [Kind.BOX, Kind.FLAGS]


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"only_a": Choice.A, "only_b": Choice.B, "class": Choice.A}, ["cat", "dog", "bird", "goat"]),
        ({"only_a": Choice.B, "only_b": Choice.A, "class": Choice.B}, ["cat", "hound"]),
        (
            {"only_a": Choice.BOTH, "only_b": Choice.BOTH, "class": Choice.BOTH},
            ["cat", "dog", "hound", "bird", "goat"],
        ),
        ({"only_a": Choice.NEITHER, "only_b": Choice.NEITHER, "class": Choice.NEITHER}, ["cat"]),
    ],
)  # fmt: skip
def test_that_each_conflict_is_merged_as_it_was_decided(
    a: Path, b: Path, tmp_path: Path, choices: dict[str, Choice], expected: list[str]
) -> None:
    comparison = compare_folders(a, b)
    done = merge(comparison, decide(comparison, **choices), tmp_path / "c")
    assert names(tmp_path / "c" / "Annotations" / "differs.xml") == expected
    assert (done.files, done.resolved, done.left_out) == (4, 3, ())


def test_that_what_nobody_touched_is_there_to_the_byte_with_its_image(
    a: Path, b: Path, tmp_path: Path
) -> None:
    comparison = compare_folders(a, b)
    merge(comparison, Decisions(), tmp_path / "c", MergeWishes(Choice.A))
    for name, owner in (("same", a), ("differs", a), ("mine", a), ("theirs", b)):
        merged = tmp_path / "c" / "Annotations" / f"{name}.xml"
        assert merged.read_bytes() == (owner / f"{name}.xml").read_bytes()
        assert (tmp_path / "c" / "JPEGImages" / f"{name}.png").is_file()


def test_that_open_conflicts_are_not_decided_by_the_program(a: Path, b: Path, tmp_path: Path) -> None:
    comparison = compare_folders(a, b)
    decisions = decide(comparison, only_a=Choice.A)
    assert open_conflicts(comparison, decisions) == 2
    with pytest.raises(DatasetError, match="2 conflicts are undecided"):
        merge(comparison, decisions, tmp_path / "c")
    assert not (tmp_path / "c").exists()
    (tmp_path / "c").mkdir()
    with pytest.raises(DatasetError, match="there already"):
        merge(comparison, decisions, tmp_path / "c", MergeWishes(Choice.A))


def test_that_who_changed_an_object_of_the_common_version_is_right(a: Path, b: Path, tmp_path: Path) -> None:
    put(tmp_path / "base", "differs", AGREED, DOG, THEIRS)
    comparison = compare_folders(a, b, tmp_path / "base")
    assert open_conflicts(comparison, Decisions()) == 0
    merge(comparison, Decisions(), tmp_path / "c")
    # A added the bird and deleted the goat, B renamed the dog.
    assert names(tmp_path / "c" / "Annotations" / "differs.xml") == ["cat", "hound", "bird"]


def test_that_a_person_outdoes_the_common_version(a: Path, b: Path, tmp_path: Path) -> None:
    put(tmp_path / "base", "differs", AGREED, DOG, THEIRS)
    comparison = compare_folders(a, b, tmp_path / "base")
    merge(comparison, decide(comparison, **{"class": Choice.A}), tmp_path / "c")
    assert names(tmp_path / "c" / "Annotations" / "differs.xml") == ["cat", "dog", "bird"]


def test_that_decisions_are_kept_and_known_again_by_content(a: Path, b: Path, tmp_path: Path) -> None:
    path = decisions_path(a, b, tmp_path)
    decisions = decide(compare_folders(a, b), only_a=Choice.A, only_b=Choice.NEITHER)
    write_decisions(path, decisions, a, b)
    again = read_decisions(path)
    assert again.by_image == decisions.by_image
    assert again.count == 2
    assert open_conflicts(compare_folders(a, b), again) == 1
    put(a, "differs", AGREED, DOG, replace(MINE, box=(1.0, 30.0, 8.0, 39.0)))
    assert open_conflicts(compare_folders(a, b), again) == 2


def test_that_the_last_decision_is_taken_back_and_a_changed_one_returns(a: Path, b: Path) -> None:
    decisions = (
        Decisions().choose("1", "x", Choice.A).choose("1", "x", Choice.B).choose("2", "y", Choice.BOTH)
    )
    assert decisions.count == 2
    assert decisions.undone().of("2") == {}
    assert decisions.undone().undone().of("1") == {"x": Choice.A}
    assert decisions.undone().undone().undone().count == 0
    assert Decisions().undone() == Decisions()


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"version": 1, "images": {"a": {"k": "c", "l": 3}, "b": 4}}', b"\xff"]
)
def test_that_kept_decisions_that_cannot_be_read_are_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "d.json").write_bytes(data)
    assert read_decisions(tmp_path / "d.json") == Decisions()


def test_that_a_file_that_cannot_be_read_takes_no_part_and_is_named(a: Path, b: Path, tmp_path: Path) -> None:
    (b / "same.xml").write_bytes(b"<")
    comparison = compare_folders(a, b)
    assert [str(each.path.name) for each in comparison.unread] == ["same.xml"]
    done = merge(comparison, Decisions(), tmp_path / "c", MergeWishes(Choice.A, images=False))
    assert [each.path.name for each in done.left_out] == ["same.xml"]
    assert not (tmp_path / "c" / "JPEGImages").exists()


def test_that_folders_without_a_common_name_are_refused(a: Path, tmp_path: Path) -> None:
    put(tmp_path / "other", "unlike", AGREED)
    with pytest.raises(DatasetError, match="No annotation of"):
        compare_folders(a, tmp_path / "other")
