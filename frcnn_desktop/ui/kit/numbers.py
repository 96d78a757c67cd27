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


def plain(value: float, decimals: int = 2) -> str:
    """Return a number with, if need be, a minus sign: a hyphen is half as wide."""
    # Adding 0 makes a zero that was rounded from below a positive one.
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", _MINUS)


def signed(value: float, decimals: int = 2) -> str:
    """Return a number with its sign, whichever it is."""
    return f"{round(value, decimals) + 0.0:+.{decimals}f}".replace("-", _MINUS)


def percent(share: float) -> str:
    """Return a share in whole percent."""
    return f"{100 * share:.0f}{_THIN_SPACE}%"


def seconds_text(seconds: float) -> str:
    """Return a duration for people: milliseconds below one second."""
    if seconds < 0.0995:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"
