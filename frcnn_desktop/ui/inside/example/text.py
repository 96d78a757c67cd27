"""The three readings of RoI pooling in words, with the numbers of the example."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from frcnn_desktop.explain.pooling_conventions import Reading, Span, spans, stride_of
from frcnn_desktop.explain.walk_stages import ExampleAnswer
from frcnn_desktop.ui.inside.example.state import Example

_SPANS_TOLD = 3


class ExampleWords(QObject):
    """Finds the words; keeps nothing."""

    def title(self, reading: Reading) -> str:
        """Return the name of a reading, for the head line of its panel."""
        return {
            Reading.FIXED: self.tr("Fixed kernel"),
            Reading.UNEVEN: self.tr("Uneven split"),
            Reading.REFERENCE: self.tr("Overlapping bins, the reference"),
        }[reading]

    def rule(self, reading: Reading, example: Example) -> str:
        """Return what a reading does with this region."""
        width, height = example.sides
        bins = example.bins
        if reading is Reading.FIXED:
            text = self.tr(
                "Kernel and stride {width} // {bins} × {height} // {bins} = {across} × {down}; {rest}"
            )
            return text.format(
                width=width, height=height, bins=bins,
                across=stride_of(width, bins), down=stride_of(height, bins), rest=self._dropped(example),
            )  # fmt: skip
        across, down = spans(reading, width, bins), spans(reading, height, bins)
        if reading is Reading.UNEVEN:
            text = self.tr("Every cell belongs to one bin: {across} columns by {down} rows.")
            return text.format(across=_lengths(across), down=_lengths(down))
        text = self.tr("Bins reach out to whole cells and may overlap: columns {across}, rows {down}.")
        return text.format(across=_told(across), down=_told(down))

    def region(self, example: Example) -> str:
        """Return how large the region is, and why."""
        x1, y1, x2, y2 = example.region
        text = self.tr(
            "RoI ({x1}, {y1}) to ({x2}, {y2}): its end cells belong to it, so it covers {width} × {height} "
            "cells. Pooling strides: {width} // {bins} = {across} and {height} // {bins} = {down}."
        )
        width, height = example.sides
        return text.format(
            x1=x1, y1=y1, x2=x2, y2=y2, width=width, height=height, bins=example.bins,
            across=stride_of(width, example.bins), down=stride_of(height, example.bins),
        )  # fmt: skip

    def verdict(self, answer: ExampleAnswer | None, pooling: str) -> str:
        """Return which reading the detector runs, and how it was checked. `pooling` of the loaded model."""
        if answer is None:
            return self.tr("Asking the detector's own code…")
        agrees, total = int(answer.agrees.sum()), answer.agrees.size
        if agrees == total:
            text = self.tr(
                "The detector's roi_pool runs the third: its values were computed by its own code, and "
                "{agrees} of {total} equal torchvision's."
            )
        else:
            text = self.tr("Only {agrees} of {total} values of the detector equal torchvision's.")
        checked = text.format(agrees=agrees, total=total)
        if pooling and pooling != "roi_pool":
            other = self.tr("The model that is loaded pools with {pooling}, which interpolates instead.")
            checked = f"{checked} {other.format(pooling=pooling)}"
        return checked

    def _dropped(self, example: Example) -> str:
        width, height = example.sides
        columns = max(width - stride_of(width, example.bins) * example.bins, 0)
        rows = max(height - stride_of(height, example.bins) * example.bins, 0)
        if not columns and not rows:
            return self.tr("nothing is left over.")
        text = self.tr("dropped: {columns} of {width} columns, {rows} of {height} rows.")
        return text.format(columns=columns, width=width, rows=rows, height=height)


def _lengths(parts: Sequence[Span]) -> str:
    return " + ".join(str(end - start) for start, end in parts)


def _told(parts: Sequence[Span]) -> str:
    told = ", ".join(f"[{start}, {end})" for start, end in parts[:_SPANS_TOLD])
    return told if len(parts) <= _SPANS_TOLD else f"{told}, …"
