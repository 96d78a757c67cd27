"""Check a built application the way a person meets it: another folder, another home, no Python, no checkout.

Usage: python packaging/check_built_app.py [--skip-window] [--shots FOLDER] FOLDER/frcnn-desktop
Needs only Python's standard library; for the window Xvfb and xdotool (Linux). Prints one line for each check
and ends with status 1 at the first that fails.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from built_window import WindowSession, screen

LIMIT_S = 600
CHECKS: list[tuple[str, Callable[[Place], str]]] = []


class Place:
    """Where one check runs: an empty home and working folder; no Python on the path."""

    def __init__(self, program: Path, folder: Path, shots: Path | None) -> None:
        self.program, self.folder, self.shots = program.absolute(), folder, shots
        self.home = folder / "home"
        for name in ("home", "bin", "tmp", "elsewhere"):
            (folder / name).mkdir()

    def environment(self, home: Path | None = None) -> dict[str, str]:
        return {
            "HOME": str(home or self.home),
            "PATH": str(self.folder / "bin"),
            "TMPDIR": str(self.folder / "tmp"),
            "LANG": "C.UTF-8",
        }

    def run(self, *arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run the program to its end. Raises RuntimeError with what it said when it fails."""
        command = [str(self.program), *arguments]
        done = subprocess.run(
            command,
            env=self.environment(home),
            cwd=self.folder / "elsewhere",
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{arguments} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    def photo(self, name: str) -> Path:
        """Return a copy of one of the application's own sample photos."""
        (source,) = self.program.parent.rglob(f"resources/samples/{name}")
        target = self.folder / "elsewhere" / name
        shutil.copyfile(source, target)
        return target


def check(text: str) -> Callable[[Callable[[Place], str]], Callable[[Place], str]]:
    def register(function: Callable[[Place], str]) -> Callable[[Place], str]:
        CHECKS.append((text, function))
        return function

    return register


@check("self-test with an empty home")
def _self_test(place: Place) -> str:
    said = place.run("self-test").stdout
    if "compiled search" not in said:
        raise RuntimeError(f"OpenCV's search serves instead of ours:\n{said}")
    return _lines_of(said, "proposals", "detection")


@check("second run takes compiled code from the cache")
def _cached_kernels(place: Place) -> str:
    place.run("self-test")
    kernels = list((place.home / ".cache" / "frcnn-desktop" / "kernels").rglob("*.nbc"))
    said = place.run("self-test").stdout
    if sys.platform.startswith("linux") and not kernels:
        raise RuntimeError("no compiled code was stored in the user's cache")
    return f"{len(kernels)} files; {_lines_of(said, 'proposals')}"


@check("self-test where neither home nor cache can be written")
def _read_only(place: Place) -> str:
    # A file in the folder's place stops even root, which permissions do not.
    blocked = place.folder / "blocked"
    blocked.touch()
    return _lines_of(place.run("self-test", home=blocked / "home").stdout, "proposals")


@check("detect from another folder")
def _detect(place: Place) -> str:
    photo = place.photo("chelsea.jpg")
    place.run("detect", photo.name, "--out", "found")
    text = (photo.parent / "found" / "chelsea.xml").read_text("utf-8")
    if "<name>cat</name>" not in text:
        raise RuntimeError(f"no cat in\n{text}")
    return "a cat in the XML"


@check("train on what was detected, as the window starts it")
def _train(place: Place) -> str:
    for name in ("chelsea.jpg", "astronaut.jpg"):
        place.photo(name)
    folder = place.folder / "elsewhere"
    place.run("detect", str(folder), "--out", str(folder))
    recipe = ("--split", "all", "--init", "bundled", "--mode", "head", "--epochs", "1", "--events", "json")
    said = place.run("train", "--data", str(folder), *recipe, "--out", "new.safetensors").stdout
    events = [json.loads(line) for line in said.splitlines()]
    place.run("detect", "chelsea.jpg", "--model", "new.safetensors", "--out", "again")
    return f"{len(events)} events, and the new model detects"


@check("licences of all parts")
def _licences(place: Place) -> str:
    text = place.run("licences").stdout
    wanted = ("torch", "numpy", "PySide6_Essentials", "Python")
    missing = [name for name in wanted if not re.search(rf"^{name}[ :]", text, re.MULTILINE)]
    if missing:
        raise RuntimeError(f"no licence of {missing}")
    return f"{len(text) // 1024} KiB"


@check("window: detect, save, take a second start's file, quit")
def _window(place: Place) -> str:
    first, second = place.photo("chelsea.jpg"), place.photo("coffee.jpg")
    with screen() as display:
        environment = {**place.environment(), "DISPLAY": display}
        with WindowSession(place.program, environment, first, place.folder / "said.txt") as session:
            session.wait_for_title("chelsea.jpg")
            seen = time.monotonic() - session.started
            session.accept_and_save(first.with_suffix(".xml"))
            _shot(place, display, "window")
            strangers = session.strange_files()
            session.start_again(second)
            session.wait_for_title("coffee.jpg")
            session.quit()
    if strangers:
        raise RuntimeError(f"files from outside the application are in use: {strangers}")
    said = (place.folder / "said.txt").read_text("utf-8", "replace")
    if any(word in said for word in ("QThread", "Traceback", "rror:")):
        raise RuntimeError(f"it complained:\n{said}")
    if "<name>cat</name>" not in first.with_suffix(".xml").read_text("utf-8"):
        raise RuntimeError("the saved XML holds no cat")
    return f"title after {seen:.1f} s, saved a cat, exit 0, nothing from outside loaded"


def _shot(place: Place, display: str, name: str) -> None:
    if place.shots is None:
        return
    from PIL import ImageGrab

    ImageGrab.grab(xdisplay=display).save(place.shots / f"{name}.png")


def _lines_of(said: str, *names: str) -> str:
    return "; ".join(line for line in said.splitlines() if line.startswith(names))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("--skip-window", action="store_true", help="leave the window out (no Xvfb here)")
    parser.add_argument("--shots", type=Path, help="folder for pictures of the screen (needs Pillow)")
    arguments = parser.parse_args()
    for text, function in CHECKS:
        if arguments.skip_window and text.startswith("window"):
            continue
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="frcnn-check-") as folder:
            try:
                outcome = function(Place(arguments.program, Path(folder), arguments.shots))
            except (RuntimeError, OSError, subprocess.SubprocessError) as error:
                print(f"FAILED  {text}\n{error}")
                return 1
        print(f"ok      {text}: {outcome} ({time.monotonic() - started:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    sys.exit(main())
