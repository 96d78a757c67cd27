"""The numbers of the RoI that is followed through the stages."""

from __future__ import annotations

from math import log

from PySide6.QtCore import QObject

from frcnn_desktop.ui.inside.walk.paint_map import roi_region
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.kit.numbers import grouped, milliseconds, signed

_SEPARATOR = "  ·  "


class RoiWords(QObject):
    """Finds the words; keeps nothing."""

    def channel(self, walk: Walk) -> str:
        """Return what is drawn of the map."""
        assert walk.features is not None
        shown = walk.shown_channel
        if shown is None:
            return self.tr("mean of {count} channels").format(count=len(walk.features.values))
        return self.tr("channel {index} of {count}").format(index=shown, count=len(walk.features.values))

    def features(self, walk: Walk) -> str:
        assert walk.features is not None
        assert walk.run is not None
        grid = walk.features.grid
        parts = [
            self.channel(walk),
            self.tr("{columns} × {rows} cells").format(columns=grid.columns, rows=grid.rows),
            self.tr("feature stride {stride}: a cell is {width} × {height} image pixels").format(
                stride=grid.stride, width=f"{1 / grid.scale_x:.1f}", height=f"{1 / grid.scale_y:.1f}"
            ),
        ]
        if "backbone" in walk.run.seconds:
            time = milliseconds(walk.run.seconds["backbone"])
            parts.append(self.tr("backbone {time}").format(time=time))
        return _SEPARATOR.join(parts)

    def projection(self, walk: Walk) -> str:
        assert walk.features is not None
        assert walk.followed_box is not None
        grid = walk.features.grid
        x1, y1, x2, y2 = walk.followed_box
        a, c = (x * grid.scale_x + grid.shift for x in (x1, x2))
        b, d = (y * grid.scale_y + grid.shift for y in (y1, y2))
        left, top, right, bottom = roi_region(walk)
        return _SEPARATOR.join(
            (
                self.tr("proposal {rank}: ({x1}, {y1}) to ({x2}, {y2}) px").format(
                    rank=(walk.followed or 0) + 1,
                    x1=f"{x1:.0f}", y1=f"{y1:.0f}", x2=f"{x2:.0f}", y2=f"{y2:.0f}",
                ),
                self.tr("exactly ({x1}, {y1}) to ({x2}, {y2}) cells, dashed").format(
                    x1=f"{a:.2f}", y1=f"{b:.2f}", x2=f"{c:.2f}", y2=f"{d:.2f}"
                ),
                self.tr("columns {left} to {right}, rows {top} to {bottom}").format(
                    left=left, right=right, top=top, bottom=bottom
                ),
            )
        )  # fmt: skip

    def pooling(self, walk: Walk) -> str:
        assert walk.pooled is not None
        assert walk.features is not None
        grid = walk.features.grid
        x1, y1, x2, y2 = roi_region(walk)
        width, height, bins = x2 - x1 + 1, y2 - y1 + 1, grid.output_size
        stride = f"{width / bins:.2f} × {height / bins:.2f}"
        if walk.pooled.winners is None:
            rule = self.tr("roi_align interpolates between cells, at the dots")
        else:
            rule = self.tr("dots are the winning cells")
        return _SEPARATOR.join(
            (
                self.tr("{width} × {height} cells into {bins} × {bins} bins, stride {stride}").format(
                    width=width, height=height, bins=bins, stride=stride
                ),
                rule,
                self.channel(walk),
                self.tr("{count} numbers for the head").format(count=grouped(walk.pooled.values.size)),
            )
        )

    def regression(self, walk: Walk) -> str:
        """Return the best class of the followed RoI, with the deltas from it to the box regressed for it."""
        if walk.run is None or walk.followed is None or walk.followed_box is None:
            return ""
        scored = walk.run.scored
        scores = scored.scores[walk.followed]
        index = int(scores[1:].argmax()) + 1
        dx, dy, dw, dh = _deltas(walk.followed_box, scored.class_boxes[walk.followed, index].tolist())
        return self.tr("proposal {rank}: {name} {score}, deltas ({dx}, {dy}, {dw}, {dh})").format(
            rank=walk.followed + 1,
            name=scored.class_names[index - 1],
            score=f"{float(scores[index]):.2f}",
            dx=signed(dx), dy=signed(dy), dw=signed(dw), dh=signed(dh),
        )  # fmt: skip


def _deltas(raw: tuple[float, float, float, float], box: list[float]) -> tuple[float, float, float, float]:
    """Return the paper's (dx, dy, dw, dh) that lead from one box to the other, as it was cut to the image."""
    width, height = max(raw[2] - raw[0], 1e-6), max(raw[3] - raw[1], 1e-6)
    dx = ((box[0] + box[2]) - (raw[0] + raw[2])) / 2 / width
    dy = ((box[1] + box[3]) - (raw[1] + raw[3])) / 2 / height
    return dx, dy, log(max(box[2] - box[0], 1e-6) / width), log(max(box[3] - box[1], 1e-6) / height)
