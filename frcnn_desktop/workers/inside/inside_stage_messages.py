"""What the window and the worker of the inside view say to each other about stages.

Every message is frozen and its arrays are read-only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.pooling_conventions import Region
from frcnn_desktop.explain.walk_stages import ExampleAnswer, FeatureMap, PooledBox, Segments


@dataclass(frozen=True, slots=True, eq=False)
class SegmentsRequest:
    request_id: int
    image: LoadedImage


@dataclass(frozen=True, slots=True, eq=False)
class MapRequest:
    """Asks for the feature map of an image and one box of it pooled (None: the map alone)."""

    request_id: int
    image: LoadedImage
    box: Box | None


@dataclass(frozen=True, slots=True, eq=False)
class ExampleRequest:
    """`values` rows x columns float32; `region` with its end cells; `bins` a side."""

    request_id: int
    values: NDArray[np.float32]
    region: Region
    bins: int


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
    request_id: int
    answer: ExampleAnswer


@dataclass(frozen=True, slots=True, eq=False)
class InsideFailed:
    request_id: int
    message: str


Request: TypeAlias = SegmentsRequest | MapRequest | ExampleRequest
Answer: TypeAlias = SegmentsReady | MapReady | ExampleReady | InsideFailed
