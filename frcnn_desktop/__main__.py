"""The entry point: `frcnn-desktop` and `python -m frcnn_desktop`."""

from __future__ import annotations

import multiprocessing
import sys
from typing import NoReturn

from frcnn_desktop.cli import run_command
from frcnn_desktop.host.environment import give_library_paths_back
from frcnn_desktop.host.leaving import at_work, leave_process


def main(argv: list[str] | None = None) -> int:
    """Run the command line; without a command the window opens. Returns the exit status."""
    # First of all: a spawned child of a frozen application starts here too.
    multiprocessing.freeze_support()
    give_library_paths_back()
    return run_command(sys.argv[1:] if argv is None else argv)


def program() -> NoReturn:
    """Run the command line of this process and end it, even beside a compilation that is under way."""
    status = main()
    sys.exit(leave_process(status, at_work()))


if __name__ == "__main__":
    program()
