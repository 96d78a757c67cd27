"""The entry point: `frcnn-desktop` and `python -m frcnn_desktop`."""

from __future__ import annotations

import multiprocessing
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line; without a command the window opens. Returns the exit status."""
    # First of all: a spawned child of a frozen application starts here too.
    multiprocessing.freeze_support()
    from frcnn_desktop.cli import run_command
    from frcnn_desktop.host.environment import give_library_paths_back

    give_library_paths_back()
    return run_command(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
