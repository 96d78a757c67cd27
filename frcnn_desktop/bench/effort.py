"""What labelling costs with the program's suggestions, against labelling by hand.

A robot labels a set whose boxes are known, in several fixed random orders, with the learning session that the
window has behind it: it takes what is right (right class, IoU >= .7), puts right what is nearly so, deletes
what is wrong and draws what is missing. Seconds: draw 7.0, class 1.0, verify 1.8 for each box shown, delete
.9, adjust 3.5 for each edge or corner dragged, until IoU >= .8; verify-and-next 1.0, which accepts what is
shown. By hand: draw and, with several classes, class, and verify-and-next. A refit takes its measured wall
time; images that open before it is finished do without. The hand draws exactly what the data set says.
Arms: ours (refit on each save), frozen (the model as loaded, classes it knows), once50 (one refit of 300
steps after 50 images), oneclass (ours, one walk through the set for each class).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from frcnn_desktop.bench.effort_data import StreamImage, read_stream
from frcnn_desktop.bench.effort_figures import arm_figures
from frcnn_desktop.bench.effort_stream import ARMS, StreamResult, label_stream, one_class_at_a_time
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.published_models import load_model
from frcnn_desktop.inference import Predictor
from frcnn_desktop.learning.settings import LearningSettings
from frcnn_desktop.proposals import warm_up


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a data set, the arms to compare, and the random orders to label it in."""
    parser.add_argument("--data", type=Path, required=True, help="a data set with VOC XML")
    parser.add_argument("--split", default="all", help="a list in ImageSets/Main, or all (default: all)")
    parser.add_argument("--orders", type=int, default=5, help="random orders (default: 5)")
    parser.add_argument("--arm", choices=ARMS, action="append", help="default: ours; may be given again")
    parser.add_argument("--model", type=Path, help="a checkpoint (default: the bundled one)")
    parser.add_argument("--images", type=int, default=200, help="images of an order (default: the first 200)")
    parser.add_argument("--first-order", type=int, default=0, help="seed of the first order (default: 0)")
    parser.add_argument("--verbose", action="store_true", help="say on the way what the seconds go to")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")


def run(args: argparse.Namespace) -> int:
    """Label every order by every arm and print what it costs an image."""
    predictor = Predictor.load(args.model)
    warm_up()
    seeds = range(args.first_order, args.first_order + args.orders)
    stream = read_stream(args.data, args.split, predictor, seeds, args.images)
    for reason in stream.skipped:
        print(f"left out: {reason}", file=sys.stderr)
    base, _meta = load_model(Path(predictor.info.path))
    figures = {}
    for arm in args.arm or ["ours"]:
        orders = [_label(arm, images, stream.class_names, base, args.verbose) for images in stream.orders]
        figures[arm] = arm_figures(orders, stream.class_names)
        for name, value in figures[arm].items():
            print(f"{arm:<9}{name:<28}{value}")
    if args.json:
        print(json.dumps(figures))
    return 0


def _label(
    arm: str, images: Sequence[StreamImage], class_names: tuple[str, ...], base: FastRcnn, verbose: bool
) -> StreamResult:
    settings = LearningSettings()
    if arm == "oneclass":
        return one_class_at_a_time(images, class_names, base, settings, verbose)
    return label_stream(images, class_names, base, arm, settings, verbose)
