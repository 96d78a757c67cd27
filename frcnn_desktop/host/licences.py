"""The licences of everything this installation is made of, read from the metadata that came with it.

So the list is right in a checkout, an installed wheel and a frozen application, without being kept by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from frcnn_desktop.host.folders import APPLICATION
from frcnn_desktop.host.resources import resource_path

_TEXT_NAMES = re.compile(r"(licen[cs]e|copying|notice|third.?party)[^/]*$", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OPTIONAL = re.compile(r"\bextra\s*==")
_BROUGHT = (
    ("Python", "PSF-2.0", "https://www.python.org", ("licences", "PSF-2.0.txt")),
    ("Lucide icons", "ISC, MIT", "https://lucide.dev", ("icons", "LICENSE")),
    (
        "EfficientNet-Lite weights",
        "Apache-2.0",
        "https://github.com/huggingface/pytorch-image-models",
        ("models", "efficientnet-lite-LICENSE.txt"),
    ),
)
"""What no package's metadata tells of: name, licence, address, text in the resources"""
_FULL_TEXTS = {"LGPL-3.0": "LGPL-3.0.txt", "GPL-3.0": "GPL-3.0.txt"}
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A package in this installation. `licence` as its metadata says, "" when it says nothing."""

    name: str
    version: str
    licence: str
    address: str
    text_files: tuple[Path, ...]

    def text(self) -> str:
        """Return its licence texts, one after another; a sentence where it brought none."""
        texts = [_read(path) for path in self.text_files]
        return "\n\n".join(text for text in texts if text) or "It came without a licence text."


def installed_parts(root: str = APPLICATION) -> tuple[Part, ...]:
    """Return `root`, all that it requires and is installed, and what it brings along, by name."""
    found: dict[str, Part] = {}
    wanted = [root]
    while wanted:
        name = _key(wanted.pop())
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = _part(package)
        wanted += _required(package)
    brought = (
        Part(name, "", licence, address, (resource_path(*text),)) for name, licence, address, text in _BROUGHT
    )
    return tuple(sorted((*found.values(), *brought), key=lambda part: (part.name.lower(), part.name)))


def licences_text() -> str:
    """Return one document with the licences of all parts, as has to go along with a copy of the program."""
    parts = installed_parts()
    table = "\n".join(f"{_title(part)}: {part.licence or 'see below'}" for part in parts)
    blocks = (_heading(part) + part.text() for part in parts)
    return f"{table}\n\n" + "\n\n\n".join(blocks) + "\n"


def _title(part: Part) -> str:
    return f"{part.name} {part.version}".strip()


def _heading(part: Part) -> str:
    lines = (_title(part), part.licence, part.address)
    return "=" * 80 + "\n" + "\n".join(line for line in lines if line) + "\n" + "-" * 80 + "\n"


def _part(package: Distribution) -> Part:
    licence = _field(package, "License-Expression") or _stated_licence(package)
    files = tuple(_licence_files(package))
    if not files:
        files = tuple(path for key, name in _FULL_TEXTS.items() if key in licence and (path := _full(name)))
    return Part(_field(package, "Name"), package.version, licence, _address(package), files)


def _field(package: Distribution, name: str) -> str:
    return next(iter(package.metadata.get_all(name) or []), "")


def _stated_licence(package: Distribution) -> str:
    classifiers = package.metadata.get_all("Classifier") or []
    named = [text.rsplit("::", 1)[1].strip() for text in classifiers if text.startswith("License ::")]
    # Some put the whole text where the name belongs.
    lines = _field(package, "License").strip().splitlines()
    stated = lines[0] if lines and len(lines[0]) <= _LONGEST_NAME else ""
    return stated if stated not in ("", "UNKNOWN") else ", ".join(named)


def _address(package: Distribution) -> str:
    if page := _field(package, "Home-page"):
        return page
    links = [entry.split(",", 1) for entry in package.metadata.get_all("Project-URL") or [] if "," in entry]
    by_name = {label.strip().lower(): link.strip() for label, link in links}
    names = ("homepage", "home", "source", "repository", "source code", "github")
    return next((by_name[name] for name in names if name in by_name), next(iter(by_name.values()), ""))


def _required(package: Distribution) -> Iterator[str]:
    for requirement in package.requires or ():
        match = _NAME.match(requirement)
        # Parts of an "extra" are in only when something asks for that extra; whether they are installed
        # tells, but only for packages of the kind that CUDA's toolkit is split into.
        if match and (not _OPTIONAL.search(requirement) or match[0].lower().startswith("nvidia")):
            yield match[0]


def _licence_files(package: Distribution) -> Iterator[Path]:
    for file in sorted(package.files or (), key=str):
        if ".dist-info" in file.parts[0] and _TEXT_NAMES.search(file.name):
            path = Path(str(package.locate_file(file)))
            if path.is_file():
                yield path


def _full(name: str) -> Path | None:
    path = resource_path("licences") / name
    return path if path.is_file() else None


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
