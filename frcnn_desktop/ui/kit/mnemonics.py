"""Texts of commands where no key of the keyboard is underlined."""

from __future__ import annotations

import re

_BRACKETED = re.compile(r"\s*\(&[^&]\)")
"""How languages without Latin letters add a mnemonic: 저장(&S)."""
_MARKED = re.compile(r"&(.)")


def plain_text(text: str) -> str:
    """Return a command's text as a button shows it: without mnemonic and without "…"."""
    return _MARKED.sub(r"\1", _BRACKETED.sub("", text)).rstrip("…")
