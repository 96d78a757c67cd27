"""Open the window."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from frcnn_desktop.cli.display import missing_for_window
from frcnn_desktop.cli.terminal import warn
from frcnn_desktop.host.crash_reports import CrashReports
from frcnn_desktop.host.leaving import leave_process


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="images or folders to open")
    parser.add_argument("--samples", action="store_true", help="open the sample images")
    parser.add_argument("--model", type=Path, help="checkpoint to load instead of the bundled one")
    parser.add_argument("--device", default=None, help="auto, cpu, cuda, mps or xpu (default: as last time)")
    parser.add_argument(
        "--new-window", action="store_true", help="do not hand the files to a window that is already open"
    )


def run(args: argparse.Namespace) -> int:
    if (missing := missing_for_window()) is not None:
        warn(f"frcnn-desktop: {missing}")
        return 1
    reports = CrashReports()
    reports.install()
    status = _open_window(args, reports)
    reports.close()
    from frcnn_desktop.workers.base.lifecycle import abandoned_threads

    return leave_process(status, abandoned_threads())


def _open_window(args: argparse.Namespace, reports: CrashReports) -> int:
    if sys.platform == "win32":
        # From 2.9 on torch's DLLs fail to load there once Qt's are in the process.
        import torch  # noqa: F401
    from frcnn_desktop.host.samples import sample_folder
    from frcnn_desktop.ui.launch import launch

    paths = [*args.paths, *([sample_folder()] if args.samples else [])]
    return launch(paths, reports, model=args.model, device=args.device, new_window=args.new_window)
