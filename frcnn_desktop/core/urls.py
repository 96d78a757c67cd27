"""Addresses of images on servers: which there are, how they are shown, and what files they become."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import unquote, urlsplit

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message

FILE_SYSTEMS = {"https": "https", "s3": "s3", "gs": "gs"}
"""The schemes that are opened, and fsspec's names of their file systems. No other one ever is."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_UNSAFE = re.compile(r'[\s#<>:"/\\|?*%&;$`\'\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+')
# Devices of Windows, whatever the suffix.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_MOST_BYTES = 120


def is_url(text: str) -> bool:
    """Say whether a text is an address and no path."""
    return _SCHEME.match(text) is not None


def scheme_of(url: str) -> str:
    """Return the scheme of an address that may be opened. Raises DatasetError for every other."""
    found = _SCHEME.match(url)
    scheme = found.group(1).lower() if found else ""
    try:
        named = scheme in FILE_SYSTEMS and bool(urlsplit(url).hostname) and len(url_parts(url)) > 1
    except ValueError:
        named = False
    if not named:
        known = ", ".join(f"{each}://" for each in FILE_SYSTEMS)
        raise DatasetError(Message("remote.address", url=shown_url(url), known=known))
    return scheme


def shown_url(url: str) -> str:
    """Return an address for people and logs: without user, password and query, which may be secrets."""
    return re.sub(r"^([^/]*//)[^/]*@", r"\1", re.split(r"[?#]", url, maxsplit=1)[0])


def url_parts(url: str) -> tuple[str, ...]:
    """Return server and path of an address as names that every file system takes, never "." or "..".

    The query is no part of them: it often is a signature. Raises ValueError for what is no address.
    """
    split = urlsplit(url)
    server = split.hostname or ""
    return tuple(
        _safe(each) for each in (server, *re.split(r"[/\\]+", unquote(split.path))) if each.strip(". ")
    )


def _safe(part: str) -> str:
    """Return a name that is short and harmless; a digest tells names apart that had to be cut."""
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", part)).strip(". ")
    name = name.encode("utf-8", "replace").decode("utf-8")
    if len(name.encode("utf-8")) > _MOST_BYTES:
        digest = hashlib.blake2b(name.encode("utf-8"), digest_size=6).hexdigest()
        name = f"{digest}_{name.encode('utf-8')[-_MOST_BYTES:].decode('utf-8', 'ignore')}"
    return f"_{name}" if _DEVICE.match(name) else name
