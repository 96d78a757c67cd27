"""Selective search: where in an image objects may be, from its pixels alone. No Qt, no torch."""

from frcnn_desktop.proposals.cache import ProposalCache, ProposalStore
from frcnn_desktop.proposals.kernels import warm_up
from frcnn_desktop.proposals.modes import MODE_NAMES
from frcnn_desktop.proposals.search import segment, selective_search

__all__ = ["MODE_NAMES", "ProposalCache", "ProposalStore", "segment", "selective_search", "warm_up"]
