"""The class list of a data set, as labelImg keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.curation.class_file import (
    ClassFile,
    find_class_file,
    find_class_list,
    read_class_file,
    write_class_file,
)


def test_that_a_list_is_read_in_its_order_without_doubles_and_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "classes.txt"
    path.write_bytes("\ufeff개\r\n\r\ncat \r\n개\r\n".encode())
    file = read_class_file(path)
    assert file.names == ("개", "cat")
    assert file.bytes_of(("cat", "개", "new")) == "\ufeffcat\r\n개\r\nnew\r\n".encode()


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"a\0b\n", b"\n".join(b"%d" % n for n in range(20_000)), b"x" * 2**21]
)
def test_that_what_is_no_list_is_refused_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "classes.txt"
    path.write_bytes(data)
    with pytest.raises(DatasetError, match="cannot be read"):
        read_class_file(path)


def test_that_the_list_is_looked_for_where_data_sets_have_it(tmp_path: Path) -> None:
    images, xml = tmp_path / "JPEGImages", tmp_path / "Annotations"
    for folder in (images, xml):
        folder.mkdir()
    assert find_class_file(images) == ClassFile(tmp_path / "classes.txt", (), None)
    for folder in (tmp_path, xml, images):
        (folder / "classes.txt").write_text(f"{folder.name}\n")
        assert find_class_file(images).path == folder / "classes.txt"
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    (chosen / "predefined_classes.txt").write_text("mine\n")
    assert find_class_file(images, chosen).names == ("mine",)


def test_that_a_new_list_would_be_made_beside_plain_images(tmp_path: Path) -> None:
    assert find_class_file(tmp_path).path == tmp_path / "classes.txt"
    assert find_class_file(tmp_path, tmp_path / "xml").path == tmp_path / "xml" / "classes.txt"


def test_that_a_list_that_numbers_yolo_files_gives_no_name_another_number(tmp_path: Path) -> None:
    (tmp_path / "classes.txt").write_text("cat\ndog\n")
    (tmp_path / "1.txt").write_text("1 .5 .5 .1 .1\n")
    file = find_class_file(tmp_path)
    assert file.numbers
    assert file.bytes_of(("cat", "hound", "new")) == b"cat\nhound\nnew\n"
    for names in (("dog", "cat"), ("cat",), ("dog",), ()):
        with pytest.raises(DatasetError, match="YOLO"):
            file.bytes_of(names)


def test_that_other_text_files_number_nothing(tmp_path: Path) -> None:
    (tmp_path / "classes.txt").write_text("cat\ndog\n")
    (tmp_path / "notes.txt").write_text("1 of 4\n")
    assert find_class_file(tmp_path).bytes_of(("dog", "cat")) == b"dog\ncat\n"


def devkit_of_years(root: Path) -> tuple[Path, Path]:
    folders = tuple(root / year / "JPEGImages" for year in ("VOC2007", "VOC2012"))
    for folder in folders:
        folder.mkdir(parents=True)
        (folder.parent / "Annotations").mkdir()
    return folders[0], folders[1]


def test_that_years_of_a_devkit_have_the_list_in_the_folder_above_them(tmp_path: Path) -> None:
    years = devkit_of_years(tmp_path / "VOCdevkit")
    made = find_class_list(years)
    assert made == ClassFile(tmp_path / "VOCdevkit" / "classes.txt", (), None)
    (years[1].parent / "classes.txt").write_text("dog\ncow\n")
    (years[0].parent / "classes.txt").write_text("cat\ndog\n")
    made = find_class_list(years)
    assert made is not None
    assert (made.names, made.data) == (("cat", "dog", "cow"), None)
    write_class_file(made, ("cow", "cat"))
    there = find_class_list(years)
    assert there is not None
    assert there.names == ("cow", "cat")
    alone = find_class_list(years[:1])
    assert alone is not None
    assert alone.names == ("cat", "dog")


def test_that_folders_side_by_side_or_inside_each_other_are_one_set_and_others_none(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("set/a", "set/b", "set/b/c", "else/d")]
    for folder in folders:
        folder.mkdir(parents=True)
    (tmp_path / "set" / "classes.txt").write_text("cat\n")
    (tmp_path / "set/b" / "classes.txt").write_text("dog\n")
    both, nested = find_class_list(folders[:2]), find_class_list(folders[1:3])
    assert both is not None
    assert both.names == ("cat",)
    assert nested is not None
    assert nested.names == ("dog",)
    assert find_class_list((folders[0], folders[3])) is None
