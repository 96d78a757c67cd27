"""Open the window."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from frcnn_desktop.cli.display import missing_for_window
from frcnn_desktop.cli.terminal import warn
from frcnn_desktop.host.crash_reports import CrashReports
from frcnn_desktop.ui.kit.quick_loading import load_quickly


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take paths to open, a model and a device, all optional."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="images or folders to open")
    parser.add_argument("--samples", action="store_true", help="open the sample images")
    parser.add_argument("--model", type=Path, help="checkpoint to load instead of the bundled one")
    parser.add_argument("--device", default=None, help="auto, cpu, cuda, mps or xpu (default: as last time)")
    parser.add_argument(
        "--new-window", action="store_true", help="do not hand the files to a window that is already open"
    )


def run(args: argparse.Namespace) -> int:
    """Open the window until it is closed. Returns 1 with a sentence where Qt's libraries are missing."""
    if (missing := missing_for_window()) is not None:
        warn(f"frcnn-desktop: {missing}")
        return 1
    # What goes wrong while Qt is loaded is reported, too.
    reports = CrashReports()
    reports.install()
    if sys.platform == "win32":
        # From 2.9 on torch's DLLs fail to load there once Qt's are in the process.
        import torch  # noqa: F401
    load_quickly()
    from frcnn_desktop.cli import gui_run

    return gui_run.run(args, reports)
