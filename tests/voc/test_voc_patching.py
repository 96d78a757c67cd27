"""Saving changes only the bytes of what was changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import decode_annotation, encode_annotation

Bend = Callable[..., bytes]
BIRD = ObjectAnnotation(name="R&D <bird>", box=(9.5, 19.4, 30.5, 40.0), truncated=True, occluded=True)
BIRD_LINES = """
\t<object>
\t\t<name>R&amp;D &lt;bird&gt;</name>
\t\t<pose>Unspecified</pose>
\t\t<truncated>1</truncated>
\t\t<occluded>1</occluded>
\t\t<difficult>0</difficult>
\t\t<bndbox>
\t\t\t<xmin>11</xmin>
\t\t\t<ymin>20</ymin>
\t\t\t<xmax>31</xmax>
\t\t\t<ymax>40</ymax>
\t\t</bndbox>
\t</object>"""


def edit(annotation: ImageAnnotation, index: int, **changes: Any) -> bytes:
    """Change one object and save."""
    objects = list(annotation.objects)
    objects[index] = replace(objects[index], **changes)
    return encode_annotation(annotation.with_objects(tuple(objects)))


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({"box": (261, 210, 324, 339)}, "<xmin>263<", "<xmin>262<"),
        ({"box": (262, 210, 324, 340.49)}, "<ymax>339<", "<ymax>340<"),
        ({"name": "sofa"}, ">chair<", ">sofa<"),
        ({"name": "R&D"}, ">chair<", ">R&amp;D<"),
        ({"name": "a]]>b"}, ">chair<", ">a]]&gt;b<"),
        ({"pose": "Left"}, ">Rear<", ">Left<"),
        ({"difficult": True}, "<difficult>0<", "<difficult>1<"),
        ({"truncated": True}, "<truncated>0<", "<truncated>1<"),
        (
            {"occluded": True},
            "<truncated>0</truncated>",
            "<truncated>0</truncated>\n\t\t<occluded>1</occluded>",
        ),
        ({"box": (261.9, 210.2, 324.4, 339.4)}, "", ""),
    ],
)
def test_that_a_changed_field_changes_its_own_text_only(
    plain: str, changes: dict[str, Any], old: str, new: str
) -> None:
    annotation = decode_annotation(plain.encode())
    assert edit(annotation, 0, **changes).decode() == plain.replace(old, new, 1)


def test_that_unedited_objects_keep_their_mistakes(bent: Bend) -> None:
    data = bent(("<xmin>5<", "<xmin>-7.5<"), ("<ymax>60<", "<ymax>9999<"))
    saved = edit(decode_annotation(data), 0, name="sofa")
    assert saved == data.replace(b"chair", b"sofa")


def test_that_a_side_that_was_not_moved_keeps_its_text(bent: Bend) -> None:
    data = bent(("<xmin>263<", "<xmin> 263.0 <"), ("<xmax>324<", "<xmax>324.25<"))
    box = decode_annotation(data).objects[0].box
    saved = edit(decode_annotation(data), 0, box=(box[0], 200, box[2], box[3]))
    assert saved == data.replace(b"<ymin>211<", b"<ymin>201<")


def test_that_a_kept_fraction_never_leaves_the_box_inverted(bent: Bend) -> None:
    data = bent(("<xmax>324<", "<xmax>300.2<"))
    saved = edit(decode_annotation(data), 0, box=(299.9, 210, 300.2, 339))
    assert b"<xmin>301</xmin>" in saved
    assert b"<xmax>301</xmax>" in saved


def test_that_an_edited_box_is_cut_to_the_image(plain: str) -> None:
    saved = edit(decode_annotation(plain.encode()), 0, box=(-20, -0.4, 800, 375.4))
    assert decode_annotation(saved).objects[0].box == (0, 0, 500, 375)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["\t", "  ", "    ", ""])
def test_that_a_new_object_is_laid_out_like_the_others(plain: str, end: str, indent: str) -> None:
    text = plain.replace("\t", indent).replace("\n", end)
    annotation = decode_annotation(text.encode())
    saved = encode_annotation(annotation.with_objects((*annotation.objects, BIRD)))
    lines = BIRD_LINES.replace("\t", indent).replace("\n", end)
    assert saved.decode() == text.replace(f"{end}</annotation>", f"{lines}{end}</annotation>")


def test_that_a_new_object_follows_the_indentation_where_there_is_no_other(plain: str) -> None:
    text = re.sub(r"\n\t<object>.*</object>", "", plain, flags=re.DOTALL)
    annotation = decode_annotation(text.encode())
    saved = encode_annotation(annotation.with_objects((BIRD,)))
    assert saved.decode() == text.replace("\n</annotation>", f"{BIRD_LINES}\n</annotation>")


def test_that_a_file_of_one_line_stays_one_line(plain: str) -> None:
    text = plain.replace("\n", "").replace("\t", "")
    annotation = decode_annotation(text.encode())
    saved = encode_annotation(annotation.with_objects((*annotation.objects, BIRD)))
    one_line = BIRD_LINES.replace("\n", "").replace("\t", "")
    assert saved.decode() == text.replace("</annotation>", f"{one_line}</annotation>")


def test_that_a_removed_object_leaves_no_gap(plain: str) -> None:
    annotation = decode_annotation(plain.encode())
    first, second = re.findall(r"\n\t<object>.*?</object>", plain, flags=re.DOTALL)
    for kept, gone in ((annotation.objects[1:], first), (annotation.objects[:1], second)):
        assert encode_annotation(annotation.with_objects(kept)).decode() == plain.replace(gone, "")
    nothing = plain.replace(first + second, "")
    assert encode_annotation(annotation.with_objects(())).decode() == nothing
    replaced = encode_annotation(annotation.with_objects((BIRD,)))
    assert replaced.decode() == nothing.replace("\n</annotation>", f"{BIRD_LINES}\n</annotation>")


def test_that_undoing_every_edit_gives_the_bytes_back(plain: str) -> None:
    annotation = decode_annotation(plain.encode())
    edited = annotation.with_objects((annotation.objects[1], BIRD))
    assert encode_annotation(edited) != plain.encode()
    restored = edited.with_objects((BIRD, annotation.objects[1], annotation.objects[0]))
    restored = restored.with_objects(tuple(each for each in restored.objects if each is not BIRD))
    assert encode_annotation(restored) == plain.encode()


def test_that_objects_nobody_can_show_survive_the_removal_of_the_others(bent: Bend) -> None:
    data = bent(("<bndbox>", "<polygon>"), ("</bndbox>", "</polygon>"))
    saved = encode_annotation(decode_annotation(data).with_objects(()))
    assert b"<polygon>" in saved
    assert b"dog" not in saved


def test_that_comments_unknown_elements_and_attributes_stay(bent: Bend) -> None:
    data = bent(
        ("<annotation>", "<!-- <object> -->\n<annotation note=\"a>b\" verified = 'no'>"),
        ("\t\t<name>chair", '\t\t<!-- xmin --><actions><a x="1"/></actions>\n\t\t<name lang="en"> chair'),
        ("</name>\n\t\t<pose>Rear", " </name>\n\t\t<pose>Rear"),
    )
    annotation = decode_annotation(data)
    assert annotation.objects[0].name == "chair"
    assert edit(annotation, 0, name="sofa") == data.replace(b" chair ", b" sofa ")
    verified = encode_annotation(replace(annotation, verified=True))
    assert verified == data.replace(b"verified = 'no'", b'verified = "yes"')


def test_that_verified_is_added_to_the_root_and_taken_back(plain: str) -> None:
    annotation = decode_annotation(plain.encode())
    saved = encode_annotation(replace(annotation, verified=True))
    assert saved.decode() == plain.replace("<annotation>", '<annotation verified="yes">')
    again = encode_annotation(replace(decode_annotation(saved), verified=False))
    assert again.decode() == plain.replace("<annotation>", '<annotation verified="no">')
