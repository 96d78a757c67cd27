"""What a person decided while two folders were compared: kept between starts, beside neither of them.

A conflict is known by its content. One whose object has changed since is asked about again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.curation.conflicts import Choice
from frcnn_desktop.host.folders import data_folder

VERSION = 1
FOLDER = "comparisons"
_MOST_BYTES = 64 * 2**20
Decided = Mapping[str, Choice]
"""What was chosen for conflicts, by their keys."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was chosen, by image and conflict. `last` are the newest ones, for undo: (image, conflict, choice
    before)."""

    by_image: Mapping[str, Decided] = field(default_factory=dict)
    last: tuple[tuple[str, str, Choice | None], ...] = ()

    def of(self, image: str) -> Decided:
        """Return what was chosen for an image."""
        return self.by_image.get(image, {})

    @property
    def count(self) -> int:
        """How many conflicts were decided."""
        return sum(map(len, self.by_image.values()))

    def choose(self, image: str, conflict: str, choice: Choice) -> Decisions:
        """Return them with a decision, which `undone` takes back."""
        before = self.of(image).get(conflict)
        return replace(self._with(image, conflict, choice), last=(*self.last, (image, conflict, before)))

    def undone(self) -> Decisions:
        """Return them without the newest decision of this run; the same where there is none."""
        if not self.last:
            return self
        image, conflict, before = self.last[-1]
        return replace(self._with(image, conflict, before), last=self.last[:-1])

    def _with(self, image: str, conflict: str, choice: Choice | None) -> Decisions:
        others = {key: each for key, each in self.of(image).items() if key != conflict}
        decided = others if choice is None else {**others, conflict: choice}
        return replace(self, by_image={**self.by_image, image: decided})


def decisions_path(a: Path, b: Path, root: Path | None = None) -> Path:
    """Return the file of what was decided between two folders."""
    names = "\0".join(str(each.resolve()) for each in (a, b))
    digest = hashlib.blake2b(names.encode("utf-8", "surrogatepass"), digest_size=16)
    return (root or data_folder(FOLDER)) / f"{digest.hexdigest()}.json"


def read_decisions(path: Path) -> Decisions:
    """Return what was decided; what cannot be read, or is of another version, was not."""
    try:
        plain = parse_plain(path.read_bytes(), _MOST_BYTES)
    except (OSError, ValueError):
        return Decisions()
    if not isinstance(plain, dict) or plain.get("version") != VERSION:
        return Decisions()
    images = plain.get("images")
    items = images.items() if isinstance(images, dict) else ()
    return Decisions({str(image): found for image, told in items if (found := _decided(told))})


def write_decisions(path: Path, decisions: Decisions, a: Path, b: Path) -> None:
    """Keep them; both folders are written down for whoever looks into the file. Raises OSError."""
    images = {image: dict(told) for image, told in decisions.by_image.items() if told}
    content = {"version": VERSION, "a": str(a), "b": str(b), "images": images}
    write_atomically(path, json.dumps(content).encode("ascii"))


def _decided(told: object) -> dict[str, Choice]:
    items = told.items() if isinstance(told, dict) else ()
    choices = {str(choice): choice for choice in Choice}
    return {str(key): choices[value] for key, value in items if isinstance(value, str) and value in choices}
