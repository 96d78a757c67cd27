"""Files as strange as those found in the wild, and stranger: an edit touches its own bytes only."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.bench import voc_roundtrip
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import decode_annotation, encode_annotation

EXTRAS = (
    "",
    "<!-- <object><bndbox> -->",
    "<part><name>head</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></part>",
    "<actions><jumping>0</jumping></actions>",
    "<polygon><pt><x>1</x><y>2</y></pt></polygon>",
    "<?tool option?>",
    "<attributes><![CDATA[<name>a</name>]]></attributes>",
    "<path>C:\\Users\\나\\내 문서\\a b.jpg</path>",
    "<name2 a='>' b=\"'\"/>",
)
DECLARATIONS = {
    "": "utf-8",
    '<?xml version="1.0"?>': "utf-8",
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>': "utf-8",
    '<?xml version="1.0" encoding="euc-kr"?>': "euc_kr",
    '<?xml version="1.0" encoding="utf-16"?>': "utf-16",
}
extras = st.lists(st.sampled_from(EXTRAS), max_size=2).map("".join)
numbers = st.one_of(st.integers(-5, 700).map(str), st.floats(0, 700).map(lambda value: f"{value:.3f}"))


@st.composite
def object_texts(draw: st.DrawFn) -> str:
    corners = [f"<{tag}>{draw(numbers)}</{tag}>" for tag in ("xmin", "ymin", "xmax", "ymax")]
    box = "<bndbox>~~~" + "~~~".join(draw(st.permutations(corners))) + "~~</bndbox>"
    name = draw(st.sampled_from(["dog", "개", " 개 ", "R&amp;D", "<![CDATA[a<b]]>", ""]))
    flags = [f"<{tag}>{draw(st.sampled_from(['0', '1', '', 'yes']))}</{tag}>" for tag in FLAGS]
    fields = [f"<name>{name}</name>", *flags[: draw(st.integers(0, 3))]]
    fields.append(draw(st.sampled_from([box, box, box, box + box, "<robndbox/>"])))
    fields.extend(filter(None, [draw(extras)]))
    return "<object>~~" + "~~".join(draw(st.permutations(fields))) + "~</object>"


FLAGS = ("truncated", "difficult", "occluded")


@st.composite
def files(draw: st.DrawFn) -> bytes:
    objects = draw(st.lists(object_texts(), max_size=4))
    head = [
        "<folder>f</folder>",
        "<filename>가.jpg</filename>",
        "<size>~~<width>500</width>~~<height>375</height>~~<depth>3</depth>~</size>",
        draw(extras),
    ]
    children = [*head[draw(st.integers(0, 4)) :], *objects, *filter(None, [draw(extras)])]
    declaration = draw(st.sampled_from(list(DECLARATIONS)))
    root = draw(st.sampled_from(["<annotation>", "<annotation verified='yes'>", '<annotation a="b" >']))
    gap, indent = draw(st.sampled_from(["\n", "\r\n", "", " "])), draw(st.sampled_from(["\t", "  ", ""]))
    text = declaration + gap * bool(declaration) + root + "".join("~" + child for child in children)
    text += draw(st.sampled_from(["~", "", "\n\n"])) + "</annotation>" + draw(st.sampled_from(["", gap]))
    text = re.sub("~+", lambda tildes: gap + indent * len(tildes[0]) * bool(gap.strip(" ")), text)
    return text.encode(DECLARATIONS[declaration])


@given(files())
def test_that_an_untouched_file_is_saved_as_the_same_bytes(data: bytes) -> None:
    annotation = decode_annotation(data)
    assert encode_annotation(annotation) == data
    again = annotation.with_objects(tuple(replace(each) for each in annotation.objects))
    assert encode_annotation(again) == data


def reread(annotation: ImageAnnotation) -> ImageAnnotation:
    return decode_annotation(encode_annotation(annotation))


@given(files(), st.data())
def test_that_editing_one_object_changes_that_object_only(data: bytes, choice: st.DataObject) -> None:
    annotation = decode_annotation(data)
    if not annotation.objects:
        return
    index = choice.draw(st.integers(0, len(annotation.objects) - 1))
    value = annotation.objects[index]
    changed = choice.draw(
        st.sampled_from(
            [
                replace(value, box=(10.0, 20.0, 30.0, 40.0)),
                replace(value, name="새 이름 & <x>"),
                replace(value, difficult=not value.difficult, truncated=not value.truncated),
                replace(value, occluded=not value.occluded, pose="Left"),
            ]
        )
    )
    objects = tuple(changed if each is value else each for each in annotation.objects)
    edited = annotation.with_objects(objects)
    saved = encode_annotation(edited)
    assert decode_annotation(saved) == edited
    start, end = spans(data)[index]
    tail = len(data) - end
    assert saved[:start] == data[:start]
    assert saved[len(saved) - tail :] == data[end:]


@given(files(), st.sets(st.integers(0, 3)), st.integers(0, 2))
def test_that_objects_come_and_go_and_the_rest_stays(data: bytes, gone: set[int], new: int) -> None:
    annotation = decode_annotation(data)
    kept = tuple(each for index, each in enumerate(annotation.objects) if index not in gone)
    added = tuple(ObjectAnnotation(f"새 {n}", (1.0, 2.0, 3.0 + n, 9.0)) for n in range(new))
    edited = annotation.with_objects(kept + added)
    if added:
        edited = replace(edited, width=annotation.width or 500, height=annotation.height or 375)
    read = reread(edited)
    assert read == edited
    assert encode_annotation(read.with_objects(read.objects)) == encode_annotation(edited)
    assert encode_annotation(annotation) == data


def spans(data: bytes) -> list[tuple[int, int]]:
    """Return where the objects with a box are in the file's bytes, found without the codec."""
    codec = next((name for name in ("utf-8", "utf-16", "euc_kr") if decodes(data, name)), "utf-8")
    text = data.decode(codec)
    pieces = []
    for match in re.finditer("<object>.*?</object>", re.sub("<!--.*?-->", blank, text), re.DOTALL):
        if "</bndbox>" in re.sub("<part>.*?</part>", "", match[0]):
            inner = "utf-16-le" if codec == "utf-16" else codec
            mark = 2 if codec == "utf-16" else 0
            pieces.append(tuple(mark + len(text[:position].encode(inner)) for position in match.span()))
    return [(start, end) for start, end in pieces]


def blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def decodes(data: bytes, codec: str) -> bool:
    try:
        return data.decode(codec).lstrip().startswith("<")
    except UnicodeError:
        return False


def test_that_the_round_trip_bench_counts_what_a_save_changes(
    tmp_path: Path, plain: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xml").write_text(plain)
    (tmp_path / "broken.xml").write_text("<annotation")
    parser = argparse.ArgumentParser()
    voc_roundtrip.add_arguments(parser)
    assert voc_roundtrip.run(parser.parse_args(["--data", str(tmp_path)])) == 0
    printed = capsys.readouterr().out
    assert "2 XML files" in printed
    assert "1 refused" in printed
    assert "0 files changed" in printed
    assert "2 times in 1 files, 0 files with another byte changed" in printed
    monkeypatch.setattr(
        voc_roundtrip, "encode_annotation", lambda value: encode_annotation(value).replace(b"dog", b"cat")
    )
    counts = voc_roundtrip.check_files([tmp_path / "a.xml"])
    assert counts.changed_elsewhere == [tmp_path / "a.xml"]
