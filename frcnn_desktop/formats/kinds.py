"""What can become of an image or object on its way from one format into another, by a stable word."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Effect(Enum):
    """How much is lost of what an event tells of."""

    LEFT_OUT = "left-out"
    CHANGED = "changed"
    NOTED = "noted"


class Kind(NamedTuple):
    """`counted` is the id of the message that says how often, `told` of the usual one about a single case."""

    effect: Effect
    counted: str
    told: str


LEFT_OUT, CHANGED, NOTED = Effect

OBJECT_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "no-box": Kind(LEFT_OUT, "convert.count.no_box", "convert.object.no_box"),
        "no-area": Kind(LEFT_OUT, "convert.count.no_area", "convert.object.no_area"),
        "no-name": Kind(LEFT_OUT, "convert.count.no_name", "problem.no_class_name"),
        "not-a-box": Kind(LEFT_OUT, "convert.count.not_a_box", "convert.object.not_a_box"),
        "bad-entry": Kind(LEFT_OUT, "convert.count.bad_entry", "convert.object.bad_entry"),
        "several-boxes": Kind(LEFT_OUT, "convert.count.several_boxes", "object.several_boxes"),
        "outside-image": Kind(LEFT_OUT, "convert.count.outside_image", "object.outside_image"),
        "unknown-class": Kind(LEFT_OUT, "convert.count.unknown_class", "convert.object.unknown_class"),
        "unknown-image": Kind(LEFT_OUT, "convert.count.unknown_image", "convert.object.unknown_image"),
        "crowd": Kind(CHANGED, "convert.count.crowd", "convert.object.crowd"),
        "polygon": Kind(CHANGED, "convert.count.polygon", "convert.object.polygon"),
        "rotated": Kind(CHANGED, "convert.count.rotated", "convert.object.rotated"),
        "keypoints": Kind(CHANGED, "convert.count.keypoints", "convert.object.keypoints"),
        "score": Kind(CHANGED, "convert.count.score", "convert.object.score"),
        "parts": Kind(CHANGED, "convert.count.parts", "convert.object.parts"),
        "attributes": Kind(CHANGED, "convert.count.attributes", "convert.object.attributes"),
        "inverted-box": Kind(CHANGED, "convert.count.inverted_box", "convert.object.inverted_box"),
        "cut": Kind(CHANGED, "convert.count.cut", "convert.object.cut"),
        "rounded": Kind(CHANGED, "convert.count.rounded", "convert.object.rounded"),
        "difficult": Kind(CHANGED, "convert.count.difficult", "convert.object.difficult"),
        "truncated": Kind(CHANGED, "convert.count.truncated", "convert.object.truncated"),
        "occluded": Kind(CHANGED, "convert.count.occluded", "convert.object.occluded"),
        "pose": Kind(CHANGED, "convert.count.pose", "convert.object.pose"),
    }
)
"""Of objects, in the order in which they are told."""

IMAGE_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "unreadable": Kind(LEFT_OUT, "convert.count.unreadable", "file.not_read"),
        "bad-name": Kind(LEFT_OUT, "convert.count.bad_name", "convert.image.bad_name"),
        "unannotated": Kind(LEFT_OUT, "convert.count.unannotated", "convert.image.unannotated"),
        "unverified": Kind(LEFT_OUT, "convert.count.unverified", "export.not_verified"),
        "unrotated": Kind(LEFT_OUT, "convert.count.unrotated", "convert.image.unrotated"),
        "size-unknown": Kind(LEFT_OUT, "convert.count.size_unknown", "convert.image.size_unknown"),
        "doubled": Kind(LEFT_OUT, "convert.count.doubled", "convert.image.doubled"),
        "renamed": Kind(CHANGED, "convert.count.renamed", "convert.image.renamed"),
        "verified": Kind(CHANGED, "convert.count.verified", "convert.image.verified"),
        "size-differs": Kind(NOTED, "convert.count.size_differs", "problem.size_differs"),
        "zero-based": Kind(NOTED, "convert.count.zero_based", "problem.zero_based"),
        "turned": Kind(NOTED, "convert.count.turned", "convert.image.turned"),
        "image-absent": Kind(NOTED, "convert.count.image_absent", "convert.image.image_absent"),
    }
)
"""Of images, likewise."""
