"""Which images a command works on, and where the result of each goes: from paths or from a manifest."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.cli.manifest import read_manifest
from frcnn_desktop.cli.terminal import warn
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.urls import is_url
from frcnn_desktop.distributed.shard import Shard
from frcnn_desktop.voc.locations import image_folders, list_images
from frcnn_desktop.voc.pairing import divide_names


@dataclass(frozen=True, slots=True)
class ImageJob:
    """An image, a path or an address, and where its XML goes.

    `name` is the image as it was listed, `id` what its manifest calls it ("": nothing).
    """

    image: str
    xml: Path
    name: str
    id: str = ""

    @property
    def remote(self) -> bool:
        """Whether it has to be fetched."""
        return is_url(self.image)


def add_input_arguments(parser: argparse.ArgumentParser) -> None:
    """Take images and folders, or a manifest, and which part of them to do."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="images, or folders of images")
    parser.add_argument(
        "--manifest", type=Path, help="a list of images instead: a path or URL a line, or JSON lines"
    )
    parser.add_argument(
        "--shard", type=shard, default=Shard(), metavar="I/N", help="do part I of N of the images, I from 0"
    )


def shard(text: str) -> Shard:
    """Read a part and how many there are, e.g. 3/16."""
    number, _slash, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and int(number) < int(count)):
        raise argparse.ArgumentTypeError(f"must be I/N with I from 0 to N - 1, not {text}")
    return Shard(int(number), int(count))


def listed_jobs(paths: Iterable[Path], manifest: Path | None, out: Path) -> list[ImageJob]:
    """Return every image once. Raises DatasetError where there is none, or two would share a result."""
    paths = list(paths)
    if bool(paths) == (manifest is not None):
        raise DatasetError(Message("option.paths_or_manifest"))
    jobs = list(_jobs(paths, out)) if manifest is None else _manifest_jobs(manifest, out)
    if not jobs:
        raise DatasetError(Message("input.no_images"))
    return jobs


def make_folder(folder: Path) -> None:
    """Make a folder for results. Raises DatasetError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError(Message("folder.not_made", folder=folder, reason=reason_of(error))) from error


def _manifest_jobs(path: Path, out: Path) -> list[ImageJob]:
    manifest = read_manifest(path)
    if manifest.repeated:
        warn(counted(manifest.repeated, "{count} line repeats another", "{count} lines repeat others"))
    return [ImageJob(entry.image, out / entry.out, entry.name, entry.id) for entry in manifest.entries]


def _jobs(paths: Iterable[Path], out: Path) -> Iterator[ImageJob]:
    """Yield every image once; those that share a name, e.g. a.jpg and a.png, get XML files of their own."""
    seen: set[str] = set()
    folders: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        root = path if path.is_dir() else path.parent
        for image in _images(path):
            if (real := os.path.realpath(image)) not in seen:
                seen.add(real)
                folders[(out / image.relative_to(root)).parent].append(image)
    for folder, images in folders.items():
        names = divide_names(folder, images)
        for image in images:
            yield ImageJob(str(image), folder / names[image], str(image))


def _images(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [image for folder in image_folders(path) for image in list_images(folder, recursive=True)]
