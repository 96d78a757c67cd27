"""The running half of `gui`: importing it loads Qt."""

from __future__ import annotations

import argparse

from frcnn_desktop.host.crash_reports import CrashReports
from frcnn_desktop.host.leaving import leave_process
from frcnn_desktop.host.samples import sample_folder
from frcnn_desktop.ui.launch import launch
from frcnn_desktop.workers.base.lifecycle import abandoned_threads


def run(args: argparse.Namespace, reports: CrashReports) -> int:
    """Open the window and wait until it is closed. Does not return where a thread is still busy then."""
    paths = [*args.paths, *([sample_folder()] if args.samples else [])]
    status = launch(paths, reports, model=args.model, device=args.device, new_window=args.new_window)
    reports.close()
    return leave_process(status, abandoned_threads())
