"""Put what `evaluate --json` printed into the model card, so that no figure in it is copied by hand."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.evaluation.card import fill_card


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the card and a report for each block of it."""
    parser.add_argument("--card", type=Path, default=Path("docs/MODEL_CARD.md"), help="the card to change")
    parser.add_argument(
        "reports", nargs="+", metavar="NAME=FILE", help="a block of the card and a report for it, as JSON"
    )


def run(args: argparse.Namespace) -> int:
    """Fill all blocks or none. Raises DatasetError where a report or a block is not there."""
    try:
        card = args.card.read_text(encoding="utf-8")
        for each in args.reports:
            name, _, file = each.partition("=")
            card = fill_card(card, name, json.loads(Path(file).read_text(encoding="utf-8")))
        args.card.write_text(card, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise DatasetError(Message("bench.card_not_filled", reason=reason_of(error))) from error
    print(f"{args.card}: {len(args.reports)} blocks filled")
    return 0
