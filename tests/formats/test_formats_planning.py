"""What is known before anything is written, and what a reader of VOC passes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.data_sets import convert_folder

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled, DatasetError
from frcnn_desktop.core.message_templates import TEMPLATES
from frcnn_desktop.formats.converting import Conversion, convert
from frcnn_desktop.formats.format import FLAGS, Reading
from frcnn_desktop.formats.kinds import IMAGE_KINDS, OBJECT_KINDS, Effect
from frcnn_desktop.formats.output import ImageFiles
from frcnn_desktop.formats.planning import Plan, Wishes, plan
from frcnn_desktop.formats.registry import FORMATS, format_named, the_format_of
from frcnn_desktop.formats.untrusted import inside, relative_name
from frcnn_desktop.voc import write_annotation

CAT = ObjectAnnotation("cat", (1, 2, 11, 10))
MARKED = replace(CAT, difficult=True, truncated=True, occluded=True, pose="Left")
Make: TypeAlias = Callable[..., Path]
Turn: TypeAlias = Callable[..., Conversion]
KINDS = (*OBJECT_KINDS.values(), *IMAGE_KINDS.values())


def planned(root: Path, to: str, wishes: Wishes = Wishes()) -> Plan:  # noqa: B008 - it is immutable
    source = the_format_of(root)
    return plan(source.read(root, Reading()), source, format_named(to), wishes)


def counts(found: Plan) -> dict[str, int]:
    return {each.code: each.count for each in found.counts}


@pytest.mark.parametrize("to", [each.name for each in FORMATS])
def test_that_every_flag_is_either_kept_or_counted_before_and_listed_after(
    voc: Make, turn: Turn, to: str
) -> None:
    root = voc({"1": [MARKED, CAT]}, verified=True)
    found = planned(root, to)
    lost = {*FLAGS, "verified"} - format_named(to).holds
    assert {code for code in counts(found) if code in (*FLAGS, "verified")} == lost
    told = turn(root, to).to_dict()
    assert {each["code"] for each in told["objects_changed"]} == lost - {"verified"}
    assert {each["code"] for each in told["images_changed"]} == lost & {"verified"}
    assert all(each["file"] == "1.xml" and each["reason"] for each in told["objects_changed"])


def test_that_parts_and_other_fields_of_a_voc_file_are_told(voc: Make) -> None:
    root = voc({"1": [CAT, CAT, CAT]})
    file = root / "Annotations" / "1.xml"
    more = "<part><name>head</name></part>", "<actions/><colour>red</colour>", ""
    head, *objects = file.read_text().split("</object>")
    closed = (text + "</object>" for text in more)
    file.write_text(head + "".join(a + b for a, b in zip(closed, objects, strict=True)))
    found = planned(root, "coco")
    assert counts(found) == {"parts": 1, "attributes": 1}
    assert "actions, colour" in str(found.data.object_events[-1].message)


def test_that_the_codecs_left_out_objects_are_those_of_every_command(voc: Make) -> None:
    root = voc({"1": [CAT, CAT, CAT]})
    file = root / "Annotations" / "1.xml"
    text = file.read_text().replace("<xmin>2</xmin>", "", 1).replace("<name>cat</name>", "<name/>", 2)
    file.write_text(text.replace("<name/>", "<name>cat</name>", 1))
    found = planned(root, "yolo")
    assert counts(found) == {"no-box": 1, "no-name": 1}
    assert found.data.object_count == 1


def test_that_odd_files_and_images_of_a_devkit_are_told(voc: Make, image: Callable[..., Path]) -> None:
    root = voc({"1": [CAT], "2": [CAT], "3": [CAT], "4": [CAT], "5": [CAT]})
    (root / "Annotations" / "1.xml").write_text("<annotation>")
    (root / "JPEGImages" / "2.jpg").unlink()
    image(root / "JPEGImages" / "3.jpg", (30, 40))
    image(root / "JPEGImages" / "4.jpg", (30, 40), 6)
    image(root / "JPEGImages" / "6.jpg")
    file = root / "Annotations" / "5.xml"
    file.write_text(file.read_text().replace("<xmin>2</xmin>", "<xmin>0</xmin>"))
    found = planned(root, "coco")
    assert counts(found) == {
        "unreadable": 1, "image-absent": 1, "unrotated": 1, "turned": 1, "zero-based": 1, "cut": 1,
        "unannotated": 1,
    }  # fmt: skip


def test_that_fractions_of_a_pixel_are_told_where_the_format_has_whole_ones(voc: Make, turn: Turn) -> None:
    root = voc({"1": [CAT, CAT]})
    file = root / "Annotations" / "1.xml"
    file.write_text(file.read_text().replace("<xmin>2</xmin>", "<xmin>2.4</xmin>", 1))
    done = turn(root, "coco")
    assert counts(done.plan) == {}
    back = turn(done.destination, "voc", "back")
    assert counts(back.plan) == {"rounded": 1}


def test_that_classes_asked_for_are_the_list_and_the_others_left_out(voc: Make, turn: Turn) -> None:
    root = voc({"1": [CAT, replace(CAT, name="dog"), replace(CAT, name="cow")]})
    done = turn(root, "yolo", wishes=Wishes(("dog", "zebra", "cat")))
    assert counts(done.plan) == {"unknown-class": 1}
    assert (done.destination / "classes.txt").read_text() == "dog\nzebra\ncat\n"
    lines = (done.destination / "labels" / "train" / "1.txt").read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["2", "0"]


def test_that_case_twins_and_a_missing_list_are_noted(voc: Make) -> None:
    notes = [str(each) for each in planned(voc({"1": [CAT, replace(CAT, name="Cat")]}), "coco").data.notes]
    assert any("differ by case" in note for note in notes)
    assert any("natural order" in note for note in notes)


def test_that_a_list_of_classes_with_a_gap_or_a_double_is_refused(voc: Make) -> None:
    root = voc({"1": [CAT]})
    for text in ("dog\n\ncat\n", "cat\ncat\n"):
        (root / "classes.txt").write_text(text)
        with pytest.raises(DatasetError, match=r"classes\.txt"):
            planned(root, "coco")


def test_that_images_of_one_name_from_two_folders_are_renamed_and_told(
    labelme: Make, image: Callable[..., Path], turn: Turn
) -> None:
    root = labelme({})
    image(root / "sub" / "a.png")
    (root / "sub" / "a.json").write_text((root / "a.json").read_text().replace("a.jpg", "a.png"))
    done = turn(root, "voc")
    assert counts(done.plan) == {"renamed": 1}
    assert sorted(each.name for each in (done.destination / "JPEGImages").iterdir()) == ["a.jpg", "a_2.png"]
    assert turn(root, "coco").plan.counts == ()


def test_that_images_are_divided_only_where_there_are_no_splits(voc: Make) -> None:
    root = voc({str(number): [CAT] for number in range(10)})
    assert planned(root, "yolo", Wishes(val_share=0.3)).data.splits == {"train": 7, "val": 3}
    (root / "ImageSets" / "Main").mkdir(parents=True)
    (root / "ImageSets" / "Main" / "test.txt").write_text("1\n2\n")
    assert planned(root, "yolo", Wishes(val_share=0.3)).data.splits == {"rest": 8, "test": 2}


def test_that_an_image_in_several_splits_counts_once_and_that_is_noted(voc: Make) -> None:
    found = planned(voc({"1": [CAT], "2": [CAT]}, train="1 2", val="2"), "coco")
    assert found.data.splits == {"train": 2}
    assert any("several splits" in str(each) for each in found.data.notes)


def test_that_nothing_is_written_when_it_is_stopped_or_the_folder_is_there(voc: Make, tmp_path: Path) -> None:
    found = planned(voc({"1": [CAT], "2": [CAT]}), "coco")
    token = CancelToken()
    out = tmp_path / "new" / "coco"
    with pytest.raises(Cancelled):
        convert(found, out, progress=lambda done, _total: token.cancel() if done else None, token=token)
    assert list(out.parent.iterdir()) == []
    out.mkdir()
    with pytest.raises(DatasetError, match="there already"):
        convert(found, out)


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_that_reading_stops_when_it_is_asked_to(voc: Make, turn: Turn, name: str) -> None:
    written = turn(voc({"1": [CAT]}), name).destination
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        format_named(name).read(written, Reading(token=token))


def test_that_images_are_copied_linked_or_left(voc: Make, tmp_path: Path) -> None:
    root = voc({"1": [CAT]})
    found, image = planned(root, "coco"), root / "JPEGImages" / "1.jpg"
    for how, same in ((ImageFiles.LINK, True), (ImageFiles.COPY, False)):
        written = convert(found, tmp_path / how.value, how).destination
        copy = written / "images" / "default" / "1.jpg"
        assert copy.read_bytes() == image.read_bytes()
        assert copy.samefile(image) is same
    assert convert(found, tmp_path / "none", ImageFiles.NONE).copied == 0
    assert not (tmp_path / "none" / "images").exists()


def test_that_images_which_cannot_be_linked_are_copied_and_told(
    voc: Make, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(OSError(18, "cross-device")))
    done = turn(voc({"1": [CAT]}), "coco")
    assert done.copied == 1
    assert "copied" in str(done.notes[-1])
    assert (done.destination / "images" / "default" / "1.jpg").is_file()


@pytest.mark.parametrize("to", [each.name for each in FORMATS])
def test_that_a_written_set_is_recognised_as_its_format_and_no_other(voc: Make, turn: Turn, to: str) -> None:
    assert the_format_of(turn(voc({"1": [CAT]}, train="1"), to).destination).name == to


def test_that_a_folder_of_two_formats_is_not_guessed(voc: Make, image: Callable[..., Path]) -> None:
    folder = image(voc({}).parent / "both" / "a.jpg").parent
    write_annotation(ImageAnnotation(40, 30, (CAT,)), folder / "a.xml")
    (folder / "a.txt").write_text("0 .5 .5 .5 .5\n")
    with pytest.raises(DatasetError, match="voc, yolo"):
        the_format_of(folder)
    with pytest.raises(DatasetError, match="not there"):
        the_format_of(folder / "nothing")


def test_that_every_kind_has_its_sentence_and_what_is_left_out_comes_first(voc: Make) -> None:
    assert all({kind.counted, kind.told} <= TEMPLATES.keys() for kind in KINDS)
    found = planned(voc({"1": [MARKED]}, verified=True), "yolo", Wishes(("dog",)))
    assert found.counts[0].effect is Effect.LEFT_OUT


@given(st.text(max_size=40))
def test_that_no_name_leads_out_of_a_folder(name: str) -> None:
    root = Path("/data/set")
    told = relative_name(name)
    path = inside(root, root / "images", told) if told is not None else None
    assert path is None or path == root or root in path.parents


def test_that_a_conversion_tells_its_images_and_splits_to_programs(voc: Make, tmp_path: Path) -> None:
    told = convert_folder(voc({"1": [CAT], "2": []}, train="1", val="2"), "coco", tmp_path / "x").to_dict()
    assert (told["from"], told["to"], told["images"], told["objects"]) == ("voc", "coco", 2, 1)
    assert told["splits"] == {"train": 1, "val": 1}
    assert told["classes"] == ["cat"]
