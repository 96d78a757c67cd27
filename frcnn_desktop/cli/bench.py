"""Measure the figures that the README quotes: frcnn-desktop bench NAME [ARGUMENTS]"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from frcnn_desktop.cli import run_module

BENCHES: Mapping[str, tuple[str, str]] = {
    "voc": ("frcnn_desktop.bench.voc_roundtrip", "bytes that saving changes in VOC XML files"),
    "proposals": ("frcnn_desktop.bench.proposals", "our selective search against OpenCV's: time and recall"),
    "stages": ("frcnn_desktop.bench.stages", "time of each stage of a detection"),
    "detect": ("frcnn_desktop.bench.detect", "a detection against the plain way and against R-CNN's"),
    "gpu": ("frcnn_desktop.bench.gpu", "a graphics card against the CPU: what to report from yours"),
    "pipeline": ("frcnn_desktop.bench.pipeline", "how busy proposals of N cores keep a graphics card"),
    "effort": ("frcnn_desktop.bench.effort", "labelling with suggestions that learn, against by hand"),
    "memory": ("frcnn_desktop.bench.memory", "memory in use after a walk through many images"),
    "live": ("frcnn_desktop.bench.live", "how the window answers while boxes are dragged"),
    "inside": (
        "frcnn_desktop.bench.inside",
        "how See inside answers to a drag and to keys",
    ),
    "training": ("frcnn_desktop.bench.training", "a few labelled photos to a new model in use"),
    "model-card": ("frcnn_desktop.bench.model_card", "put figures of evaluate into the model card"),
    "ui": ("frcnn_desktop.bench.ui", "speed and memory of the window, against the goals"),
    "search": ("frcnn_desktop.bench.search", "typing a query with 10,000 images in the list"),
    "start": ("frcnn_desktop.bench.start", "start of the window, first detection, stalls of the GUI thread"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the name of a bench; what follows it is left to that bench."""
    parser.add_argument(
        "name", choices=sorted(BENCHES), help="; ".join(f"{n}: {t}" for n, (_, t) in BENCHES.items())
    )
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="arguments of that bench (try --help)")


def run(args: argparse.Namespace) -> int:
    """Run a bench as a command of its own and return its exit status."""
    return run_module(BENCHES[args.name][0], f"frcnn-desktop bench {args.name}", args.arguments)
