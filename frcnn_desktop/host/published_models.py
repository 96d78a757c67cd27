"""Detectors that torchvision publishes, as plain facts, so that the window can offer them without torch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.host.folders import state_folder

_HOST = "https://download.pytorch.org/models/"
_HASH = re.compile(r"-([0-9a-f]{8,})\.pth$")


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """One detector trained on COCO. `name` is torchvision's function, `megabytes` the size of the file,
    `coco_map` its published mAP with the proposals of its own RPN, in percent."""

    name: str
    title: str
    file_name: str
    megabytes: int
    coco_map: float

    @property
    def url(self) -> str:
        """Where the file is fetched from."""
        return _HOST + self.file_name

    @property
    def sha256_prefix(self) -> str:
        """The first digits of the file's SHA-256, which torchvision puts into its name."""
        match = _HASH.search(self.file_name)
        assert match is not None
        return match[1]

    @property
    def path(self) -> Path:
        """Where a downloaded file is kept; it may not be there."""
        return state_folder("models") / self.file_name


PUBLISHED_MODELS: tuple[PublishedModel, ...] = (
    PublishedModel(
        "fasterrcnn_resnet50_fpn_v2",
        "ResNet-50 FPN v2",
        "fasterrcnn_resnet50_fpn_v2_coco-dd69338a.pth",
        167,
        46.7,
    ),
    PublishedModel(
        "fasterrcnn_resnet50_fpn", "ResNet-50 FPN", "fasterrcnn_resnet50_fpn_coco-258fb6c6.pth", 160, 37.0
    ),
    PublishedModel(
        "fasterrcnn_mobilenet_v3_large_fpn",
        "MobileNetV3 FPN",
        "fasterrcnn_mobilenet_v3_large_fpn-fb6a3cc7.pth",
        74,
        32.8,
    ),
    PublishedModel(
        "fasterrcnn_mobilenet_v3_large_320_fpn",
        "MobileNetV3 FPN, small images",
        "fasterrcnn_mobilenet_v3_large_320_fpn-907ea3f9.pth",
        74,
        22.8,
    ),
)
