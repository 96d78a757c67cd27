"""What became of a set's suggestions, kept between starts: one safetensors file, a few megabytes at most.

Nothing in the file is run, and nothing of it is believed before `LearningSession.resume` has looked at it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.regular_file import read_regular
from frcnn_desktop.learning.experience import Experience, UnsoundError

FORMAT = "frcnn-desktop experience 1"
MOST_BYTES = 32 * 2**20
_MOST_TEXTS, _LONGEST_TEXT = 10_000, 1_000
_ABOUT = "about"
"""Of the bytes of a JSON text beside the arrays."""


def write_experience(path: Path, experience: Experience) -> None:
    """Keep it in the place of what was kept before. Raises OSError."""
    about = {
        "format": FORMAT,
        "model": experience.model,
        "names": experience.names,
        "keys": experience.keys,
    }
    # Names of files may hold half a character: escaped, JSON is plain ASCII.
    text = np.frombuffer(json.dumps(about).encode("ascii"), np.uint8)
    write_atomically(path, save({**experience.arrays, _ABOUT: text}))


def read_experience(path: Path) -> Experience | None:
    """Return what was kept; None where nothing was, or another version of the program kept it. Raises
    OSError, and UnsoundError for a file that is damaged."""
    try:
        content = read_regular(path, MOST_BYTES)
    except FileNotFoundError:
        return None
    try:
        arrays: dict[str, NDArray] = load(content)
        about = parse_plain(arrays.pop(_ABOUT).tobytes(), MOST_BYTES)
    except (SafetensorError, ValueError, TypeError, KeyError) as error:
        raise UnsoundError(f"{path.name}: {error}") from error
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        return None
    return Experience(arrays, _texts(about, "names"), _texts(about, "keys"), str(about.get("model")))


def _texts(about: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = about.get(name)
    if not isinstance(found, list) or len(found) > _MOST_TEXTS:
        raise UnsoundError(f"{name} is no list")
    texts = tuple(each for each in found if isinstance(each, str) and len(each) <= _LONGEST_TEXT)
    if len(texts) != len(found):
        raise UnsoundError(f"{name} has other values than texts")
    return texts
