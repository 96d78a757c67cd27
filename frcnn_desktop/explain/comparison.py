"""R-CNN's way against Fast R-CNN's on one image: what was measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WaysCompared:
    """Seconds for all `regions` of one image, selective search left out: it is the same both ways.

    Fast R-CNN: `backbone_seconds` once for the image, `head_seconds` for pooling and judging all regions;
    `thin_head_seconds` the same with truncated SVD of the hidden layers, None where that wins nothing;
    `energy` the share of their sum of squares that was kept, `products` the share of their multiplications
    that is left; `decomposed`: the model's own layers are thin already. R-CNN: `region_seconds` to crop,
    resize and convolve one region, the mean of the `sampled` ones that were measured.
    """

    content_key: str
    regions: int
    sampled: int
    region_seconds: float
    backbone_seconds: float
    head_seconds: float
    thin_head_seconds: float | None = None
    energy: float = 1.0
    products: float = 1.0
    decomposed: bool = False

    @property
    def rcnn_seconds(self) -> float:
        """R-CNN's way for all regions, scaled up from the sample."""
        return self.region_seconds * self.regions

    @property
    def fast_seconds(self) -> float:
        """What Fast R-CNN's way takes for the image."""
        return self.backbone_seconds + self.head_seconds

    @property
    def ratio(self) -> float:
        """How many times longer R-CNN's way takes."""
        return self.rcnn_seconds / max(self.fast_seconds, 1e-9)
