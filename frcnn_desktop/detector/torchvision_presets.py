"""torchvision's Faster R-CNN detectors, described as the Fast R-CNN that they hold."""

from __future__ import annotations

from dataclasses import replace

from frcnn_desktop.detector.presets import VGG16, Preset

NAME = "torchvision-coco"
_PREFIX = "torchvision/"
# Maps of the feature pyramid that RoIs are pooled from, without the one made for the RPN alone.
_PYRAMID = (0, 1, 2, 3)
# MobileNet's pyramid has two maps of stride 32; by its rule of levels every RoI is pooled from the first.
_ONE_MAP = (0,)


def _preset(
    architecture: str, levels: tuple[int, ...], stride: int, sides: tuple[int, int], hidden: tuple[int, ...]
) -> Preset:
    return replace(
        VGG16,
        name=NAME,
        backbone=_PREFIX + architecture,
        backbone_levels=levels,
        level_scales=(1.0,) * len(levels),
        stride=stride,
        short_side=sides[0],
        long_side=sides[1],
        size_divisor=32,
        pooling="roi_align",
        hidden=hidden,
        dropout=0.0,
        aligned=False,
        antialias=False,
    )


TORCHVISION_PRESETS: dict[str, Preset] = {
    "fasterrcnn_resnet50_fpn": _preset("fasterrcnn_resnet50_fpn", _PYRAMID, 4, (800, 1333), (1024, 1024)),
    "fasterrcnn_resnet50_fpn_v2": _preset("fasterrcnn_resnet50_fpn_v2", _PYRAMID, 4, (800, 1333), (1024,)),
    "fasterrcnn_mobilenet_v3_large_fpn": _preset(
        "fasterrcnn_mobilenet_v3_large_fpn", _ONE_MAP, 32, (800, 1333), (1024, 1024)
    ),
    "fasterrcnn_mobilenet_v3_large_320_fpn": _preset(
        "fasterrcnn_mobilenet_v3_large_320_fpn", _ONE_MAP, 32, (320, 640), (1024, 1024)
    ),
}
"""By the name of the function that builds the detector in `torchvision.models.detection`."""


def architecture_of(preset: Preset) -> str | None:
    """Return the name of torchvision's function for a preset of this module, else None."""
    name = preset.backbone.removeprefix(_PREFIX)
    return name if name in TORCHVISION_PRESETS else None
