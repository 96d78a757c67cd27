"""Numbers as people read them."""

from __future__ import annotations

_THIN_SPACE, _MINUS = "\u202f", "\u2212"


def milliseconds(seconds: float) -> str:
    """Return a time."""
    if seconds < 0.1:
        return f"{seconds * 1000:.1f}{_THIN_SPACE}ms"
    return f"{grouped(round(seconds * 1000))}{_THIN_SPACE}ms"


def grouped(count: int) -> str:
    """Return a count with thin spaces between thousands."""
    return f"{count:,}".replace(",", _THIN_SPACE)


def plain(value: float) -> str:
    """Return a number with two decimals and, if need be, a minus sign: a hyphen is half as wide."""
    return f"{value:.2f}".replace("-", _MINUS)


def signed(value: float) -> str:
    """Return a number with its sign, whichever it is."""
    return f"{value:+.2f}".replace("-", _MINUS)
