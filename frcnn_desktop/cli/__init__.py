"""The command line. Each command is a module with `add_arguments(parser)` and `run(args) -> int`.

A command's module is imported only when it is called, so that the window does not wait for torch and
`detect` does not load Qt.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from frcnn_desktop import __version__
from frcnn_desktop.cli.supervision import listen_if_supervised
from frcnn_desktop.cli.terminal import say, warn
from frcnn_desktop.core.errors import Cancelled, FrcnnError, os_error_message
from frcnn_desktop.host.logs import VARIABLE, start_log

COMMANDS: Mapping[str, tuple[str, str]] = {
    "gui": ("frcnn_desktop.cli.gui", "open the window (also what happens without a command)"),
    "detect": ("frcnn_desktop.cli.detect", "detect objects in images and write VOC XML"),
    "proposals": ("frcnn_desktop.cli.proposals", "search images ahead of detection, on any machine"),
    "train": ("frcnn_desktop.cli.train", "train on a VOC data set"),
    "evaluate": ("frcnn_desktop.cli.evaluate", "average precision of a model on a VOC data set"),
    "compress": ("frcnn_desktop.cli.compress", "write a copy of a model with thinner hidden layers"),
    "download": ("frcnn_desktop.cli.download", "fetch a detector that torchvision publishes"),
    "export": ("frcnn_desktop.cli.export", "write a VOC data set that every reader takes"),
    "convert": ("frcnn_desktop.cli.convert", "turn a data set into another annotation format"),
    "classes": ("frcnn_desktop.cli.classes", "list, rename, merge or delete classes in a whole data set"),
    "compare": ("frcnn_desktop.cli.compare", "compare the annotations of two people, and merge them"),
    "bench": ("frcnn_desktop.cli.bench", "measure the figures that the README quotes"),
    "licences": ("frcnn_desktop.cli.licences", "the licences of everything this installation is made of"),
    "self-test": ("frcnn_desktop.cli.self_test", "check that this installation works"),
}


def run_command(argv: list[str]) -> int:
    """Run one command line and return its exit status: 0 done, 1 a sentence on stderr says why not."""
    if argv and argv[0] in ("-h", "--help", "help"):
        say(*_overview())
        return 0
    if argv and argv[0] == "--version":
        say(f"frcnn-desktop {__version__}")
        return 0
    try:
        argv = _start_log(argv)
    except FrcnnError as error:
        warn(f"frcnn-desktop: {error}")
        return 2
    listen_if_supervised(argv)
    name, rest = (argv[0], argv[1:]) if argv and argv[0] in COMMANDS else ("gui", argv)
    return run_module(COMMANDS[name][0], f"frcnn-desktop {name}", rest)


def _start_log(argv: list[str]) -> list[str]:
    """Begin the log that `--log` or the environment asks for. Returns the other arguments."""
    wanted = os.environ.get(VARIABLE, "")
    if argv and argv[0].startswith("--log="):
        wanted, argv = argv[0].removeprefix("--log="), argv[1:]
    elif argv and argv[0] == "--log":
        wanted, argv = "".join(argv[1:2]), argv[2:]
    if wanted:
        start_log(wanted)
    return argv


def run_module(module_name: str, prog: str, argv: list[str]) -> int:
    """Parse `argv` with a command's own arguments and run it."""
    module = import_module(module_name)
    parser = _Parser(prog=prog, description=module.__doc__)
    module.add_arguments(parser)
    try:
        return module.run(parser.parse_args(argv))
    except FrcnnError as error:
        warn(f"{prog}: {error}")
        return 1
    except OSError as error:
        # A full disk or a folder without permission is the machine's matter, wherever it is met.
        warn(f"{prog}: {os_error_message(error)}")
        return 1
    except (KeyboardInterrupt, Cancelled):
        warn(f"{prog}: stopped")
        return 130


class _Parser(argparse.ArgumentParser):
    """Names in a complaint about the command line come of a folder's listing, too."""

    def _print_message(self, message: str, file: Any = None) -> None:
        say(*message.splitlines(), to=file)


def _overview() -> list[str]:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {text}" for name, (_, text) in COMMANDS.items()]
    return [
        "usage: frcnn-desktop [COMMAND] [ARGUMENTS]",
        "       frcnn-desktop [IMAGE or FOLDER ...]",
        "       frcnn-desktop --log LEVEL[:AREA] ...   (debug, info, warning, error; e.g. debug:workers)",
        "",
        *lines,
        "",
        "frcnn-desktop COMMAND --help tells more.",
    ]
