"""Classes changed over a whole data set."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from frcnn_desktop.core.errors import AnnotationWriteError, DatasetError, InputError
from frcnn_desktop.curation.annotation_files import annotation_files
from frcnn_desktop.curation.class_census import ClassCount, take_census
from frcnn_desktop.curation.class_changes import ClassChanges, checked_changes
from frcnn_desktop.curation.class_edit import (
    ClassesChanged,
    ListChange,
    change_classes,
    class_split_lists,
    list_change,
    reordered,
    stale_lists,
)
from frcnn_desktop.curation.class_file import find_class_file
from frcnn_desktop.curation.edit_store import EditStore
from frcnn_desktop.voc import read_annotation

MERGE = ClassChanges({"Car": "car", "van": "car"})
OWNER = hasattr(os, "getuid") and os.getuid() == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def classes_in(folder: Path) -> Counter[str]:
    return Counter(each.name for path in folder.glob("*.xml") for each in read_annotation(path).objects)


def change(folder: Path, changes: ClassChanges, class_list: ListChange | None = None) -> ClassesChanged:
    preview = take_census(annotation_files(folder)).preview(changes)
    return change_classes(preview, changes, EditStore(), class_list)


def test_that_a_census_counts_objects_and_files_of_each_class(data_set: Path) -> None:
    census = take_census(annotation_files(data_set))
    assert census.classes() == (
        ClassCount("dog", 3, 3), ClassCount("car", 2, 2), ClassCount("Car", 1, 1), ClassCount("van", 1, 1),
    )  # fmt: skip
    assert census.written() == {"car": 2, "dog": 3, "Car": 1, "van": 1}


def test_that_what_a_preview_promises_is_what_happens_and_undo_brings_every_byte_back(data_set: Path) -> None:
    before = contents(data_set)
    changes = ClassChanges({"Car": "car", "van": "car"}, frozenset({"dog"}))
    preview = take_census(annotation_files(data_set)).preview(changes)
    assert (len(preview.files), preview.renamed, preview.deleted, preview.emptied) == (4, 2, 3, 1)
    assert contents(data_set) == before
    done = change(data_set, changes)
    assert (done.files, done.renamed, done.deleted, done.left_alone) == (4, 2, 3, ())
    assert classes_in(data_set) == {"car": 4}
    EditStore().undo(done.applied.edit)
    assert contents(data_set) == before


def test_that_files_without_the_class_are_not_written(data_set: Path) -> None:
    stamp = (data_set / "3.xml").stat().st_mtime_ns, (data_set / "3.xml").stat().st_ino
    assert change(data_set, MERGE).files == 2
    assert stamp == ((data_set / "3.xml").stat().st_mtime_ns, (data_set / "3.xml").stat().st_ino)


def test_that_a_file_that_cannot_be_read_is_named_and_stays(data_set: Path) -> None:
    (data_set / "1.xml").write_bytes(b"<annotation><object>")
    preview = take_census(annotation_files(data_set)).preview(MERGE)
    assert [each.path.name for each in preview.left_alone] == ["1.xml"]
    done = change(data_set, MERGE)
    assert (done.files, [each.path.name for each in done.left_alone]) == (1, ["1.xml"])
    assert (data_set / "1.xml").read_bytes() == b"<annotation><object>"


@pytest.mark.skipif(OWNER, reason="root may write everything")
def test_that_a_write_protected_file_is_named_before_and_stays(data_set: Path) -> None:
    (data_set / "1.xml").chmod(0o444)
    preview = take_census(annotation_files(data_set)).preview(MERGE)
    assert ["write-protected" in str(each.reason) for each in preview.left_alone] == [True]
    assert change(data_set, MERGE).files == 1


def test_that_a_protected_file_that_needs_no_change_is_no_obstacle(data_set: Path) -> None:
    (data_set / "3.xml").chmod(0o444)
    assert take_census(annotation_files(data_set)).preview(MERGE).left_alone == ()


def test_that_a_file_that_two_names_lead_to_counts_once(data_set: Path) -> None:
    (data_set / "link.xml").symlink_to(data_set / "1.xml")
    assert change(data_set, MERGE).renamed == 2
    assert (data_set / "link.xml").is_symlink()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (ClassChanges({"car": "a\x00b"}), "XML cannot hold"),
        (ClassChanges({"car": "  "}), "needs a name"),
        (ClassChanges({"car": "two\nlines"}), "one line"),
        (ClassChanges({"car": "x" * 2000}), "one line"),
        (ClassChanges({"car": "dog"}, frozenset({"car"})), "both renamed and deleted"),
    ],
)
def test_that_a_change_that_cannot_be_made_changes_nothing(
    data_set: Path, changes: ClassChanges, sentence: str
) -> None:
    before = contents(data_set)
    with pytest.raises((AnnotationWriteError, InputError), match=sentence):
        change(data_set, changes)
    assert contents(data_set) == before
    assert EditStore().edits() == ()


def test_that_a_rename_to_itself_is_no_change() -> None:
    assert not checked_changes(ClassChanges({"car": " car "}))
    assert checked_changes(ClassChanges({"car ": "car"})).renamed == {"car ": "car"}


def test_that_a_name_without_blanks_means_all_that_is_read_as_it() -> None:
    changes = ClassChanges({"car": "auto"})
    assert [changes.new_name(each) for each in ("car", " car\n", "cart")] == ["auto", "auto", "cart"]
    assert ClassChanges({"car ": "car"}).new_name("car\n") == "car\n"


def test_that_the_class_list_is_changed_and_undone_with_the_files(data_set: Path) -> None:
    path = data_set / "classes.txt"
    path.write_bytes(b"van\r\ndog\r\nCar\r\ncar\r\nunused\r\n")
    done = change(data_set, MERGE, list_change(find_class_file(data_set), MERGE))
    assert path.read_bytes() == b"dog\r\ncar\r\nunused\r\n"
    EditStore().undo(done.applied.edit)
    assert path.read_bytes() == b"van\r\ndog\r\nCar\r\ncar\r\nunused\r\n"


def test_that_a_merged_class_stands_where_the_first_stood() -> None:
    assert MERGE.of_list(("van", "dog", "Car")) == ("car", "dog")
    assert ClassChanges({"dog": "hound"}, frozenset({"van"})).of_list(("van", "dog")) == ("hound",)


def test_that_a_list_is_never_made_unasked(data_set: Path) -> None:
    assert list_change(find_class_file(data_set), MERGE) is None
    change(data_set, MERGE)
    assert not (data_set / "classes.txt").exists()


def test_that_a_list_in_another_order_keeps_every_name(data_set: Path) -> None:
    (data_set / "classes.txt").write_text("car\ndog\n")
    file = find_class_file(data_set)
    assert reordered(file, ("dog", "van"), ClassChanges()).names == ("dog", "van", "car")
    renamed = reordered(file, ("dog",), ClassChanges({"car": "auto"}), ("Car", ""))
    assert renamed.names == ("dog", "auto", "Car")
    done = change(data_set, ClassChanges(), reordered(file, ("dog",), ClassChanges()))
    assert (data_set / "classes.txt").read_text() == "dog\ncar\n"
    EditStore().undo(done.applied.edit)
    assert (data_set / "classes.txt").read_text() == "car\ndog\n"


def test_that_lists_of_a_devkit_that_are_named_after_a_class_are_told_of(data_set: Path) -> None:
    lists = data_set.parent / "ImageSets" / "Main"
    lists.mkdir(parents=True)
    for name in ("van_train.txt", "train.txt", "caravan_val.txt"):
        (lists / name).write_text("")
    note = stale_lists(class_split_lists((data_set / "0.xml",)), MERGE)
    assert note is not None
    assert str(note).endswith("stays as it is: van_train.txt")
    assert stale_lists(class_split_lists((data_set / "0.xml",)), ClassChanges({"dog": "hound"})) is None


def test_that_annotations_are_found_where_data_sets_have_them(data_set: Path, tmp_path: Path) -> None:
    devkit = tmp_path / "VOCdevkit" / "VOC2007"
    (devkit / "JPEGImages" / "empty").mkdir(parents=True)
    (devkit / "Annotations").mkdir()
    for number in (10, 2):
        (devkit / "Annotations" / f"{number}.xml").write_bytes((data_set / "0.xml").read_bytes())
    (devkit / "Annotations" / "._2.xml").write_bytes(b"")
    for folder in (
        devkit,
        devkit / "JPEGImages",
        devkit / "Annotations",
        devkit.parent,
        tmp_path,
    ):
        assert [path.name for path in annotation_files(folder)] == ["2.xml", "10.xml"]
    with pytest.raises(DatasetError, match="no annotation files"):
        annotation_files(devkit / "JPEGImages" / "empty")
    with pytest.raises(DatasetError, match="not there"):
        annotation_files(tmp_path / "nowhere")
