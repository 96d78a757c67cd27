"""What a checkpoint may say of itself; everything else is refused before anything is built from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.presets import PRESETS, Preset
from frcnn_desktop.detector.torchvision_presets import TORCHVISION_PRESETS, architecture_of

_MAX_CLASSES = 10_000
_MAX_NAME_LENGTH = 200
_LARGEST = 1e6


def check_preset(path: Path, preset: Preset) -> None:
    """Raise CheckpointError for a network that this version does not know or that cannot be."""
    try:
        known = _is_known(preset)
        plausible = _is_plausible(preset)
    except TypeError:
        known = plausible = False
    if not plausible:
        raise CheckpointError(Message("model.network_refused", name=path.name))
    if not known:
        raise CheckpointError(
            Message("model.unknown_backbone", name=path.name, backbone=repr(str(preset.backbone)[:60]))
        )


def _is_known(preset: Preset) -> bool:
    if not isinstance(preset.backbone, str):
        return False
    if architecture_of(preset) is not None:
        # torchvision builds these as a whole: only the ranks of the hidden layers may differ.
        return replace(preset, ranks=()) in TORCHVISION_PRESETS.values()
    shape = (preset.backbone, preset.backbone_levels, preset.stride, preset.neck_channels > 0)
    return shape in [
        (other.backbone, other.backbone_levels, other.stride, other.neck_channels > 0)
        for other in PRESETS.values()
    ]


def _is_plausible(preset: Preset) -> bool:
    whole = (
        *((value, 1, 4096) for value in (preset.short_side, preset.long_side)),
        *((value, 1, 65536) for value in preset.hidden),
        *((value, 0, 65536) for value in preset.ranks),
        (preset.neck_channels, 0, 4096),
        (preset.size_divisor, 1, 256),
        (preset.output_size, 1, 32),
        (preset.sampling_ratio, 0, 16),
        (preset.map_shift, 0, 4),
        (len(preset.hidden), 1, 8),
    )
    numbers = (*preset.level_scales, *preset.mean, *preset.std, *preset.box_weights)
    return (
        all(type(value) is int and low <= value <= high for value, low, high in whole)
        # Compared before anything else is done: a whole number may have thousands of digits.
        and all(type(value) in (int, float) and abs(value) <= _LARGEST for value in numbers)
        and type(preset.dropout) in (int, float)
        and 0 <= preset.dropout < 1
        and [len(part) for part in (preset.mean, preset.std, preset.box_weights)] == [3, 3, 4]
        and len(preset.level_scales) == len(preset.backbone_levels)
        and min(*preset.std, *preset.box_weights) > 0
        and preset.pooling in ("roi_pool", "roi_align")
        and type(preset.aligned) is type(preset.antialias) is type(preset.naming) is bool
        and len(preset.ranks) in (0, len(preset.hidden))
    )


def check_class_names(path: Path, names: Any) -> None:
    """Raise CheckpointError for anything but a list of different, printable names."""
    valid = (
        isinstance(names, list)
        and 1 <= len(names) <= _MAX_CLASSES
        and all(
            isinstance(name, str) and name.strip() and len(name) <= _MAX_NAME_LENGTH and name.isprintable()
            for name in names
        )
        and len(set(names)) == len(names)
    )
    if not valid:
        raise CheckpointError(Message("model.class_list_damaged", name=path.name))
