"""Captions and sentences of the inspector."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from frcnn_desktop.explain.detection_story import Fate
from frcnn_desktop.explain.nms_outcome import BoxFate
from frcnn_desktop.explain.pooling_bins import Bins
from frcnn_desktop.explain.roi_inspection import RoiInspection
from frcnn_desktop.ui.inside.inspector.look import RoiLook

_RIVALS_NAMED = 3
translate = QCoreApplication.translate


def crop_caption(found: RoiInspection) -> str:
    """Name the size of a box on the photo."""
    x1, y1, x2, y2 = found.query.box
    return translate("InspectorText", "{width:.0f} × {height:.0f} px").format(width=x2 - x1, height=y2 - y1)


def channel_text(found: RoiInspection) -> str:
    """Name the channel that is looked at."""
    if found.channel.index is None:
        return translate("InspectorText", "mean of {count} channels").format(count=found.channel.count)
    text = translate("InspectorText", "channel {index} of {count}")
    return text.format(index=found.channel.index, count=found.channel.count)


def map_caption(found: RoiInspection) -> str:
    """Name the size of the map; its channel is chosen, and named, above."""
    rows, columns = found.channel.values.shape
    return translate("InspectorText", "{columns} × {rows} cells").format(columns=columns, rows=rows)


def bins_caption(look: RoiLook) -> str:
    """Name what is pooled, and the stride of its bins."""
    bins = look.pooled.bins
    x1, y1, x2, y2 = bins.area
    columns, rows = f"{x2 - x1}", f"{y2 - y1}"
    if look.pooled.kind != "roi_pool":
        left, top, right, bottom = look.inspection.projected
        columns, rows = f"{right - left:.1f}", f"{bottom - top:.1f}"
    text = translate("InspectorText", "{columns} × {rows}, stride {x:.2f} × {y:.2f}")
    return text.format(columns=columns, rows=rows, x=bins.stride[0], y=bins.stride[1])


def pooled_caption(look: RoiLook) -> str:
    """Say how far the two kinds of pooling are apart."""
    found = look.inspection
    gap = float(abs(found.trained.values - found.other.values).max())
    other = found.other if look.pooled is found.trained else found.trained
    return translate("InspectorText", "up to {gap:.2f} from {kind}").format(gap=gap, kind=other.kind)


def bin_sentence(look: RoiLook) -> str:
    """Tell where the bin under the mouse reads and what it gives; "" when none is pointed at."""
    if look.pointed is None:
        return ""
    row, column = look.pointed
    pooled = look.pooled
    value = float(pooled.values[row, column])
    where = _extent(pooled.bins, row, column)
    if pooled.kind != "roi_pool":
        return translate(
            "InspectorText", "Bin {row}, {column}: {where}, mean of its sampling points {value:.3f}"
        ).format(row=row + 1, column=column + 1, where=where, value=value)
    cell_row, cell_column = pooled.winners[row, column].tolist()
    if cell_row < 0:
        return translate("InspectorText", "Bin {row}, {column}: outside the map, so 0").format(
            row=row + 1, column=column + 1
        )
    text = translate("InspectorText", "Bin {row}, {column}: {where}, maximum {value:.3f} at cell ({x}, {y})")
    if look.inspection.channel.index is None:
        text = translate(
            "InspectorText",
            "Bin {row}, {column}: {where}, mean of the maxima {value:.3f};"
            " {share:.0%} of the channels take theirs from cell ({x}, {y})",
        )
    share = float(pooled.shares[row, column])
    return text.format(
        row=row + 1, column=column + 1, where=where, value=value, x=cell_column, y=cell_row, share=share
    )


def _extent(bins: Bins, row: int, column: int) -> str:
    x1, y1, x2, y2 = bins.bin(row, column)
    if len(bins.samples):
        return translate("InspectorText", "{width:.2f} × {height:.2f} cells").format(
            width=x2 - x1, height=y2 - y1
        )
    text = translate("InspectorText", "columns {left}–{right}, rows {top}–{bottom}")
    return text.format(left=int(x1), right=int(x2) - 1, top=int(y1), bottom=int(y2) - 1)


def fate_title(look: RoiLook) -> str:
    """Name the fate of the box in NMS, which is that by the pooling that the detector runs."""
    found = look.inspection
    if found.fate is None:
        return translate("InspectorText", "Not detected yet")
    title = _fate_name(found, found.fate)
    if look.pooled is found.trained:
        return title
    return translate("InspectorText", "With {kind}: {fate}").format(kind=found.trained.kind, fate=title)


def _fate_name(found: RoiInspection, fate: BoxFate) -> str:
    name = found.class_names[found.class_index - 1]
    titles = {
        Fate.KEPT: translate("InspectorText", "Kept: {name} {score:.2f}"),
        Fate.SUPPRESSED: translate("InspectorText", "Suppressed: {name} {score:.2f}"),
        Fate.FADED: translate("InspectorText", "Faded by soft-NMS: {name} {score:.2f}"),
        Fate.BELOW_THRESHOLD: translate("InspectorText", "Below the threshold: {name} {score:.2f}"),
        Fate.BEYOND_LIMIT: translate("InspectorText", "Beyond the proposal limit"),
        Fate.HIDDEN_CLASS: translate("InspectorText", "Class hidden: {name}"),
        Fate.CUT: translate("InspectorText", "Beyond the detection limit"),
        Fate.TOO_THIN: translate("InspectorText", "Thinner than a pixel"),
    }
    return titles[fate.outcome.fate].format(name=name, score=fate.score)


def fate_sentence(found: RoiInspection) -> str:
    """Say who suppressed whom, with their IoU."""
    fate, query = found.fate, found.query
    if fate is None:
        return translate("InspectorText", "Detect this image (I) to see what NMS does with this box.")
    better = fate.outcome.suppressor
    if better is not None:
        text = translate(
            "InspectorText",
            "By proposal {rank}, which scores {score:.2f}: their boxes overlap with IoU {iou:.2f},"
            " above {limit:.2f}.",
        )
        return text.format(
            rank=better.row + 1, score=better.score, iou=better.iou, limit=query.filter.nms_iou
        )
    if fate.outcome.fate is Fate.BELOW_THRESHOLD:
        text = translate("InspectorText", "It never reaches NMS: {score:.2f} is less than {threshold:.2f}.")
        return text.format(score=fate.score, threshold=fate.threshold)
    if fate.outcome.fate is Fate.KEPT and not query.filter.soft_nms:
        return _victims(fate)
    return ""


def _victims(fate: BoxFate) -> str:
    if not fate.suppressed:
        return translate("InspectorText", "No other box of this class overlaps it enough to be suppressed.")
    named = ", ".join(
        translate("InspectorText", "proposal {rank} ({score:.2f}, IoU {iou:.2f})").format(
            rank=rival.row + 1, score=rival.score, iou=rival.iou
        )
        for rival in fate.suppressed[:_RIVALS_NAMED]
    )
    left = len(fate.suppressed) - _RIVALS_NAMED
    more = translate("InspectorText", " and %n more", "", left) if left > 0 else ""
    text = translate("InspectorText", "It suppresses {named}{more}.")
    return text.format(named=named, more=more)
