"""What the inspector's views show of one RoI, and its marks. Frames: marks are in cells."""

from __future__ import annotations

from dataclasses import dataclass

from frcnn_desktop.explain.pooling_bins import Bins
from frcnn_desktop.explain.roi_inspection import PooledRoi, RoiInspection
from frcnn_desktop.ui.canvas.roi_marks import RoiMarks, winner_centres

BinPlace = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class RoiLook:
    """What is drawn of an inspection: `kind` of pooling, the `pointed` bin (row, column), and whether `bins`
    and `winners` are drawn beside the projection."""

    inspection: RoiInspection
    kind: str
    pointed: BinPlace | None = None
    bins: bool = True
    winners: bool = True

    @property
    def pooled(self) -> PooledRoi:
        """What is pooled of the RoI by the chosen kind of pooling."""
        return self.inspection.pooled(self.kind)

    @property
    def marks(self) -> RoiMarks:
        """The marks on the feature map."""
        pooled = self.pooled
        won = pooled.winners[..., 0] >= 0
        return RoiMarks(
            exact=self.inspection.projected,
            cells=pooled.bins.area if pooled.kind == "roi_pool" else None,
            bins=pooled.bins if self.bins else None,
            winners=winner_centres(pooled.winners) if self.winners else None,
            shares=pooled.shares[won],
            samples=pooled.bins.samples if self.winners else None,
            pointed=None if self.pointed is None else pooled.bins.bin(*self.pointed),
        )


def bin_at(bins: Bins, x: float, y: float) -> BinPlace | None:
    """Return the bin at a place in cells; where two overlap, the one whose even share the place lies in."""
    x1, y1, x2, y2 = bins.area
    if not (x1 <= x < x2 and y1 <= y < y2):
        return None
    across, down = bins.stride
    last = len(bins) - 1
    return min(int((y - y1) / down), last), min(int((x - x1) / across), last)
