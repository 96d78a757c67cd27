"""Arrays within messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import numpy as np


def writable_arrays(message: object, name: str = "message") -> Iterator[str]:
    """Name the arrays in a message that whoever hears it could change under somebody else's hands."""
    if isinstance(message, np.ndarray):
        if message.flags.writeable:
            yield name
    elif is_dataclass(message):
        for field in fields(message):
            yield from writable_arrays(getattr(message, field.name), f"{name}.{field.name}")
    elif isinstance(message, tuple | list):
        for index, item in enumerate(message):
            yield from writable_arrays(item, f"{name}[{index}]")
