"""The worst mistakes of each kind as pictures: the detection, the truth, and a caption."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.images import load_image
from frcnn_desktop.core.printable import printable
from frcnn_desktop.evaluation.error_kinds import ERROR_KINDS, MissReason, Mistake
from frcnn_desktop.evaluation.figures import TRUTH, WRONG, saved_figure
from frcnn_desktop.voc.portable_names import PortableNames

_SIDE = 720
_CAPTION = 70
_REASONS: dict[MissReason, str] = {
    "no proposal": "no proposal overlaps it by half",
    "low score": "found, but with too low a score",
    "loose box": "the best box is too loose, or another object's",
    "other class": "taken for something else",
    "not seen": "its proposals look like background",
}


def draw_mistakes(
    mistakes: Sequence[Mistake],
    images: Sequence[tuple[str, Path]],
    class_names: Sequence[str],
    folder: Path,
    *,
    limit: int,
) -> int:
    """Draw at most `limit` mistakes of each kind, one an image, into `folder`/KIND; return how many.

    `images` are the ids and files that `Mistake.image` counts. The worst come first: false detections by
    score, missed objects by size. An image that cannot be read is passed over. Raises DatasetError when the
    folder cannot be written.
    """
    drawn = 0
    for kind in ERROR_KINDS:
        names = PortableNames()
        worst = _worst([each for each in mistakes if each.kind == kind], limit)
        for number, mistake in enumerate(worst, start=1):
            image_id, path = images[mistake.image]
            name = names.take(f"{number:02d} {class_names[mistake.class_index - 1]} {image_id}")
            drawn += _draw(
                mistake, path, caption(mistake, image_id, class_names), folder / kind / f"{name}.png"
            )
    return drawn


def caption(mistake: Mistake, image_id: str, class_names: Sequence[str]) -> str:
    """Return one or two lines that say what is wrong. Fonts have no picture of bytes that are no text."""
    image_id = printable(image_id)
    name = class_names[mistake.class_index - 1]
    other = class_names[mistake.other_class - 1] if mistake.other_class else ""
    if mistake.kind == "missed":
        assert mistake.reason is not None
        best = f" ({other}, score {mistake.score:.2f}, IoU {mistake.iou:.2f})" if mistake.other_box else ""
        return f"{image_id}: {name} missed\n{_REASONS[mistake.reason]}{best}"
    said = f"{image_id}: {name}, score {mistake.score:.2f}"
    what = {
        "loose": f"found a second time, IoU {mistake.iou:.2f}"
        if mistake.twice
        else f"too loose, IoU {mistake.iou:.2f}",
        "similar": f"there is a {other}, which looks alike, IoU {mistake.iou:.2f}",
        "other": f"there is a {other}, IoU {mistake.iou:.2f}",
        "background": "nothing that is annotated is there",
    }
    return f"{said}\n{what[mistake.kind]}"


def _worst(mistakes: Sequence[Mistake], limit: int) -> list[Mistake]:
    def badness(mistake: Mistake) -> float:
        x1, y1, x2, y2 = mistake.box
        return (x2 - x1) * (y2 - y1) if mistake.kind == "missed" else mistake.score

    chosen: dict[int, Mistake] = {}
    for mistake in sorted(mistakes, key=badness, reverse=True):
        chosen.setdefault(mistake.image, mistake)
    return list(chosen.values())[:limit]


def _draw(mistake: Mistake, image: Path, text: str, target: Path) -> bool:
    try:
        rgb = load_image(image).rgb
    except ImageLoadError:
        return False
    height, width = rgb.shape[:2]
    scale = _SIDE / max(width, height)
    page = (max(width * scale, 400), height * scale + _CAPTION)
    with saved_figure(target, *page) as figure:
        axes = figure.add_axes((0, 0, 1, height * scale / page[1]))
        axes.imshow(rgb, interpolation="antialiased")
        axes.set_axis_off()
        missed = mistake.kind == "missed"
        _outline(axes, mistake.box, TRUTH if missed else WRONG)
        if mistake.other_box is not None:
            _outline(axes, mistake.other_box, WRONG if missed else TRUTH)
        figure.text(8 / page[0], 1 - 8 / page[1], text, va="top", fontsize=11, linespacing=1.4)
        key = {"color": TRUTH, "ha": "right", "va": "top", "fontsize": 9}
        figure.text(1 - 8 / page[0], 1 - 8 / page[1], "truth", **key)
        figure.text(1 - 8 / page[0], 1 - 26 / page[1], "detection", **{**key, "color": WRONG})
    return True


def _outline(axes: Axes, box: Box, colour: str) -> None:
    x1, y1, x2, y2 = box
    for width, edge in ((4.5, "white"), (2.5, colour)):
        # imshow puts the middle of the first pixel at 0; boxes count from its edge.
        axes.add_patch(
            Rectangle((x1 - 0.5, y1 - 0.5), x2 - x1, y2 - y1, fill=False, edgecolor=edge, linewidth=width)
        )
