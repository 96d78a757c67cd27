"""A whole detection against the plain way, and Fast R-CNN's way against R-CNN's.

Plain: the same weights without fused batch norm, torchvision's `roi_pool` or `roi_align` on every proposal,
one stage after the other, proposals by OpenCV's fast selective search. Ours: what the program runs, caches
switched off. R-CNN: every region cropped, resized to 224 and passed through the same backbone (batch norm
fused, channels_last) in the batch size that is quickest here; measured on a sample of regions and scaled to
2,000. All of it interleaved, image by image, with the same number of threads; wall time.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take photos, how many of them for each comparison, and a model."""
    parser.add_argument("--images", type=Path, help="folder of photos (default: the samples)")
    parser.add_argument("--limit", type=int, default=20, help="photos for the whole detection (default 20)")
    parser.add_argument("--rcnn-limit", type=int, default=3, help="photos for R-CNN's way (default 3)")
    parser.add_argument("--model", type=Path, help="checkpoint (default: the bundled model)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")


def run(args: argparse.Namespace) -> int:
    """Print milliseconds and ratios, medians over the photos."""
    from frcnn_desktop.bench.detect_session import measure

    figures = measure(args.images, args.limit, args.rcnn_limit, args.model)
    for name, value in figures.items():
        print(f"{name:<22} {value:>10.2f}")
    if args.json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    return 0
