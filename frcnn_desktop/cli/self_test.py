"""Check that this installation works: resources, one detection, one XML round trip, a window."""

from __future__ import annotations

import argparse
import time
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

from frcnn_desktop.cli.terminal import say

CHECKS: Mapping[str, str] = {
    "resources": "frcnn_desktop.cli.checks.resources",
    "proposals": "frcnn_desktop.cli.checks.proposals",
    "detection": "frcnn_desktop.cli.checks.detection",
    "VOC XML": "frcnn_desktop.cli.checks.voc_xml",
    "window": "frcnn_desktop.cli.checks.window",
}


_DEVICE_CHECK = "frcnn_desktop.bench.gpu_check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take an accelerator to compare, and how much is told of a failure."""
    parser.add_argument(
        "--device", help="compare this accelerator with the CPU, too: auto, cuda, mps, xpu (cpu: with itself)"
    )
    parser.add_argument("--verbose", action="store_true", help="print the whole error of a check that fails")


def run(args: argparse.Namespace) -> int:
    """Run every check, whatever the others met. Returns 1 where one failed."""
    failed = 0
    checks: dict[str, Callable[[], str]] = {name: partial(_check, module) for name, module in CHECKS.items()}
    if args.device:
        checks["device"] = partial(_check, _DEVICE_CHECK, args.device)
    for name, check in checks.items():
        started = time.perf_counter()
        try:
            outcome = check()
        except Exception as error:  # every check is to be tried, whatever the others met
            failed += 1
            outcome = f"FAILED: {type(error).__name__}: {error}"
            if args.verbose:
                traceback.print_exc()
        _say(f"{name:<10} {outcome} ({time.perf_counter() - started:.1f} s)")
    _say("self-test passed" if not failed else f"self-test: {failed} of {len(checks)} checks failed")
    return 1 if failed else 0


def _check(module: str, *arguments: str) -> str:
    return import_module(module).check(*arguments)


def _say(text: str) -> None:
    say(*text.splitlines())
