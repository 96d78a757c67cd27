"""Files that broke something once, here or elsewhere. Each reader gets all of them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, pixels: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _zip(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.npy", data)
    return buffer.getvalue()


def _npy(shape: str, kind: str = "<f4", data: bytes = b"") -> bytes:
    head = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + data


_BOMB = b"".join(b'<!ENTITY a%d "%s">' % (level + 1, b"&a%d;" % level * 10) for level in range(9))
_BOX = b"<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox>"
_MANY_WORDS = b">" + b"a " * 100_000 + b"<"
_OBJECT = b"<object><name>a</name>" + _BOX + b"</object>"


@cache
def corpus() -> Mapping[str, bytes]:
    """Return them by name. They are made when asked for: to pack a bomb takes seconds."""
    return {
        "nothing": b"",
        "one zero": b"\x00",
        "a megabyte of zeros": bytes(2**20),
        "PostScript that would run": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n{} loop\n",
        "entities that grow": b'<!DOCTYPE a [<!ENTITY a0 "a">' + _BOMB + b"]><annotation>&a9;</annotation>",
        "an outside entity": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotation>&x;</annotation>',
        "deep XML": b"<annotation>" + b"<a>" * 200_000,
        "attributes": b"<annotation " + b" ".join(b'a%d="b"' % n for n in range(50_000)) + b"/>",
        "8,000 objects": b"<annotation>" + _OBJECT * 8000 + b"</annotation>",
        "a name of many words": b"<annotation>"
        + _OBJECT.replace(b">a<", b">" + b"a " * 100_000 + b"<")
        + b"</annotation>",
        "deep lists": b"[" * 500_000,
        "deep tables": b'{"a":' * 200_000 + b"1" + b"}" * 200_000,
        "a large number": b"9" * 1_000_000,
        "NaN": b'{"time": NaN, "format": Infinity}',
        "long text": b'"' + b"a" * 5_000_000,
        "a PNG of many pixels": _png(100_000, 100_000, zlib.compress(bytes(2**20))),
        "a PNG bomb": _png(40_000, 3_800, zlib.compress(bytes(3_800 * 120_001))),
        "a GIF of many pixels": b"GIF89a\xff\xff\xff\xff\xf7\x00\x00" + bytes(800),
        "an array of 8 GB": _zip(about=_npy("(2000000000,)"), facts=_npy("(2000000000,)", "|u1")),
        "an archive bomb": _zip(about=_npy("(700000000,)", "|u1", bytes(700_000_000))),
        "an array of objects": _zip(about=_npy("(1,)", "|O", b"cos\nsystem\n(S'true'\ntR.")),
        "a pickle": b"\x80\x04cos\nsystem\n\x8c\x04true\x85R.",
        "safetensors of 8 EB": struct.pack("<Q", 2**62) + b"{}",
        "safetensors of a long head": struct.pack("<Q", 100_000_000) + b" " * 1000,
        "names in surrogates": b'{"a": "\\ud800", "name": "\\udfff\\ud800"}',
        "50,000 lines": b"".join(b"class %d\n" % number for number in range(50_000)),
        "line ends alone": b"\r\n\x85\x0b\x0c\x1c\n" * 50_000,
    }
