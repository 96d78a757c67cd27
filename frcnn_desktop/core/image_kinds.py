"""Which files are images, by name: kinds that are read, kinds that are known but not read, companions."""

from __future__ import annotations

_JPEG = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".mpo"})
_JPEG_2000 = frozenset({".jp2", ".j2k", ".jpx"})
_NETPBM = frozenset({".ppm", ".pgm", ".pbm", ".pnm", ".pfm"})
TGA_SUFFIXES = frozenset({".tga"})
IMAGE_SUFFIXES = frozenset(
    {".png", ".apng", ".bmp", ".dib", ".webp", ".tif", ".tiff", ".gif", ".avif"}
    | _JPEG
    | _JPEG_2000
    | _NETPBM
    | TGA_SUFFIXES
)
"""Kinds that are read, in lower case."""
CAMERA_RAW = "camera RAW"
"""Never opened, though many are a TIFF inside: of a preview's size, where boxes would be wrong."""
_RAW = (".cr2", ".cr3", ".nef", ".arw", ".dng", ".raf", ".orf", ".rw2", ".pef", ".srw")
UNREADABLE_KINDS = {
    **dict.fromkeys((".heic", ".heif", ".hif"), "HEIC"),
    **dict.fromkeys(_RAW, CAMERA_RAW),
    ".jxl": "JPEG XL",
    ".psd": "Photoshop",
    ".exr": "OpenEXR",
}
"""Kinds that people have beside their images and this program cannot read, by suffix in lower case."""
READ_FORMATS = ("JPEG", "PNG", "BMP", "DIB", "WEBP", "TIFF", "GIF", "PPM", "JPEG2000", "AVIF")
"""Pillow's names of what is ever opened, whatever a file is called. Others start programs, or take hours."""
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
_COMPANION_NAMES = frozenset({"@eadir", "__macosx", "thumbs.db", "desktop.ini", "$recycle.bin"})


def is_image_name(name: str) -> bool:
    """Say whether a file of this name is taken as an image that can be read."""
    return suffix_of(name) in IMAGE_SUFFIXES and not is_companion(name)


def unreadable_kind(name: str) -> str:
    """Return the name of the kind of an image that cannot be read, "" for every other file."""
    return "" if is_companion(name) else UNREADABLE_KINDS.get(suffix_of(name), "")


def is_companion(name: str) -> bool:
    """Say whether a file or folder is hidden, or what some system puts beside a person's files."""
    return name.startswith(".") or name.casefold() in _COMPANION_NAMES


def kind_told_by(head: bytes) -> str:
    """Return the kind that cannot be read, told by a file's first 16 bytes; "" for every other."""
    return "HEIC" if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS else ""


def suffix_of(name: str) -> str:
    """Return the suffix of a name with its dot, in lower case; "" without one."""
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""
