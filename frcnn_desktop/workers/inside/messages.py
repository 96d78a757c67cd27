"""What the worker of the inside view says about stages.

Every message is frozen and its arrays are read-only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.explain.walk_stages import ExampleAnswer, FeatureMap, PooledBox, Segments


@dataclass(frozen=True, slots=True, eq=False)
class SegmentsReady:
    """`painted` h x w x 4 RGBA, premultiplied."""

    request_id: int
    content_key: str
    segments: Segments
    painted: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class MapReady:
    """`features` None: the engine has no map to show."""

    request_id: int
    content_key: str
    features: FeatureMap | None
    pooled: PooledBox | None


@dataclass(frozen=True, slots=True, eq=False)
class ExampleReady:
    """The worked example's region pooled by the detector's own code and by torchvision."""

    request_id: int
    answer: ExampleAnswer
