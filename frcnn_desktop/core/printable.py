"""Text that steers no terminal: names from files are printed as they are, not obeyed."""

from __future__ import annotations

import re

_STEERING = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control and escape sequences, what turns the direction of text, and bytes that are no text; not a tab."""


def printable(line: str) -> str:
    """Return one line of text in which such characters are written out, e.g. as \\u001b.

    A JSON text stays one that means the same.
    """
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", line)
