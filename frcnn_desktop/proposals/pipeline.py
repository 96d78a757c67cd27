"""One colour space from picture to boxes: the compiled steps in their order.

This module imports numba; load it only where the search runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.proposals import graph, grouping, regions
from frcnn_desktop.proposals.colour import COLOUR_SPACES, direct_gradients, rotated_gradients, smooth
from frcnn_desktop.proposals.modes import SearchSettings


class Candidates(NamedTuple):
    """The nodes of all trees of one colour space: M boxes (int32 xyxy half-open), level, size in pixels."""

    boxes: NDArray[np.int32]
    levels: NDArray[np.int32]
    sizes: NDArray[np.int32]
    ended: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """One scale: `labels` H x W int32, 0..`count`-1 in reading order."""

    labels: NDArray[np.int32]
    count: int


class StopFlag:
    """Tells running kernels to give up. They poll one shared byte."""

    __slots__ = ("byte",)

    def __init__(self) -> None:
        self.byte = np.zeros(1, np.uint8)

    def set(self) -> None:
        self.byte[0] = 1

    def check(self) -> None:
        """Raise Cancelled once the flag is set."""
        if self.byte[0]:
            raise Cancelled


def segmentations(
    picture: NDArray[np.uint8], scales: tuple[float, ...], sigma: float, min_size: int, stop: StopFlag
) -> list[Segmentation]:
    """Segment `picture` (H x W x 3) at every scale, in the order given. Raises Cancelled."""
    height, width = picture.shape[:2]
    pixels = height * width
    weights = np.empty(2 * pixels, np.float32)
    graph.edge_weights(smooth(picture, sigma), weights)
    stop.check()
    order = np.empty(2 * pixels, np.int32)
    count = graph.sort_edges(weights.view(np.int32), order)
    stop.check()
    parents, tops = np.empty(pixels, np.int32), np.empty(pixels, np.float32)
    low, high = np.float32(min(scales)), np.float32(max(scales))
    rest = np.empty(count, np.int32)
    closed = np.empty(pixels, np.uint8)
    left = graph.join_certain(weights, order, count, width, low, high, parents, tops, closed, rest, stop.byte)
    stop.check()
    nodes = np.empty(pixels, np.int32)
    node_count = graph.number_nodes(parents, nodes)
    rest_graph = graph.contract(weights, rest[:left], width, nodes, node_count, parents, tops)
    found = []
    for scale in scales:
        node_regions, region_count = graph.join_nodes(*rest_graph, np.float32(scale), min_size, stop.byte)
        stop.check()
        labels = np.empty(pixels, np.int32)
        graph.paint(nodes, node_regions, labels)
        found.append(Segmentation(labels.reshape(height, width), region_count))
    return found


def search_colour_space(
    rgb: NDArray[np.uint8], name: str, settings: SearchSettings, stop: StopFlag
) -> Candidates:
    """Return every node of every tree that one colour space gives. Raises Cancelled."""
    picture = COLOUR_SPACES[name](rgb)
    stop.check()
    segmented = segmentations(picture, settings.scales, settings.sigma, settings.min_size, stop)
    gradients = (rotated_gradients if settings.rotated_texture else direct_gradients)(picture)
    stop.check()
    event_pixels = np.empty(gradients.size, np.int32)
    event_slots = np.empty(gradients.size, np.int32)
    events = regions.texture_events(gradients, event_pixels, event_slots)
    trees = []
    for segmentation in segmented:
        stop.check()
        labels = segmentation.labels
        sizes, boxes = regions.measure_regions(labels, segmentation.count)
        pairs = regions.adjacent_pairs(labels, segmentation.count)
        colour = regions.colour_histograms(picture, labels, sizes)
        texture = regions.texture_histograms(event_pixels, event_slots, events, labels.ravel(), sizes)
        for weights in settings.similarities:
            tree = grouping.group_regions(
                pairs,
                sizes,
                boxes,
                colour,
                texture,
                np.array(weights, np.float32),
                labels.size,
                stop.byte,
            )
            stop.check()
            trees.append(tree)
    return Candidates(*(np.concatenate(parts) for parts in zip(*trees, strict=True)))
