"""Our selective search against OpenCV's on the photos of a VOC split, and how its time grows with the image.

Reference: `switchToSelectiveSearchFast` of the installed OpenCV on the full-size photo, without any ranking.
Every photo is searched by all of them one after the other before the next photo comes, each with one thread;
ours includes shrinking and ranking. Ratios are of the sums over the photos: CPU time of the process, and wall
time. Two threads x: wall time with one thread over that with two, turn by turn on every tenth photo, the
median. Recall counts the objects that one of the first N boxes overlaps by at least the IoU; MABO is the mean
over classes of the mean best overlap. Objects marked difficult are left out, as VOC's own protocol does.
OpenCV's order is random: its figures at N below all are means over 5 shuffles of its boxes; a row of its own
shows them in the order in which they come, which is worse, since it prefers small ones. Identical: the
share of OpenCV's boxes that are found to the pixel. Growth: the slope of log CPU time over log pixels on
mosaics of whole photos, so that a larger image holds more, and on one photo enlarged.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from frcnn_desktop.bench.proposal_growth import Growth, measure_growth
from frcnn_desktop.bench.proposal_runs import COUNTS, OVERLAPS, Comparison, compare_searches
from frcnn_desktop.voc.devkit import open_voc

OURS = ("fast", "exact", "quality", "preview")
GROWING = ("fast", "exact")
TILES = ((1, 1), (2, 2), (3, 3), (4, 5), (6, 7))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a VOC split, how many of its photos, and the modes to compare."""
    parser.add_argument("--data", type=Path, required=True, help="VOC folder, e.g. VOCdevkit/VOC2007")
    parser.add_argument("--split", default="val", help="list in ImageSets/Main (default val)")
    parser.add_argument("--limit", type=int, default=200, help="photos, spread over the split (default 200)")
    parser.add_argument("--modes", nargs="+", choices=OURS, default=list(OURS), help="default: all")
    parser.add_argument(
        "--no-growth", action="store_true", help="leave out the mosaics of up to 8 megapixels"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")


def run(args: argparse.Namespace) -> int:
    """Print time and recall of all searches, and how their time grows unless that is left out."""
    dataset = open_voc(args.data)
    ids = dataset.image_ids(args.split)
    ids = ids[:: max(1, len(ids) // args.limit)][: args.limit]
    comparison = compare_searches(dataset, ids, args.modes)
    _print_comparison(comparison)
    growth = {} if args.no_growth else measure_growth(dataset, ids, GROWING, TILES)
    _print_growth(growth)
    if args.json:
        print(json.dumps(_as_json(comparison, growth)))
    return 0


def _print_comparison(comparison: Comparison) -> None:
    columns = [f"{count}: " + " ".join(f"{iou:.1f}" for iou in OVERLAPS) for count in COUNTS]
    heads = "".join(f"  {column:>17}  mabo" for column in columns)
    print(f"{comparison.photos} photos, {comparison.objects} objects; recall in % of the first N boxes")
    ratios = f"{'CPU x':>7}{'wall x':>7}{'two threads x':>14}"
    print(f"{'':<9}{'CPU ms':>8}{ratios}{'boxes':>7}{'same %':>7}{heads}")
    for name, figures in comparison.searches.items():
        line = f"{name:<9}{figures.cpu_ms:>8.1f}{figures.time_ratio:>7.1f}{figures.wall_ratio:>7.1f}"
        gain = comparison.two_threads.get(name)
        line += f"{'' if gain is None else f'{gain:.2f}':>14}"
        line += f"{figures.boxes:>7.0f}{100 * figures.identical_fraction:>7.1f}"
        for count in COUNTS:
            recalls = " ".join(f"{100 * figures.recall[count][iou]:.1f}" for iou in OVERLAPS)
            line += f"  {recalls:>17}  {figures.mabo[count]:.3f}"
        print(line)


def _print_growth(growth: Mapping[str, Growth]) -> None:
    for name, each in growth.items():
        points = ", ".join(
            f"{pixels / 1e6:.1f} MP {1000 * seconds:.0f} ms" for pixels, seconds in each.mosaics
        )
        slopes = f"exponent {each.exponent:.2f}, {each.enlarged_exponent:.2f} on an enlarged photo"
        print(f"{name} grows with {slopes}: {points}")


def _as_json(comparison: Comparison, growth: Mapping[str, Growth]) -> dict[str, object]:
    """`exponent` is that of the mode that searches the full size; the nested keys are N, then IoU.

    `threads2_ratio` is wall time with one thread over that with two.
    """
    threads = comparison.two_threads
    modes = {
        name: {
            "cpu_ms": round(each.cpu_ms, 2),
            "time_ratio": round(each.time_ratio, 3),
            "wall_ratio": round(each.wall_ratio, 3),
            "boxes": round(each.boxes, 1),
            "recall": {
                n: {iou: round(value, 5) for iou, value in row.items()} for n, row in each.recall.items()
            },
            "mabo": {n: round(value, 5) for n, value in each.mabo.items()},
            "identical_fraction": round(each.identical_fraction, 4),
            **({"threads2_ratio": round(threads[name], 3)} if name in threads else {}),
        }
        for name, each in comparison.searches.items()
    }
    exponents = {name: round(each.exponent, 3) for name, each in growth.items()}
    return {
        "photos": comparison.photos,
        "objects": comparison.objects,
        "modes": modes,
        "exponent": exponents.get("exact"),
        "exponents": exponents,
        "enlarged_exponents": {name: round(each.enlarged_exponent, 3) for name, each in growth.items()},
    }
