"""Average precision of a checkpoint on a VOC data set, by the devkit's rules."""

from __future__ import annotations

import argparse
from pathlib import Path

from frcnn_desktop.cli.numbers import count
from frcnn_desktop.cli.terminal import announce


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a data set, a model or kept detections, and how the figures are told."""
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder that holds Annotations, or images with XML"
    )
    parser.add_argument(
        "--split", help="a list in ImageSets/Main, or all (default: val; all of a folder that has no lists)"
    )
    parser.add_argument("--only", type=Path, help="a file of image ids; the others of the split are left out")
    parser.add_argument("--model", type=Path, help="a checkpoint (default: the bundled one)")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, mps, xpu (default: auto)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument(
        "--bootstrap",
        type=count,
        default=0,
        metavar="N",
        help="give 95%% intervals from N draws of the images, e.g. 1000 (default: none)",
    )
    parser.add_argument("--seed", type=count, default=0, help="what decides those draws (default: 0)")
    parser.add_argument(
        "--plots", type=Path, metavar="DIR", help="draw precision-recall curves and the worst mistakes there"
    )
    parser.add_argument(
        "--pictures", type=count, default=12, metavar="N", help="mistakes drawn of each kind (default: 12)"
    )
    parser.add_argument(
        "--work",
        type=Path,
        metavar="DIR",
        help="keep finished images there: an interrupted run goes on, processes of torchrun share the work",
    )
    parser.add_argument("--save-detections", type=Path, metavar="FILE", help="keep what was found, .npz")
    parser.add_argument(
        "--detections", type=Path, metavar="FILE", help="judge what was kept instead of running a model"
    )


def run(args: argparse.Namespace) -> int:
    """Evaluate and print. Loads torch only now, which is said on stderr."""
    # Loading torch and the model takes seconds: nobody is left to wonder.
    announce("loading")
    from frcnn_desktop.cli import evaluate_run

    return evaluate_run.run(args)
