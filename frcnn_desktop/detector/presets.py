"""Network shapes and scales as data. A new network is a new `Preset`, not a new class."""

from __future__ import annotations

from dataclasses import MISSING, asdict, dataclass, fields, replace
from typing import Any, Literal

Pooling = Literal["roi_pool", "roi_align"]

VGG16_BACKBONE = "torchvision/vgg16"
LITE_PREFIX = "tf_efficientnet_"


@dataclass(frozen=True, slots=True)
class Preset:
    """Everything that shapes a network and its input.

    `backbone` is VGG16_BACKBONE or LITE_PREFIX and the size of an EfficientNet-Lite, `backbone_levels` the
    feature levels that are pooled from, finest first (level n has stride 2 ** (n + 1)); with one level and
    `neck_channels` 0 there is no neck;
    `level_scales` bring each level to about unit variance (without that most of the head's units die in the
    first hundred steps); `stride` is the feature stride of the fused map. `map_shift` moves that map right
    and down by whole cells: TF "SAME" convolutions with stride pad only at the far side, which centres cell i
    of a stride-16 map near pixel 16i + 15, one cell from where RoI projection looks for it.
    Images are resized so that their short side is `short_side` unless the long side would exceed
    `long_side`, then padded to multiples of `size_divisor`. `mean` and `std` apply to 0..255 RGB values.
    `box_weights` multiply the deltas (x, y, width, height).
    `aligned` False: roi_align samples half a cell further right and down, as in torchvision's own detectors.
    `antialias` False: images are resized as those detectors do it, sides cut to whole pixels and without
    smoothing. `ranks`: one number for each hidden layer, 0 or the rank of its truncated singular value
    decomposition (section 3.1 of the paper); empty when no layer is decomposed. `naming`: whether the head
    has a layer of its own that tells classes apart, as refits while labelling make one.
    """

    name: str
    backbone: str
    backbone_levels: tuple[int, ...]
    level_scales: tuple[float, ...]
    stride: int
    short_side: int
    long_side: int
    size_divisor: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    neck_channels: int
    pooling: Pooling
    output_size: int
    sampling_ratio: int
    map_shift: int
    hidden: tuple[int, ...]
    dropout: float
    box_weights: tuple[float, float, float, float]
    aligned: bool = True
    antialias: bool = True
    ranks: tuple[int, ...] = ()
    naming: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON's own types; `from_dict` takes them back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Preset:
        """Rebuild a preset from JSON. Raises ValueError or TypeError when fields are missing or unknown."""
        names = {field.name for field in fields(cls)}
        needed = {field.name for field in fields(cls) if field.default is MISSING}
        if not needed <= set(values) <= names:
            odd = ", ".join(sorted((needed - set(values)) | (set(values) - names)))
            raise ValueError(f"the network description differs in {odd}")
        tuples = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
        return cls(**{**values, **tuples})


COMPACT = Preset(
    name="compact",
    backbone="tf_efficientnet_lite2",
    backbone_levels=(3, 4),
    level_scales=(0.17, 0.42),
    stride=16,
    short_side=512,
    long_side=768,
    size_divisor=32,
    # (x - 127) / 128 is what the weights were trained with.
    mean=(127.0, 127.0, 127.0),
    std=(128.0, 128.0, 128.0),
    neck_channels=96,
    pooling="roi_pool",
    output_size=7,
    sampling_ratio=2,
    map_shift=1,
    hidden=(512, 512),
    dropout=0.3,
    box_weights=(10.0, 10.0, 5.0, 5.0),
)

# For slow machines and quick trainings: two thirds of the time of an image, some points of mAP less.
COMPACT_SMALL = replace(
    COMPACT,
    name="compact-small",
    backbone="tf_efficientnet_lite0",
    level_scales=(0.2, 0.36),
    short_side=448,
    long_side=672,
    neck_channels=128,
)

# The network and the image scale of the paper (Girshick 2015, model L).
VGG16 = Preset(
    name="vgg16",
    backbone=VGG16_BACKBONE,
    backbone_levels=(5,),
    level_scales=(1.0,),
    stride=16,
    short_side=600,
    long_side=1000,
    size_divisor=16,
    # torchvision's weights were trained on RGB in 0..1 with its ImageNet mean and deviation.
    mean=(123.675, 116.28, 103.53),
    std=(58.395, 57.12, 57.375),
    neck_channels=0,
    pooling="roi_pool",
    output_size=7,
    sampling_ratio=2,
    map_shift=0,
    hidden=(4096, 4096),
    dropout=0.5,
    box_weights=(10.0, 10.0, 5.0, 5.0),
)

PRESETS: dict[str, Preset] = {preset.name: preset for preset in (COMPACT, COMPACT_SMALL, VGG16)}
