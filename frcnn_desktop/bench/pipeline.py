"""How busy an accelerator is kept by proposals that N cores make ahead: a simulation that needs neither.

A core that searches and an accelerator that detects both sleep for as long as they would work; the threads,
their order and their bounds are those of the program (`inference.ahead`). 24 ms is what the search for
proposals takes a core on a photo of VOC.
"""

from __future__ import annotations

import argparse
import json
import time

from frcnn_desktop.core.made_ahead import made_ahead


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take how long a search and a detection take, and the numbers of cores."""
    parser.add_argument("--search-ms", type=float, default=24.0, help="of a core for a photo (default 24)")
    parser.add_argument("--device-ms", type=float, default=5.0, help="of the device for a photo (default 5)")
    parser.add_argument("--images", type=int, default=200, help="photos for each number of cores")
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2, 3, 4, 5, 6, 8], help="to simulate")
    parser.add_argument("--json", action="store_true", help="print the shares as JSON on the last line")


def run(args: argparse.Namespace) -> int:
    """Print the share of the time that the device is busy, for each number of cores."""
    shares = {n: busy_share(n, args.search_ms, args.device_ms, args.images) for n in args.cores}
    print(f"a device of {args.device_ms:g} ms a photo, a search of {args.search_ms:g} ms a core")
    for count, share in shares.items():
        print(f"{count:>3} core{'s' if count > 1 else ' '}  busy {100 * share:>5.1f} %")
    enough = next((count for count, share in shares.items() if share >= 0.9), None)
    print("never 90 % busy" if enough is None else f"90 % busy from {enough} cores on")
    if args.json:
        print(json.dumps({"busy": shares, "enough": enough}))
    return 0


def busy_share(workers: int, search_ms: float, device_ms: float, images: int) -> float:
    """Return the share of the time that the device works, from its first photo to its last."""
    busy = 0.0
    first = last = 0.0
    for number, ready in made_ahead(lambda _number: time.sleep(search_ms / 1000), range(images), workers):
        ready()
        started = time.perf_counter()
        time.sleep(device_ms / 1000)
        last = time.perf_counter()
        first = first if number else started
        busy += last - started
    return busy / (last - first)
