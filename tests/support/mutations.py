"""Turning good files into hostile ones, the same ones for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

_NUMBER = re.compile(rb"-?\d+(\.\d+)?")
_TOKENS = (
    b"nan",
    b"NaN",
    b"Infinity",
    b"1e999",
    b"-1",
    b"0",
    b"1" + b"0" * 400,
    b"9" * 5000,
    b"2147483648",
    b"18446744073709551616",
    b"0.1e-400",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b'""',
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"[" * 3000,
    b'{"a":' * 3000,
    b"<a>" * 3000,
    b"&lt;",
    b"&#0;",
    b"&bomb;",
    b"]]>",
    b"<!--",
    b"A" * 70_000,
)
_BYTES = (0x00, 0x01, 0x7F, 0x80, 0xFF)

Change = Callable[[random.Random, bytearray, Sequence[bytes]], None]


def mutated(rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """Return one of the seeds with one to six changes."""
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.randint(1, 6)):
        rng.choice(_CHANGES)(rng, data, seeds)
    return bytes(data)


def _span(rng: random.Random, data: bytearray) -> slice:
    start = rng.randrange(len(data) + 1)
    return slice(start, start + min(rng.choice((1, 2, 4, 16, 256, 4096)), len(data) - start))


def _flip(rng: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _overwrite(rng: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    where = _span(rng, data)
    data[where] = bytes([rng.choice(_BYTES)]) * (where.stop - where.start)


def _noise(rng: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    where = _span(rng, data)
    data[where] = rng.randbytes(where.stop - where.start)


def _delete(rng: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    del data[_span(rng, data)]


def _repeat(rng: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    where = _span(rng, data)
    data[where] = bytes(data[where]) * rng.choice((2, 3, 50))


def _truncate(rng: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    del data[rng.randrange(len(data) + 1) :]


def _splice(rng: random.Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    other = bytearray(rng.choice(seeds))
    data[_span(rng, data)] = other[_span(rng, other)]


def _token(rng: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    data[_span(rng, data)] = rng.choice(_TOKENS)


def _number(rng: random.Random, data: bytearray, _seeds: Sequence[bytes]) -> None:
    found = list(_NUMBER.finditer(data[:100_000]))
    if found:
        start, end = rng.choice(found).span()
        data[start:end] = rng.choice(_TOKENS)


_CHANGES: tuple[Change, ...] = (
    _flip,
    _overwrite,
    _noise,
    _delete,
    _repeat,
    _truncate,
    _splice,
    _token,
    _number,
    _number,
)
