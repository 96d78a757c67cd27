"""Bytes of an XML file to UTF-8 and back, in any encoding, without touching a byte that was not edited.

expat refuses every multi-byte encoding but UTF-8 and UTF-16, so a file is decoded here, parsed as UTF-8, and
its edits are spliced into the original bytes.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.core.messages import Message

_BYTE_ORDER_MARKS = (
    # UTF-32 first: its little-endian mark begins with the one of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_DECLARATION = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_ALIASES = {
    "windows-949": "cp949",
    "x-windows-949": "cp949",
    "x-sjis": "shift_jis",
    "x-gbk": "gbk",
    "x-euc-jp": "euc_jp",
    "ansi": "cp1252",
}
# Tools name the small standard and write its larger vendor superset.
_SUPERSETS = {
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "big5": "cp950",
    "cp1252": "latin-1",
}
# Text transformations of Python's own and the locale's encoding: no file means them.
_REFUSED = frozenset(
    {"utf_7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"}
)
_UTF8_NAMES = frozenset({"utf-8", "utf-8-sig", "ascii"})

Edit = tuple[int, int, str]
"""Replace the UTF-8 bytes from start to end (half-open) by this text."""


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """The bytes of a file and the same text as UTF-8.

    `codec` reads the file, `writing_codec` encodes what is inserted; `mark` is the length of the byte-order
    mark; `note` says how the declaration contradicts the bytes (None when it does not). `_positions` pairs
    UTF-8 offsets with file offsets; None where they differ by the mark only.
    """

    data: bytes
    utf8: bytes
    codec: str
    writing_codec: str
    mark: int
    note: Message | None = None
    _positions: tuple[list[int], list[int]] | None = None

    def splice(self, edits: Iterable[Edit]) -> bytes:
        """Return the file's bytes with the edits made. Raises ValueError when edits overlap."""
        pieces: list[bytes] = []
        position = 0
        # Stable, and an insertion comes before a cut that begins at the same place.
        for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
            offset = self._file_offset(start)
            if offset < position:
                raise ValueError("its edits contradict each other")
            pieces.append(self.data[position:offset])
            pieces.append(self._encode(text))
            position = self._file_offset(end)
        pieces.append(self.data[position:])
        return b"".join(pieces)

    def _file_offset(self, offset: int) -> int:
        if self._positions is None:
            return self.mark + offset
        utf8_offsets, file_offsets = self._positions
        return file_offsets[bisect_right(utf8_offsets, offset) - 1]

    def _encode(self, text: str) -> bytes:
        if self.writing_codec.startswith("utf"):
            return text.encode(self.writing_codec)
        return b"".join(_encode_character(character, self.writing_codec) for character in text)


def decode_file(data: bytes) -> DecodedFile:
    """Find the encoding of an XML file and decode it.

    A byte-order mark outranks the declaration. Raises AnnotationReadError with a sentence that lacks the
    file's name when the encoding is unknown or the bytes do not follow it.
    """
    codec, mark, note = _detect(data)
    body = data[mark:]
    for candidate in filter(None, (codec, _SUPERSETS.get(codec))):
        try:
            text = body.decode(candidate)
            utf8 = text.encode("utf-8")
        except UnicodeError:
            continue
        if candidate in _UTF8_NAMES:
            return DecodedFile(data, body, candidate, candidate, mark, note)
        positions = _pair_positions(body, candidate, mark)
        return DecodedFile(data, utf8, candidate, codec, mark, note, positions)
    raise AnnotationReadError(
        Message(
            "annotation.bytes_invalid" if _DECLARATION.match(body) else "annotation.bytes_undeclared",
            encoding=codec.upper().replace("_", "-"),
        )
    )


def _detect(data: bytes) -> tuple[str, int, Message | None]:
    """Return codec, length of the byte-order mark, and a note on a contradiction."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            ascii_head = data[len(mark) : len(mark) + 800].replace(b"\x00", b"")
            declared = _declared_codec(ascii_head)
            agrees = declared is None or codec.startswith(declared) or {codec, declared} <= _UTF8_NAMES
            return codec, len(mark), None if agrees else _contradiction(declared, codec)
    for start, codec in _UNMARKED_WIDE:
        if data.startswith(start):
            return codec, 0, None
    declared = _declared_codec(data[:400])
    if declared is not None and declared.startswith(("utf-16", "utf-32")):
        return "utf-8", 0, _contradiction(declared, "utf-8")
    return declared or "utf-8", 0, None


def _contradiction(declared: str | None, codec: str) -> Message:
    return Message("problem.encoding_declared", stated=str(declared), shown=codec)


def _declared_codec(head: bytes) -> str | None:
    match = _DECLARATION.match(head)
    if match is None:
        return None
    declared = match[1].decode("ascii")
    try:
        info = codecs.lookup(_ALIASES.get(declared.lower(), declared))
    except LookupError as error:
        raise AnnotationReadError(Message("annotation.encoding_unknown", encoding=repr(declared))) from error
    name = "utf-8" if info.name == "utf-8-sig" else info.name
    if not getattr(info, "_is_text_encoding", True) or name.replace("-", "_") in _REFUSED:
        raise AnnotationReadError(Message("annotation.encoding_no_text", encoding=repr(declared)))
    if not name.startswith(("utf-16", "utf-32")) and "<annotation/>".encode(name) != b"<annotation/>":
        raise AnnotationReadError(Message("annotation.encoding_not_supported", encoding=repr(declared)))
    return name


def _pair_positions(body: bytes, codec: str, mark: int) -> tuple[list[int], list[int]]:
    """Pair the UTF-8 offset of every character with its offset in the file."""
    decoder = codecs.getincrementaldecoder(codec)()
    utf8_offsets, file_offsets = [0], [mark]
    length = 0
    for index in range(len(body)):
        if decoded := decoder.decode(body[index : index + 1]):
            length += len(decoded.encode("utf-8"))
            utf8_offsets.append(length)
            file_offsets.append(mark + index + 1)
    return utf8_offsets, file_offsets


def _encode_character(character: str, codec: str) -> bytes:
    try:
        encoded = character.encode(codec)
        # Python's euc_kr spells rare syllables in eight bytes that other readers do not know, and Shift-JIS
        # maps the yen sign to the backslash.
        if len(encoded) <= 4 and encoded.decode(codec) == character:
            return encoded
    except UnicodeError:
        pass
    return f"&#{ord(character)};".encode("ascii")
