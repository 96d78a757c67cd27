"""One colour space from picture to boxes: the compiled steps in their order.

This module imports numba; load it only where the search runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.proposals import edges, graph, grouping, regions
from frcnn_desktop.proposals.colour import COLOUR_SPACES, smooth
from frcnn_desktop.proposals.gradients import direct_gradients, is_worth_turning, rotated_gradients
from frcnn_desktop.proposals.modes import SearchSettings
from frcnn_desktop.proposals.workspace import Workspace, borrowed_workspace

TextureReader: TypeAlias = Callable[[NDArray[np.int32], NDArray[np.int32]], NDArray[np.float32]]
"""From labels (H x W) and sizes (R) to texture histograms (R x 240)."""


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
    picture: NDArray[np.uint8],
    scales: tuple[float, ...],
    sigma: float,
    min_size: int,
    thinned: bool,
    stop: StopFlag,
    workspace: Workspace,
) -> list[Segmentation]:
    """Segment `picture` (H x W x 3) at every scale, in the order given; the labels lie in `workspace`.

    `thinned`: leave out edges that hardly ever matter, see `edges.thin_edges`. Raises Cancelled.
    """
    height, width = picture.shape[:2]
    pixels = height * width
    array = workspace.array
    weights = array("weights", (2, height, width), np.float32)
    edges.edge_weights(smooth(picture, sigma, workspace), weights)
    if thinned:
        every, weights = weights, array("thinned", (2, height, width), np.float32)
        edges.thin_edges(every, weights)
    stop.check()
    weights = weights.reshape(-1)
    order = array("order", (2 * pixels,), np.int32)
    count = edges.sort_edges(weights.view(np.int32), order)
    stop.check()
    low, high = np.float32(min(scales)), np.float32(max(scales))
    sets, rest = array("sets", (pixels, 2), np.int32), array("rest", (count,), np.int32)
    left = graph.join_certain(weights, order, count, width, low, high, sets, rest, stop.byte)
    stop.check()
    nodes = array("nodes", (pixels,), np.int32)
    node_count = graph.number_nodes(sets[:, 0], nodes, array("names", (pixels,), np.int32))
    rest_graph = graph.contract(weights, rest[:left], width, nodes, node_count, sets)
    found = []
    for position, scale in enumerate(scales):
        node_regions, region_count = graph.join_nodes(*rest_graph, np.float32(scale), min_size, stop.byte)
        stop.check()
        labels = array(f"labels {position}", (pixels,), np.int32)
        graph.paint(nodes, node_regions, labels)
        found.append(Segmentation(labels.reshape(height, width), region_count))
    return found


def search_colour_space(
    rgb: NDArray[np.uint8], name: str, settings: SearchSettings, stop: StopFlag
) -> NDArray[np.int32]:
    """Return the boxes of every node of every tree that one colour space gives: M x 4, xyxy, half-open.

    Raises Cancelled.
    """
    picture = COLOUR_SPACES[name](rgb)
    stop.check()
    with borrowed_workspace() as workspace:
        segmented = segmentations(
            picture,
            settings.scales,
            settings.sigma,
            settings.min_size,
            settings.thinned,
            stop,
            workspace,
        )
        texture_of = _texture_reader(picture, settings, stop, workspace)
        trees = [
            tree
            for segmentation in segmented
            for tree in _trees(picture, segmentation, texture_of, settings, stop)
        ]
    return np.concatenate(trees)


def _trees(
    picture: NDArray[np.uint8],
    segmentation: Segmentation,
    texture_of: TextureReader,
    settings: SearchSettings,
    stop: StopFlag,
) -> Iterator[NDArray[np.int32]]:
    """Group one segmentation by every similarity; yield the boxes of each tree."""
    labels = segmentation.labels
    sizes, outlines = regions.measure_regions(labels, segmentation.count)
    pairs = regions.adjacent_pairs(labels, segmentation.count)
    colour = regions.colour_histograms(picture, labels, sizes)
    texture = texture_of(labels, sizes)
    for weights in settings.similarities:
        stop.check()
        used = [part for part, weight in ((colour, weights[0]), (texture, weights[1])) if weight]
        histograms = np.concatenate(used, axis=1) if used else np.empty((sizes.size, 0), np.float32)
        colour_bins = colour.shape[1] if weights[0] else 0
        mixture = tuple(np.float32(weight) for weight in weights)
        yield grouping.group_regions(
            pairs, sizes, outlines, histograms, colour_bins, mixture, labels.size, stop.byte
        )
    stop.check()


def _texture_reader(
    picture: NDArray[np.uint8], settings: SearchSettings, stop: StopFlag, workspace: Workspace
) -> TextureReader:
    """Return what makes the texture histograms of a segmentation from its labels and sizes."""
    if not any(weights[1] for weights in settings.similarities):
        return lambda _labels, sizes: np.empty((sizes.size, 0), np.float32)
    gradients = workspace.array("gradients", (12, picture.shape[0] * picture.shape[1]), np.int16)
    if settings.rotated_texture and is_worth_turning(*picture.shape[:2]):
        rotated_gradients(picture, gradients, workspace)
    else:
        direct_gradients(picture, gradients)
    stop.check()
    pixels = workspace.array("event pixels", (gradients.size,), np.int32)
    slots = workspace.array("event slots", (gradients.size,), np.int32)
    count = regions.texture_events(gradients, pixels, slots)
    return lambda labels, sizes: regions.texture_histograms(pixels, slots, count, labels.ravel(), sizes)
