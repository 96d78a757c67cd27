"""Check that this installation works: resources, one detection, one XML round trip, a window."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from frcnn_desktop.cli.terminal import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--verbose", action="store_true", help="print the whole error of a check that fails")


def run(args: argparse.Namespace) -> int:
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("resources", _check_resources),
        ("proposals", _check_proposals),
        ("detection", _check_detection),
        ("VOC XML", _check_xml),
        ("window", _check_window),
    )
    failed = 0
    for name, check in checks:
        started = time.perf_counter()
        try:
            outcome = check()
        except Exception as error:  # every check is to be tried, whatever the others met
            failed += 1
            outcome = f"FAILED: {type(error).__name__}: {error}"
            if args.verbose:
                traceback.print_exc()
        _say(f"{name:<10} {outcome} ({time.perf_counter() - started:.1f} s)")
    _say("self-test passed" if not failed else f"self-test: {failed} of {len(checks)} checks failed")
    return 1 if failed else 0


def _check_resources() -> str:
    from frcnn_desktop.core.image_kinds import is_image_name
    from frcnn_desktop.host.resources import resource_path, resources_root

    samples = [path for path in resource_path("samples").iterdir() if is_image_name(path.name)]
    icons = list(resource_path("icons").glob("*.svg"))
    models = list(resource_path("models").glob("*.safetensors"))
    if not (samples and icons and models):
        raise RuntimeError(
            f"{len(samples)} samples, {len(icons)} icons, {len(models)} models in {resources_root()}"
        )
    return f"{len(samples)} samples, {len(icons)} icons, {len(models)} model(s) in {resources_root()}"


def _check_proposals() -> str:
    from frcnn_desktop.core.images import load_image
    from frcnn_desktop.host.resources import resource_path
    from frcnn_desktop.proposals import selective_search, warm_up
    from frcnn_desktop.proposals.kernels import kernels_failed

    warm_up()
    rgb = load_image(resource_path("samples", "chelsea.jpg")).rgb
    started = time.perf_counter()
    proposals = selective_search(rgb)
    if kernels_failed():
        raise RuntimeError("the search cannot be compiled here; OpenCV's slower one serves")
    return f"{len(proposals)} by the compiled search in {(time.perf_counter() - started) * 1000:.0f} ms"


def _check_detection() -> str:
    from frcnn_desktop.core.images import load_image
    from frcnn_desktop.host.resources import resource_path
    from frcnn_desktop.inference import Predictor

    predictor = Predictor.load()
    detections = predictor.detect(load_image(resource_path("samples", "chelsea.jpg")).rgb)
    if not len(detections) or detections.class_names[0] != "cat":
        raise RuntimeError(f"expected a cat, got {detections.class_names[:3]}")
    return f"{detections.class_names[0]} {detections.scores[0]:.0%} on {predictor.info.device}"


def _check_xml() -> str:
    from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
    from frcnn_desktop.voc import read_annotation, write_annotation

    written = ImageAnnotation(50, 40, (ObjectAnnotation("cat", (1.0, 2.0, 30.0, 40.0)),), filename="a.jpg")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "고양이.xml"
        write_annotation(written, path)
        data = path.read_bytes()
        annotation = read_annotation(path)
        write_annotation(annotation, path)
        if annotation.objects != written.objects or path.read_bytes() != data:
            raise RuntimeError("what was read is not what was written")
    return "written, read and written again unchanged"


def _check_window() -> str:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from frcnn_desktop.ui.app import window_opens

    return window_opens()


def _say(text: str) -> None:
    say(*text.splitlines())
