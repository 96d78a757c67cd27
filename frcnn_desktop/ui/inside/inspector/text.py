"""What the inspector says of a box, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.explain.detection_story import Fate
from frcnn_desktop.explain.nms_outcome import BoxFate
from frcnn_desktop.explain.pooling_bins import Bins
from frcnn_desktop.explain.roi_inspection import RoiInspection
from frcnn_desktop.ui.inside.inspector.look import RoiLook

_RIVALS_NAMED = 3


class InspectorWords(QObject):
    """Makes captions and sentences in the user's language."""

    def crop_caption(self, found: RoiInspection) -> str:
        """Name the size of a box on the photo."""
        x1, y1, x2, y2 = found.query.box
        return self.tr("{width:.0f} × {height:.0f} px").format(width=x2 - x1, height=y2 - y1)

    def channel(self, found: RoiInspection) -> str:
        """Name the channel that is looked at."""
        if found.channel.index is None:
            return self.tr("mean of {count} channels").format(count=found.channel.count)
        text = self.tr("channel {index} of {count}")
        return text.format(index=found.channel.index, count=found.channel.count)

    def map_caption(self, found: RoiInspection) -> str:
        """Name the size of the map; its channel is chosen, and named, above."""
        rows, columns = found.channel.values.shape
        return self.tr("{columns} × {rows} cells").format(columns=columns, rows=rows)

    def bins_caption(self, look: RoiLook) -> str:
        """Name what is pooled, and the stride of its bins."""
        bins = look.pooled.bins
        x1, y1, x2, y2 = bins.area
        columns, rows = f"{x2 - x1}", f"{y2 - y1}"
        if look.pooled.kind != "roi_pool":
            left, top, right, bottom = look.inspection.projected
            columns, rows = f"{right - left:.1f}", f"{bottom - top:.1f}"
        text = self.tr("{columns} × {rows}, stride {x:.2f} × {y:.2f}")
        return text.format(columns=columns, rows=rows, x=bins.stride[0], y=bins.stride[1])

    def pooled_caption(self, look: RoiLook) -> str:
        """Say how far the two kinds of pooling are apart."""
        found = look.inspection
        gap = float(abs(found.trained.values - found.other.values).max())
        other = found.other if look.pooled is found.trained else found.trained
        return self.tr("up to {gap:.2f} from {kind}").format(gap=gap, kind=other.kind)

    def bin_sentence(self, look: RoiLook) -> str:
        """Tell where the bin under the mouse reads and what it gives; "" when none is pointed at."""
        if look.pointed is None:
            return ""
        row, column = look.pointed
        pooled = look.pooled
        value = float(pooled.values[row, column])
        where = self._extent(pooled.bins, row, column)
        if pooled.kind != "roi_pool":
            return self.tr("Bin {row}, {column}: {where}, mean of its sampling points {value:.3f}").format(
                row=row + 1, column=column + 1, where=where, value=value
            )
        cell_row, cell_column = pooled.winners[row, column].tolist()
        if cell_row < 0:
            return self.tr("Bin {row}, {column}: outside the map, so 0").format(
                row=row + 1, column=column + 1
            )
        text = self.tr("Bin {row}, {column}: {where}, maximum {value:.3f} at cell ({x}, {y})")
        if look.inspection.channel.index is None:
            text = self.tr(
                "Bin {row}, {column}: {where}, mean of the maxima {value:.3f};"
                " {share:.0%} of the channels take theirs from cell ({x}, {y})"
            )
        share = float(pooled.shares[row, column])
        return text.format(
            row=row + 1, column=column + 1, where=where, value=value, x=cell_column, y=cell_row, share=share
        )

    def _extent(self, bins: Bins, row: int, column: int) -> str:
        x1, y1, x2, y2 = bins.bin(row, column)
        if len(bins.samples):
            return self.tr("{width:.2f} × {height:.2f} cells").format(width=x2 - x1, height=y2 - y1)
        text = self.tr("columns {left}–{right}, rows {top}–{bottom}")
        return text.format(left=int(x1), right=int(x2) - 1, top=int(y1), bottom=int(y2) - 1)

    def fate_title(self, look: RoiLook) -> str:
        """Name the fate of the box in NMS, which is that by the pooling that the detector runs."""
        found = look.inspection
        if found.fate is None:
            return self.tr("Not detected yet")
        title = self._fate_name(found, found.fate)
        if look.pooled is found.trained:
            return title
        return self.tr("With {kind}: {fate}").format(kind=found.trained.kind, fate=title)

    def _fate_name(self, found: RoiInspection, fate: BoxFate) -> str:
        name = found.class_names[found.class_index - 1]
        titles = {
            Fate.KEPT: self.tr("Kept: {name} {score:.2f}"),
            Fate.SUPPRESSED: self.tr("Suppressed: {name} {score:.2f}"),
            Fate.FADED: self.tr("Faded by soft-NMS: {name} {score:.2f}"),
            Fate.BELOW_THRESHOLD: self.tr("Below the threshold: {name} {score:.2f}"),
            Fate.BEYOND_LIMIT: self.tr("Beyond the proposal limit"),
            Fate.HIDDEN_CLASS: self.tr("Class hidden: {name}"),
            Fate.CUT: self.tr("Beyond the detection limit"),
            Fate.TOO_THIN: self.tr("Thinner than a pixel"),
        }
        return titles[fate.outcome.fate].format(name=name, score=fate.score)

    def fate_sentence(self, found: RoiInspection) -> str:
        """Say who suppressed whom, with their IoU."""
        fate, query = found.fate, found.query
        if fate is None:
            return self.tr("Detect this image to see what NMS does with this box.")
        better = fate.outcome.suppressor
        if better is not None:
            text = self.tr(
                "By proposal {rank}, which scores {score:.2f}: their boxes overlap with IoU {iou:.2f},"
                " above {limit:.2f}."
            )
            return text.format(
                rank=better.row + 1, score=better.score, iou=better.iou, limit=query.filter.nms_iou
            )
        if fate.outcome.fate is Fate.BELOW_THRESHOLD:
            text = self.tr("It never reaches NMS: {score:.2f} is less than {threshold:.2f}.")
            return text.format(score=fate.score, threshold=fate.threshold)
        if fate.outcome.fate is Fate.KEPT and not query.filter.soft_nms:
            return self._victims(fate)
        return ""

    def _victims(self, fate: BoxFate) -> str:
        if not fate.suppressed:
            return self.tr("No other box of this class overlaps it enough to be suppressed.")
        named = ", ".join(
            self.tr("proposal {rank} ({score:.2f}, IoU {iou:.2f})").format(
                rank=rival.row + 1, score=rival.score, iou=rival.iou
            )
            for rival in fate.suppressed[:_RIVALS_NAMED]
        )
        left = len(fate.suppressed) - _RIVALS_NAMED
        more = self.tr(" and %n more", "", left) if left > 0 else ""
        text = self.tr("It suppresses {named}{more}.")
        return text.format(named=named, more=more)
