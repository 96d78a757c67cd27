"""Which images a run trains on and which judge it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.evaluation.annotated_images import read_ids, read_lines
from frcnn_desktop.training.frozen_split import (
    DataChoice,
    Selection,
    load_selection,
    read_training_data,
    save_selection,
)
from frcnn_desktop.voc import write_annotation


def add(folder: Path, image_id: str, *names: str) -> None:
    Image.new("RGB", (9, 9)).save(folder / f"{image_id}.png")
    objects = tuple(ObjectAnnotation(name, (1.0, 1.0, 5.0, 5.0)) for name in names)
    write_annotation(ImageAnnotation(9, 9, objects), folder / f"{image_id}.xml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten images with a cat, one of them with a dog as well."""
    folder = tmp_path / "images"
    folder.mkdir()
    for number in range(10):
        add(folder, str(number), "cat", *(["dog"] if number == 3 else []))
    return folder


def ids(split: object) -> list[str]:
    return [each.image_id for each in split.images]  # type: ignore[attr-defined]


def test_that_a_share_is_put_aside_the_same_way_each_time(folder: Path) -> None:
    data = read_training_data(DataChoice(folder, validation="0.2", seed=3))
    assert data.validation is not None
    assert len(ids(data.train)) == 8
    assert len(ids(data.validation)) == 2
    assert set(ids(data.train)).isdisjoint(ids(data.validation))
    again = read_training_data(DataChoice(folder, validation="0.2", seed=3))
    assert again.selection == data.selection
    other = read_training_data(DataChoice(folder, validation="0.2", seed=4))
    assert other.selection != data.selection
    assert data.name == "images, split all"


def test_that_validation_images_are_never_trained_on(folder: Path, tmp_path: Path) -> None:
    listed = tmp_path / "val.txt"
    listed.write_text("1\n3\nnowhere\n")
    data = read_training_data(DataChoice(folder, validation=str(listed), exclude=frozenset({"1"})))
    assert data.validation is not None
    assert ids(data.validation) == ["3"]
    assert ids(data.train) == ["0", "2", "4", "5", "6", "7", "8", "9"]
    assert data.train.class_names == ("cat",)
    listed.write_text("nowhere\n")
    with pytest.raises(DatasetError, match="None of the image ids"):
        read_training_data(DataChoice(folder, validation=str(listed)))
    with pytest.raises(DatasetError, match="between 0 and 1"):
        read_training_data(DataChoice(folder, validation="2"))


def test_that_old_classes_come_first_and_keep_their_order(folder: Path) -> None:
    data = read_training_data(DataChoice(folder, old_classes=("horse", "cat")))
    assert data.train.class_names == ("horse", "cat", "dog")
    assert data.train.images[0].truth.class_indices.tolist() == [2]


def test_that_a_missing_class_and_an_empty_data_set_are_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="No object of horse"):
        read_training_data(DataChoice(folder, class_names=("cat", "horse")))
    bare = tmp_path / "bare"
    bare.mkdir()
    add(bare, "1")
    with pytest.raises(DatasetError, match="The 1 image to train on has no object"):
        read_training_data(DataChoice(bare))
    (bare / "1.xml").write_text("<annotation>")
    with pytest.raises(DatasetError, match="can be used"):
        read_training_data(DataChoice(bare))


def test_that_an_interrupted_run_keeps_its_images_and_classes(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "work" / "selection.json"
    assert load_selection(path) is None
    begun = read_training_data(DataChoice(folder, validation="0.2")).selection
    save_selection(path, begun)
    add(folder, "99", "horse")
    data = read_training_data(DataChoice(folder, validation="0.2"), load_selection(path))
    assert data.selection == begun
    assert "99" not in ids(data.train)
    assert data.train.class_names == ("cat", "dog")
    path.write_text('{"train": 5}')
    with pytest.raises(DatasetError, match="damaged"):
        load_selection(path)


def test_that_a_selection_is_written_in_any_script(tmp_path: Path) -> None:
    selection = Selection("all", ("사진 1",), (), ("고양이",))
    save_selection(tmp_path / "s.json", selection)
    assert load_selection(tmp_path / "s.json") == selection


def test_that_ids_may_hold_spaces_and_a_byte_order_mark_is_no_part_of_them(tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    path.write_bytes(b"\xef\xbb\xbfphoto 1\r\n\r\nphoto 2\nphoto 1\n")
    assert read_ids(path) == {"photo 1", "photo 2"}
    assert read_lines(path, "list") == ("photo 1", "photo 2")
    with pytest.raises(DatasetError, match="list of images"):
        read_ids(tmp_path / "gone")
