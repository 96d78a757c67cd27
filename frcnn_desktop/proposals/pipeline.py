"""One colour space from picture to boxes: the compiled steps in their order.

This module imports numba; load it only where the search runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.proposals import edges, graph, grouping, node_graph, regions
from frcnn_desktop.proposals.colour import COLOUR_SPACES, smooth
from frcnn_desktop.proposals.gradients import direct_gradients, is_worth_turning, rotated_gradients
from frcnn_desktop.proposals.modes import SearchSettings
from frcnn_desktop.proposals.scratch import Scratch, borrowed_scratch
from frcnn_desktop.proposals.thread_team import Parts, StopFlag

TextureReader: TypeAlias = Callable[[NDArray[np.int32], NDArray[np.int32]], NDArray[np.float32]]
"""From labels (H x W) and sizes (R) to texture histograms (R x 240)."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """One scale: `labels` H x W int32, 0..`count`-1 in reading order."""

    labels: NDArray[np.int32]
    count: int


@dataclass(frozen=True, slots=True)
class Fragments:
    """What all scales of a picture share: `nodes` H x W int32, and the graph between them (`node_graph`)."""

    nodes: NDArray[np.int32]
    between: tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.int32]]

    def segment(
        self, scale: float, min_size: int, stop: StopFlag, labels: NDArray[np.int32] | None = None
    ) -> Segmentation:
        """Return the segments at one scale, in `labels` (H x W) if given. Raises Cancelled."""
        node_regions, count = node_graph.join_nodes(*self.between, np.float32(scale), min_size, stop.byte)
        stop.check()
        labels = np.empty_like(self.nodes) if labels is None else labels
        node_graph.paint(self.nodes.reshape(-1), node_regions, labels.reshape(-1))
        return Segmentation(labels, count)


def fragments_of(
    picture: NDArray[np.uint8],
    scales: tuple[float, ...],
    sigma: float,
    thinned: bool,
    stop: StopFlag,
    scratch: Scratch,
) -> Fragments:
    """Join the pixels of `picture` (H x W x 3) as far as all scales agree.

    `thinned`: leave out edges that hardly ever matter, see `edges.thin_edges`. Raises Cancelled.
    """
    height, width = picture.shape[:2]
    pixels = height * width
    array = scratch.array
    weights = array("weights", (2, height, width), np.float32)
    edges.edge_weights(smooth(picture, sigma, scratch), weights)
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
    left = graph.join_certain(weights, order[:count], width, low, high, sets, rest, stop.byte)
    stop.check()
    nodes = np.empty((height, width), np.int32)
    node_count = node_graph.number_nodes(sets, nodes.reshape(-1), array("names", (pixels,), np.int32))
    between = node_graph.contract(weights, rest[:left], width, nodes.reshape(-1), node_count, sets)
    return Fragments(nodes, between)


def search_colour_space(rgb: NDArray[np.uint8], name: str, settings: SearchSettings, stop: StopFlag) -> Parts:
    """Begin the search of one colour space; the parts left to do can be done side by side.

    Each returns the boxes of every node of every tree of one scale: M x 4, xyxy, half-open. Raises Cancelled.
    """
    picture = COLOUR_SPACES[name](rgb)
    stop.check()
    with borrowed_scratch() as scratch:
        fragments = fragments_of(picture, settings.scales, settings.sigma, settings.thinned, stop, scratch)
        texture_of = _texture_reader(picture, settings, stop, scratch)
        stop.check()
    return Parts(
        partial(_search_scale, picture, fragments, scale, texture_of, settings, stop)
        for scale in settings.scales
    )


def _search_scale(
    picture: NDArray[np.uint8],
    fragments: Fragments,
    scale: float,
    texture_of: TextureReader,
    settings: SearchSettings,
    stop: StopFlag,
) -> NDArray[np.int32]:
    with borrowed_scratch() as scratch:
        labels = scratch.array("labels", picture.shape[:2], np.int32)
        segmentation = fragments.segment(scale, settings.min_size, stop, labels)
        return np.concatenate(list(_trees(picture, segmentation, texture_of, settings, stop)))


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
    picture: NDArray[np.uint8], settings: SearchSettings, stop: StopFlag, scratch: Scratch
) -> TextureReader:
    """Return what makes the texture histograms of a segmentation from its labels and sizes."""
    if not any(weights[1] for weights in settings.similarities):
        return lambda _labels, sizes: np.empty((sizes.size, 0), np.float32)
    gradients = scratch.array("gradients", (12, picture.shape[0] * picture.shape[1]), np.int16)
    if settings.rotated_texture and is_worth_turning(*picture.shape[:2]):
        rotated_gradients(picture, gradients, scratch)
    else:
        direct_gradients(picture, gradients)
    stop.check()
    pixels = scratch.array("event pixels", (gradients.size,), np.int32)
    slots = scratch.array("event slots", (gradients.size,), np.int32)
    count = regions.texture_events(gradients, pixels, slots)
    pixels, slots = pixels[:count].copy(), slots[:count].copy()
    return lambda labels, sizes: regions.texture_histograms(pixels, slots, count, labels.ravel(), sizes)
