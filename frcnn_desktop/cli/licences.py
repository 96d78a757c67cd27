"""Write the licences of everything this installation is made of, to a file or to the standard output."""

from __future__ import annotations

import argparse
from pathlib import Path

from frcnn_desktop.cli.terminal import say
from frcnn_desktop.core.errors import FrcnnError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.host.licences import licences_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a file to write; without it the text is printed."""
    parser.add_argument("--out", type=Path, metavar="FILE", help="file to write (default: print them)")


def run(args: argparse.Namespace) -> int:
    """Write or print the licences. Raises FrcnnError where the file cannot be written."""
    text = licences_text()
    if args.out is None:
        say(*text.splitlines())
        return 0
    try:
        args.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise FrcnnError(Message("file.not_written", name=args.out, reason=reason_of(error))) from error
    return 0
