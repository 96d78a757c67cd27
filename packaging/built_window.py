"""A built application's window on a screen of its own, used by keys as a person does."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

LIMIT_S = 900
_SYSTEM = ("/lib", "/usr/lib", "/usr/share", "/dev", "/etc", "/proc", "/sys", "/run", "/var/cache/fontconfig")
_HARMLESS = ("anon_inode:", "pipe:", "socket:", "/memfd:", "[", "/SYSV")


@contextmanager
def screen(size: str = "1366x768x24") -> Iterator[str]:
    """Start a virtual X screen and name it, e.g. ":99"."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class WindowSession:
    """The running program. Its methods raise RuntimeError when what they wait for does not happen."""

    def __init__(self, program: Path, environment: dict[str, str], photo: Path, said: Path) -> None:
        """Start the program with a photo; what it says goes to the file `said`."""
        self._program, self._environment = program, environment
        self._cwd = photo.parent
        self._said = said.open("wb")
        self.started = time.monotonic()
        self._process = self._start(photo)

    def __enter__(self) -> WindowSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._said.close()

    def wait_for_title(self, text: str) -> None:
        """Wait until the window's title holds `text`."""
        self._wait(lambda: self._find(text) != "", f"a window named {text}")

    def accept_and_save(self, target: Path) -> None:
        """Accept detections and save, as soon as there are any."""

        def try_it() -> bool:
            self._keys("ctrl+shift+a", "ctrl+s")
            return target.exists() and "<object>" in target.read_text("utf-8")

        self._wait(try_it, f"objects in {target.name}", pause=2.0)

    def start_again(self, photo: Path) -> None:
        """Start the program a second time: it hands its file over and ends."""
        second = self._start(photo)
        if second.wait(LIMIT_S) != 0:
            raise RuntimeError(f"the second start ended with {second.returncode}")
        if self._process.poll() is not None:
            raise RuntimeError("the first window is gone")

    def quit(self) -> None:
        """Quit by key. Raises when the exit status is not 0."""
        self._keys("ctrl+q")
        try:
            status = self._process.wait(120)
        except subprocess.TimeoutExpired:
            raise RuntimeError("it does not quit") from None
        if status != 0:
            raise RuntimeError(f"it ended with {status}")

    def strange_files(self) -> list[str]:
        """Return the files it has open or mapped that belong neither to it, the system nor the run."""
        process = Path("/proc") / str(self._process.pid)
        used = {line.split(maxsplit=5)[5] for line in _mapped(process)}
        used |= {os.readlink(entry) for entry in (process / "fd").iterdir() if entry.is_symlink()}
        known = (*_SYSTEM, str(self._program.parent), self._environment["HOME"], self._environment["TMPDIR"])
        run = (str(self._cwd), self._said.name)
        return sorted(path for path in used if not path.startswith((*known, *run, *_HARMLESS)))

    def _start(self, photo: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [str(self._program), str(photo)],
            env=self._environment,
            cwd=self._cwd,
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
        )

    def _find(self, title: str) -> str:
        return self._xdotool("search", "--onlyvisible", "--name", title).strip()

    def _keys(self, *keys: str) -> None:
        window = self._find("frcnn-desktop").splitlines()
        if window:
            self._xdotool("windowfocus", "--sync", window[0])
            self._xdotool("key", "--clearmodifiers", *keys)

    def _xdotool(self, *arguments: str) -> str:
        environment = {**os.environ, "DISPLAY": self._environment["DISPLAY"]}
        done = subprocess.run(
            ["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False, timeout=30
        )
        return done.stdout

    def _wait(self, happened: Callable[[], bool], what: str, pause: float = 0.2) -> None:
        end = time.monotonic() + LIMIT_S
        while not happened():
            if self._process.poll() is not None:
                raise RuntimeError(f"it ended with {self._process.returncode} before there was {what}")
            if time.monotonic() > end:
                raise RuntimeError(f"after {LIMIT_S} s there is still not {what}")
            time.sleep(pause)


def _mapped(process: Path) -> list[str]:
    lines = (process / "maps").read_text("utf-8", "replace").splitlines()
    return [line for line in lines if len(line.split(maxsplit=5)) == 6]
