"""A save replaces the whole file or nothing."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationChangedError, AnnotationReadError, AnnotationWriteError
from frcnn_desktop.voc import read_annotation, write_annotation
from frcnn_desktop.voc.locations import annotation_target, find_annotation

Fails = Callable[..., Any]


def edited(path: Path) -> ImageAnnotation:
    annotation = read_annotation(path)
    first, *others = annotation.objects
    return annotation.with_objects((replace(first, name="sofa"), *others))


@pytest.fixture
def xml(tmp_path: Path, plain: str) -> Path:
    path = tmp_path / "사진 모음" / "내 사진 1.xml"
    path.parent.mkdir()
    path.write_bytes(plain.encode())
    return path


def only(path: Path) -> bool:
    """Say whether the file is alone in its folder."""
    return [each.name for each in path.parent.iterdir()] == [path.name]


def test_that_a_file_with_korean_and_spaces_in_its_path_is_read_and_written(xml: Path) -> None:
    write_annotation(edited(xml), xml)
    assert read_annotation(xml).objects[0].name == "sofa"
    assert only(xml)


def test_that_an_untouched_file_is_not_even_written(xml: Path) -> None:
    os.utime(xml, ns=(1, 1))
    identity = xml.stat().st_ino
    write_annotation(read_annotation(xml), xml)
    assert (xml.stat().st_ino, xml.stat().st_mtime_ns) == (identity, 1)


def test_that_permissions_are_kept_and_new_files_follow_the_umask(xml: Path) -> None:
    xml.chmod(0o640)
    write_annotation(edited(xml), xml)
    assert stat.S_IMODE(xml.stat().st_mode) == 0o640
    old = os.umask(0o027)
    try:
        write_annotation(edited(xml), xml.with_name("new.xml"))
    finally:
        os.umask(old)
    assert stat.S_IMODE(xml.with_name("new.xml").stat().st_mode) == 0o640


def test_that_a_link_stays_a_link(xml: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xml"
    link.symlink_to(xml)
    write_annotation(edited(link), link)
    assert link.is_symlink()
    assert read_annotation(xml).objects[0].name == "sofa"


@pytest.mark.parametrize(
    ("code", "reason"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "another folder"), (77, ".")],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_that_a_failed_save_leaves_the_old_file_and_nothing_else(
    xml: Path, plain: str, monkeypatch: pytest.MonkeyPatch, code: int, reason: str, step: str
) -> None:
    annotation = edited(xml)

    def fail(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(AnnotationWriteError, match="cannot be saved") as caught:
        write_annotation(annotation, xml)
    assert reason in str(caught.value)
    assert xml.read_text() == plain
    assert only(xml)


def test_that_an_interrupted_save_leaves_no_temporary_file(
    xml: Path, plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    annotation = edited(xml)
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_annotation(annotation, xml)
    assert xml.read_text() == plain
    assert only(xml)


def test_that_an_annotation_which_cannot_be_encoded_leaves_the_file(xml: Path, plain: str) -> None:
    annotation = read_annotation(xml)
    nameless = annotation.with_objects((ObjectAnnotation("", (0, 0, 5, 5)),))
    with pytest.raises(AnnotationWriteError, match="no class name"):
        write_annotation(nameless, xml)
    assert xml.read_text() == plain


def test_that_a_folder_which_is_gone_and_a_protected_file_are_said_so(
    xml: Path, plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotation = edited(xml)
    with pytest.raises(AnnotationWriteError, match="not there any more"):
        write_annotation(annotation, xml.parent / "gone" / "a.xml")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(AnnotationWriteError, match="write-protected"):
        write_annotation(annotation, xml)
    assert xml.read_text() == plain


def test_that_files_which_cannot_be_opened_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(AnnotationReadError, match=r"gone\.xml cannot be opened: No such file"):
        read_annotation(tmp_path / "gone.xml")
    with pytest.raises(AnnotationReadError, match="cannot be opened"):
        read_annotation(tmp_path)


def test_that_a_file_without_read_permission_is_refused(xml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_arguments: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    # Root, as who tests may run, may read everything.
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(AnnotationReadError, match=r"내 사진 1\.xml cannot be opened: Permission denied"):
        read_annotation(xml)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_that_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xml")
    with pytest.raises(AnnotationReadError, match="is not a file"):
        read_annotation(tmp_path / "a.xml")


def test_that_a_very_large_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    with path.open("wb") as file:
        # It takes no room on the disk, but would in memory.
        file.truncate(2**40)
    with pytest.raises(AnnotationReadError, match="larger than 16 MB"):
        read_annotation(path)


def test_that_a_drive_without_permissions_takes_a_save(xml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    write_annotation(edited(xml), xml)
    assert read_annotation(xml).objects[0].name == "sofa"
    assert only(xml)


def test_that_a_corrupt_file_is_refused_and_stays(xml: Path) -> None:
    xml.write_bytes(b"<annotation><object>")
    with pytest.raises(AnnotationReadError, match=r"내 사진 1\.xml cannot be read"):
        read_annotation(xml)
    assert xml.read_bytes() == b"<annotation><object>"


@pytest.mark.parametrize(
    ("image", "xml_name", "expected"),
    [
        ("b.png", "b.xml", "b.png"),
        (None, "b.xml", "b.jpg"),
        ("b.png", "b.png.xml", "b.png"),
        ("b.jpg", "b.png.xml", "b.png"),
    ],
)
def test_that_a_new_file_names_its_folder_and_image(
    tmp_path: Path, image: str | None, xml_name: str, expected: str
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    if image:
        (folder / image).touch()
    write_annotation(ImageAnnotation(10, 10), folder / xml_name)
    read = read_annotation(folder / xml_name)
    assert (read.folder, read.filename) == ("photos", expected)


def test_that_names_given_by_the_caller_are_kept(tmp_path: Path) -> None:
    write_annotation(ImageAnnotation(10, 10, folder="f", filename="x.bmp"), tmp_path / "a.xml")
    read = read_annotation(tmp_path / "a.xml")
    assert (read.folder, read.filename) == ("f", "x.bmp")


def test_that_a_file_changed_since_it_was_read_is_not_overwritten(xml: Path, plain: str) -> None:
    annotation = edited(xml)
    with pytest.raises(AnnotationChangedError, match="changed elsewhere"):
        write_annotation(annotation, xml, b"what was read")
    assert xml.read_text() == plain
    written = write_annotation(annotation, xml, plain.encode())
    assert xml.read_bytes() == written
    assert write_annotation(annotation, xml, b"what was read") == written
    xml.unlink()
    assert write_annotation(annotation, xml, b"what was read") == written


@pytest.mark.skipif(os.name != "posix", reason="no such devices")
@pytest.mark.parametrize("known", [None, b""])
def test_that_pipes_and_devices_are_neither_read_nor_written(
    xml: Path, tmp_path: Path, known: bytes | None
) -> None:
    annotation = edited(xml)
    os.mkfifo(tmp_path / "pipe.xml")
    (tmp_path / "zero.xml").symlink_to("/dev/zero")
    for name in ("pipe.xml", "zero.xml"):
        with pytest.raises(AnnotationWriteError, match="it is not a file"):
            write_annotation(annotation, tmp_path / name, known)
        with pytest.raises(AnnotationReadError, match="it is not a file"):
            read_annotation(tmp_path / name)


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        ((5.0, 5.0, 5.0, 9.0), "no area"),
        ((300.0, 5.0, 400.0, 9.0), "outside the image"),
        ((0.0, 0.0, float("nan"), 9.0), "not finite"),
        ((0.0, 0.0, float("inf"), 9.0), "not finite"),
    ],
)
def test_that_boxes_of_which_no_number_tells_the_truth_are_not_written(
    tmp_path: Path, box: tuple[float, float, float, float], reason: str
) -> None:
    annotation = ImageAnnotation(100, 50, (ObjectAnnotation("cat", box),))
    with pytest.raises(AnnotationWriteError, match=reason):
        write_annotation(annotation, tmp_path / "a.xml")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(AnnotationWriteError, match="not dict"):
        write_annotation({}, tmp_path / "a.xml")  # type: ignore[arg-type]


def test_that_corners_in_any_order_are_the_same_box(tmp_path: Path) -> None:
    annotation = ImageAnnotation(100, 50, (ObjectAnnotation("cat", (30.0, 40.0, 5.0, 10.0)),))
    write_annotation(annotation, tmp_path / "a.xml")
    assert read_annotation(tmp_path / "a.xml").objects[0].box == (5, 10, 30, 40)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_that_the_name_of_an_image_that_is_no_utf8_is_written_as_far_as_it_is(tmp_path: Path) -> None:
    image = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.jpg"))
    image.touch()
    target = annotation_target(image)
    write_annotation(ImageAnnotation(9, 9, filename=image.name, folder=image.parent.name), target)
    assert read_annotation(target).filename == "a\ufffd.jpg"
    assert find_annotation(image) == target
