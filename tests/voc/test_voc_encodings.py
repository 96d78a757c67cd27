"""Files in every encoding that people have, and names in every script."""

from __future__ import annotations

import codecs
from dataclasses import replace

import pytest

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.voc import decode_annotation, encode_annotation

CASES = [
    # declared, Python codec of the bytes, byte-order mark, a name in that script
    ("utf-8", "utf-8", b"", "강아지 犬 🐕"),
    ("UTF-8", "utf-8", codecs.BOM_UTF8, "강아지"),
    ("utf-16", "utf-16-le", codecs.BOM_UTF16_LE, "강아지 🐕"),
    ("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE, "강아지 🐕"),
    ("utf-16le", "utf-16-le", b"", "강아지"),
    ("utf-16be", "utf-16-be", b"", "강아지"),
    ("utf-32", "utf-32-le", codecs.BOM_UTF32_LE, "강아지"),
    ("euc-kr", "euc_kr", b"", "강아지"),
    ("EUC-KR", "cp949", b"", "뷁 강아지"),
    ("cp949", "cp949", b"", "뷁"),
    ("ks_c_5601-1987", "euc_kr", b"", "강아지"),
    ("windows-949", "cp949", b"", "똠방각하"),
    ("GBK", "gbk", b"", "镕狗"),
    ("gb2312", "gbk", b"", "镕狗"),
    ("GB18030", "gb18030", b"", "㐀狗"),
    ("big5", "big5", b"", "狗"),
    ("Shift_JIS", "shift_jis", b"", "犬ソ表"),
    ("Shift_JIS", "cp932", b"", "髙①"),
    ("euc-jp", "euc_jp", b"", "犬"),
    ("iso-2022-jp", "iso2022_jp", b"", "犬"),
    ("ISO-8859-1", "latin-1", b"", "chien méchant"),
    ("windows-1252", "cp1252", b"", "chien “méchant”"),
    ("windows-1251", "cp1251", b"", "собака"),
]
IDS = [f"{declared}-{codec}-{len(mark)}" for declared, codec, mark, _ in CASES]


def in_encoding(plain: str, declared: str, codec: str, mark: bytes, name: str) -> bytes:
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + plain
    text = text.replace("<folder>VOC2007<", f"<folder>{name}<").replace("<name>dog<", f"<name>{name}<")
    return mark + text.encode(codec)


@pytest.mark.parametrize(("declared", "codec", "mark", "name"), CASES, ids=IDS)
def test_that_a_file_keeps_its_encoding_and_only_the_numbers_change(
    plain: str, declared: str, codec: str, mark: bytes, name: str
) -> None:
    data = in_encoding(plain, declared, codec, mark, name)
    annotation = decode_annotation(data)
    chair, dog = annotation.objects
    assert dog.name == name == annotation.folder
    assert annotation.problems == ()
    assert encode_annotation(annotation) == data
    moved = annotation.with_objects((replace(chair, box=(263, 210, 325, 339)), dog))
    expected = data.replace(">263<".encode(codec), ">264<".encode(codec))
    expected = expected.replace(">324<".encode(codec), ">325<".encode(codec))
    assert encode_annotation(moved) == expected


@pytest.mark.parametrize(("declared", "codec", "mark", "name"), CASES, ids=IDS)
def test_that_names_of_any_script_can_be_added_to_a_file_of_any_encoding(
    plain: str, declared: str, codec: str, mark: bytes, name: str
) -> None:
    data = in_encoding(plain, declared, codec, mark, name)
    annotation = decode_annotation(data)
    for new_name in (name, "뷁 강아지", "犬 🐕", "é", "¥\\"):
        renamed = replace(annotation.objects[0], name=new_name)
        added = ObjectAnnotation(name=new_name, box=(1, 2, 30, 40), pose=name)
        edited = annotation.with_objects((renamed, annotation.objects[1], added))
        saved = encode_annotation(edited)
        assert decode_annotation(saved) == edited
        saved.decode(codec)
        assert saved.startswith(data[: data.index("chair".encode(codec))])


def test_that_a_character_the_encoding_lacks_becomes_a_reference(plain: str) -> None:
    data = in_encoding(plain, "euc-kr", "euc_kr", b"", "강아지")
    annotation = decode_annotation(data)
    renamed = replace(annotation.objects[0], name="뷁犬🐕강")
    saved = encode_annotation(annotation.with_objects((renamed, annotation.objects[1])))
    expected = data.replace(b"chair", "&#48577;犬&#128021;강".encode("euc_kr"))
    assert saved == expected


def test_that_bytes_which_do_not_survive_reencoding_are_kept(plain: str) -> None:
    # Both byte pairs are the same character in cp932; Python would write the other one.
    data = in_encoding(plain, "Shift_JIS", "cp932", b"", "犬").replace("犬".encode("cp932"), b"\xed\x40")
    annotation = decode_annotation(data)
    edited = annotation.with_objects((replace(annotation.objects[0], difficult=True), annotation.objects[1]))
    expected = data.replace(b"<difficult>0<", b"<difficult>1<", 1)
    assert encode_annotation(annotation) == data
    assert encode_annotation(edited) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<annotation><folder>강아지</folder></annotation>".encode("cp949"), "no other encoding is declared"),
        (b'<?xml version="1.0" encoding="utf-8"?><annotation>\xff</annotation>', "not valid UTF-8"),
        (b'<?xml version="1.0" encoding="us-ascii"?><annotation>\xff</annotation>', "not valid ASCII"),
        (b'<?xml version="1.0" encoding="klingon"?><annotation/>', "klingon"),
        (b'<?xml version="1.0" encoding="rot13"?><annotation/>', "not one for text"),
        (b'<?xml version="1.0" encoding="hex"?><annotation/>', "not one for text"),
        (b'<?xml version="1.0" encoding="unicode_escape"?><annotation/>', "not one for text"),
        (b'<?xml version="1.0" encoding="cp037"?><annotation/>', "not supported"),
        (codecs.BOM_UTF16_LE + b"<\x00a", "not valid UTF-16-LE"),
    ],
)
def test_that_unreadable_encodings_are_refused_with_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(AnnotationReadError, match=reason):
        decode_annotation(data)


@pytest.mark.parametrize(
    ("declared", "codec", "mark"),
    [
        ("utf-8", "utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16", "utf-8", b""),
        ("euc-kr", "utf-8", codecs.BOM_UTF8),
    ],
)
def test_that_a_declaration_against_the_bytes_is_reported_and_kept(
    plain: str, declared: str, codec: str, mark: bytes
) -> None:
    data = in_encoding(plain, declared, codec, mark, "강아지")
    annotation = decode_annotation(data)
    assert annotation.objects[1].name == "강아지"
    assert [problem.code for problem in annotation.problems] == ["encoding-mismatch"]
    assert encode_annotation(annotation) == data
