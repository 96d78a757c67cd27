"""How the window answers: the real one, offscreen, driven by mouse and keys, while neighbours are prefetched.

score_one_box: time in the scoring worker for one box of the open image. meter: from a mouse move to the
repainted meter that shows that box or a later one. slider: from a key on the score slider to the repainted
canvas. next_image: from the key D to the repainted canvas with the next image and its detections on it, the
image having been prefetched. overtake: from asking for a detection, while others are being prefetched, to its
beginning. gui_stall: the longest gap between ticks of a 2 ms timer while a box is dragged.
The ratios come from `bench detect`, run afterwards in the same process.

`--learning` does this on photos made for it, a hundred of them labelled, while the program learns: what is
saved is refitted while the box is dragged and the next image opened, in turn with the same at rest.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from frcnn_desktop.bench.own_folders import own_folders


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a folder of photos, how long to drag, and whether to compare detections too."""
    photos = parser.add_mutually_exclusive_group(required=True)
    photos.add_argument("--images", type=Path, help="folder of photos, better 200 than 50")
    photos.add_argument("--learning", action="store_true", help="while refits run, on photos made for it")
    parser.add_argument("--seconds", type=float, default=60, help="how long to drag (default 60)")
    parser.add_argument("--no-ratios", action="store_true", help="leave out the slow comparisons")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")


def run(args: argparse.Namespace) -> int:
    """Drive an offscreen window with user folders of its own and print its answer times."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with own_folders():
        figures = _measured(args)
    if args.images is not None and not args.no_ratios:
        from frcnn_desktop.bench.detect_session import measure

        figures |= measure(args.images, 20, 3)
    for name, value in figures.items():
        print(f"{name:<28} {value:>10.2f}")
    if args.json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    return 0


def _measured(args: argparse.Namespace) -> dict[str, float]:
    if args.learning:
        from frcnn_desktop.bench.live_learning import measure_live_learning

        return measure_live_learning(args.seconds)
    from frcnn_desktop.bench.live_session import measure_live

    return measure_live(args.images, args.seconds)
