"""What a person with a graphics card can report: frcnn-desktop bench gpu

The bundled model runs on the sample photos, on the CPU and on the accelerator: do the answers agree, how long
does each stage take, what passes between the two, how much memory does it need; then a few steps of training
and a refit, on both. Takes some minutes and changes nothing. `--device cpu` compares the CPU with itself:
that shows that the bench runs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from frcnn_desktop.core.errors import DeviceError
from frcnn_desktop.core.image_kinds import is_image_name
from frcnn_desktop.core.images import load_image
from frcnn_desktop.core.messages import Message
from frcnn_desktop.host.resources import resource_path

if TYPE_CHECKING:
    import torch

    from frcnn_desktop.bench.gpu_session import Agreement, GpuReport, Photo

_STAGES = {
    "backbone": "image to features",
    "roi_head": "all proposals",
    "one_box": "one box",
    "nms": "NMS (always on the CPU)",
    "detection": "a detection in all",
    "training_step": "a step of training",
    "refit": "a refit of the head",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take an accelerator, photos and a model."""
    parser.add_argument("--device", default="auto", help="auto, cuda, cuda:1, mps, xpu (default: auto)")
    parser.add_argument("--images", type=Path, help="folder of photos (default: the samples)")
    parser.add_argument("--limit", type=int, default=6, help="photos to measure (default 6)")
    parser.add_argument("--model", type=Path, help="checkpoint (default: the bundled model)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")


def run(args: argparse.Namespace) -> int:
    """Print the report. Returns 1 where the accelerator does not agree with the CPU."""
    from frcnn_desktop.bench.gpu_session import measure
    from frcnn_desktop.detector.published_models import load_model
    from frcnn_desktop.host.resources import BUNDLED_MODEL
    from frcnn_desktop.inference.device import describe_device

    device = chosen_accelerator(args.device)
    model, _ = load_model(args.model or resource_path(*BUNDLED_MODEL))
    report = measure(model, device, str(describe_device(device)), read_photos(args.images, args.limit))
    print_report(report)
    if args.json:
        print(json.dumps(report.to_dict() | {"machine": _machine()}))
    return 0 if report.passed else 1


def chosen_accelerator(name: str) -> torch.device:
    """Return the device that was asked for. Raises DeviceError where it is missing, or "auto" finds none."""
    from frcnn_desktop.inference.device import choose_device

    device = choose_device(name)
    if name == "auto" and device.type == "cpu":
        raise DeviceError(Message("device.no_accelerator"))
    return device


def read_photos(folder: Path | None, limit: int) -> list[Photo]:
    """Read photos, the samples without a folder, and search for their proposals, 2,000 at most."""
    from frcnn_desktop.bench.kernels import wait_for_kernels
    from frcnn_desktop.proposals import selective_search

    wait_for_kernels()
    paths = sorted((folder or resource_path("samples")).iterdir())
    images = [load_image(path).rgb for path in paths if is_image_name(path.name)][:limit]
    return [(rgb, selective_search(rgb).top(2000).boxes) for rgb in images]


def _machine() -> dict[str, object]:
    import torch

    return {
        "torch": torch.__version__,
        "cuda": torch.version.cuda,
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }


def print_report(report: GpuReport) -> None:
    """Print a report for people."""
    print(f"{report.device} against the CPU, {report.photos} photos")
    print(", ".join(f"{name} {value}" for name, value in _machine().items()))
    _print_agreement("single precision", report.single)
    _print_agreement("half precision, as the program runs", report.half)
    print(f"training: losses differ by {100 * report.training_losses:.2g} % at most")
    print("agrees with the CPU" if report.passed else "DOES NOT AGREE with the CPU")
    print(f"{'milliseconds, medians':<26}{'CPU':>9}{'device':>9}{'times':>8}")
    for stage, title in _STAGES.items():
        cpu, device = report.cpu_ms[stage], report.device_ms[stage]
        print(f"{title:<26}{cpu:>9.2f}{device:>9.2f}{cpu / device:>8.1f}")
    up, down, waits = (report.transfers.get(way, 0) for way in ("up", "down", "waits"))
    sizes = [report.transferred.get(way, 0) / 1024 for way in ("up", "down")]
    copies = f"{up} there ({sizes[0]:.0f} KiB), {down} back ({sizes[1]:.0f} KiB)"
    print(f"copies for each detection: {copies}; {waits} other waits")
    print(
        f"most memory in use: {_mebibytes(report.memory)}; in training {_mebibytes(report.training_memory)}"
    )


def _mebibytes(size: int | None) -> str:
    return "not told" if size is None else f"{size / 2**20:.0f} MiB"


def _print_agreement(title: str, found: Agreement) -> None:
    again = f"{found.found_again} of {found.detections} detections found again"
    print(f"{title}: scores differ by {found.score:.1e} at most, boxes by {found.box:.2f} pixels, {again}")
