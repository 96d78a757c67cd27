"""How soon a typed character has filtered a list of 10,000 images, in the real window.

The set is made for the run: one small photo under many names, with annotations of one to five objects. Each
character of some queries is typed as a person would, completions included; the time is from the key to the
painted list. `open` is from choosing the folder until every annotation is read, `again` the same in the next
run, which finds them in the index. `own` is what the GUI thread worked in that time: on a busy machine less
than what passed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import tempfile
from pathlib import Path

from frcnn_desktop.bench.child_process import run_child
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.voc import write_annotation

COUNT = 10_000
_SIZE = 500, 375
_LINKS = 10_000
"""Names of one file; a file system has a limit."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take how many images the set has."""
    parser.add_argument("--images", type=int, default=COUNT, help=f"images of the set (default {COUNT})")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Print milliseconds of a character and seconds of opening; both runs are processes of their own."""
    if args.child:
        from frcnn_desktop.bench.search_session import measure

        return measure(args.child)
    figures = filter_figures(args.images)
    for name, value in figures.items():
        print(f"{name:<24}{value:>10}")
    if args.json:
        print(json.dumps(figures))
    return 0


def filter_figures(count: int = COUNT) -> dict[str, float]:
    """Return `filter_10k_ms`, the 95th percentile over all typed characters, and the figures beside it."""
    with tempfile.TemporaryDirectory() as root:
        folder, home = Path(root) / "set", Path(root) / "home"
        make_set(folder, count)
        return figures_of_set(folder, home)


def figures_of_set(folder: Path, home: Path) -> dict[str, float]:
    """Return those of a set that is there, with user folders in `home`."""
    first, again = (run_child("search", ["--child", str(folder)], home) for _ in range(2))
    return {**again, "open_s": first["summarised_s"], "again_s": again.pop("summarised_s")}


def make_set(folder: Path, count: int) -> None:
    """Write a set of so many images with annotations, the same one each time."""
    chance = random.Random(0)
    for image in link_photos(folder, count):
        objects = tuple(_object(chance) for _ in range(chance.randint(1, 5)))
        write_annotation(ImageAnnotation(*_SIZE, objects, chance.random() < 0.3), image.with_suffix(".xml"))


def link_photos(folder: Path, count: int) -> list[Path]:
    """Make a folder of one small photo under so many names. Returns them."""
    folder.mkdir()
    images = [folder / f"2010_{number:06d}.jpg" for number in range(count)]
    for number, image in enumerate(images):
        if number % _LINKS:
            os.link(images[number - number % _LINKS], image)
        else:
            shutil.copy(resource_path("samples", "chelsea.jpg"), image)
    return images


def _object(chance: random.Random) -> ObjectAnnotation:
    x1, y1 = chance.randint(0, 400), chance.randint(0, 300)
    x2, y2 = x1 + chance.randint(5, _SIZE[0] - x1), y1 + chance.randint(5, _SIZE[1] - y1)
    flags = (chance.random() < 0.1, chance.random() < 0.2)
    return ObjectAnnotation(chance.choice(VOC_CLASS_NAMES), (x1, y1, x2, y2), *flags)
