"""What is read of many images to list and search them, each file once."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from support.composed import CAT, DOG, annotate, make_image

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.provenance import Maker, ObjectOrigin, Origin
from frcnn_desktop.workers.images import summaries
from frcnn_desktop.workers.images.annotation_index import FILE_NAME, AnnotationIndex, facts_from_text
from frcnn_desktop.workers.images.messages import AnnotationSummary
from frcnn_desktop.workers.images.provenance_records import record_path, write_record
from frcnn_desktop.workers.images.summaries import SummaryReader


def summary_of(image: Path, folder: Path) -> AnnotationSummary:
    """What another start of the program reads of an image."""
    index = AnnotationIndex(folder)
    reader = SummaryReader(index)
    found = reader.summarise(image, None)
    reader.keep()
    index.close()
    return found


def never(*_args: object) -> None:
    raise AssertionError("read again")


def test_that_a_summary_tells_all_that_can_be_searched(tmp_path: Path) -> None:
    image = make_image(tmp_path / "a.png", (60, 40))
    truck = ObjectAnnotation("truck", (0.0, 0.0, 8.0, 2.0), difficult=True, occluded=True)
    file = annotate(image, CAT, truck, verified=True)
    taken = Origin(Maker.ACCEPTED, score=0.8)
    write_record(file, [ObjectOrigin(CAT, taken), ObjectOrigin(truck, None)], record_path(file))
    found = summary_of(image, tmp_path / "index")
    assert found.objects is not None
    cat, other = found.objects
    assert (cat.name, cat.box, cat.maker) == ("cat", CAT.box, Maker.ACCEPTED)
    assert (other.difficult, other.truncated, other.occluded, other.maker) == (True, False, True, None)
    assert (other.size, found.size, found.saved) == (4.0, (60, 40), date.today())
    assert (found.verified, found.object_count, found.names) == (True, 2, ("cat", "truck"))


def test_that_files_that_have_not_changed_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled, bare = make_image(tmp_path / "a.png"), make_image(tmp_path / "b.png", (30, 20))
    annotate(labelled, CAT)
    before = [summary_of(image, tmp_path / "index") for image in (labelled, bare)]
    monkeypatch.setattr(summaries, "read_annotation", never)
    monkeypatch.setattr(summaries, "displayed_size", never)
    again = [summary_of(image, tmp_path / "index") for image in (labelled, bare)]
    assert again == before
    assert again[1] == AnnotationSummary(bare, size=(30, 20))


def test_that_a_file_or_a_record_that_has_changed_is_read_again(tmp_path: Path) -> None:
    image = make_image(tmp_path / "a.png")
    file = annotate(image, CAT)
    assert summary_of(image, tmp_path / "index").names == ("cat",)
    annotate(image, DOG)
    assert summary_of(image, tmp_path / "index").names == ("dog",)
    write_record(file, [ObjectOrigin(DOG, Origin(Maker.HAND))], record_path(file))
    objects = summary_of(image, tmp_path / "index").objects
    assert objects is not None
    assert objects[0].maker is Maker.HAND


def test_that_a_damaged_row_counts_as_missing(tmp_path: Path) -> None:
    image = make_image(tmp_path / "a.png")
    annotate(image, CAT)
    before = summary_of(image, tmp_path / "index")
    connection = sqlite3.connect(tmp_path / "index" / FILE_NAME)
    connection.execute("UPDATE facts SET data = '[1, 2'")
    connection.commit()
    connection.close()
    assert summary_of(image, tmp_path / "index") == before
    for text in (
        "null",
        "[true, [1], []]",
        '[true, null, [["a", 1, 2]]]',
        "[" * 10_000,
        '[1, null, [[1,1,1,1,1,0,0,0,"x"]]]',
    ):
        assert facts_from_text(text) is None


def test_that_a_folder_where_no_index_can_be_kept_is_read_all_the_same(tmp_path: Path) -> None:
    image = make_image(tmp_path / "a.png")
    annotate(image, CAT)
    (tmp_path / "index").write_text("in the way")
    assert summary_of(image, tmp_path / "index").names == ("cat",)


def test_that_what_cannot_be_read_is_a_problem_or_unknown(tmp_path: Path) -> None:
    image = make_image(tmp_path / "a.png")
    image.with_suffix(".xml").write_text("<annotation>")
    assert summary_of(image, tmp_path / "index").problem is not None
    broken = tmp_path / "b.png"
    broken.write_bytes(os.urandom(50))
    assert summary_of(broken, tmp_path / "index") == AnnotationSummary(broken)
