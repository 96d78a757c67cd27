"""Searching for proposals in a thread of its own, while the backbone runs."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import clip_boxes, read_only
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.proposals import MODE_NAMES, ProposalCache, ProposalStore, selective_search
from frcnn_desktop.proposals.kernels import current_method
from frcnn_desktop.proposals.modes import method_name

_DEFAULT_MODE = "fast"
_DEFAULT_MAX = "2000"


class ProposalSearcher:
    """Finds proposals the way the checkpoint was trained with, and keeps them on disk."""

    def __init__(self, settings: Mapping[str, str], cache: ProposalStore | None) -> None:
        """`settings` of the checkpoint: "mode" and "max". Raises CheckpointError when they mean nothing."""
        self._mode = settings.get("mode", _DEFAULT_MODE)
        limit = settings.get("max", _DEFAULT_MAX)
        if self._mode not in MODE_NAMES or not limit.isdecimal() or len(limit) > 6:
            raise CheckpointError(Message("model.proposals", mode=self._mode, limit=limit))
        self._max = int(limit)
        self._cache: ProposalStore = cache if cache is not None else ProposalCache()
        self._prepared: dict[str, tuple[Proposals, float]] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="proposals")

    @property
    def method(self) -> str:
        """What its proposals are: the mode, its version, and how many of them are used."""
        return f"{method_name(self._mode)}, {self._max} at most"

    def is_provisional(self, proposals: Proposals) -> bool:
        """Say whether a search would find others once the kernels are ready."""
        return proposals.method != current_method(self._mode)

    def start(
        self, rgb: NDArray[np.uint8], content_key: str, token: CancelToken | None
    ) -> Future[tuple[Proposals, float]]:
        """Begin the search; the result is the best ranked proposals and the seconds it took.

        It raises Cancelled once the token is set. Without a key nothing is kept on disk.
        """
        known = self._prepared.pop(content_key, None) if content_key else None
        if known is not None:
            ready: Future[tuple[Proposals, float]] = Future()
            ready.set_result(known)
            return ready
        return self._pool.submit(self._search, rgb, content_key, token)

    def search_on_one_core(self, rgb: NDArray[np.uint8], token: CancelToken | None) -> Proposals:
        """Search now, in this thread, and keep nothing. Raises Cancelled."""
        return self._search(rgb, "", token, one_core=True)[0]

    def prepare(self, rgb: NDArray[np.uint8], content_key: str) -> None:
        """Search now, in this thread and on one core, and hold the answer until `start` asks for it."""
        self._prepared[content_key] = self._search(rgb, content_key, CancelToken(), one_core=True)

    def _search(
        self, rgb: NDArray[np.uint8], content_key: str, token: CancelToken | None, *, one_core: bool = False
    ) -> tuple[Proposals, float]:
        started = time.perf_counter()
        found = self._cache.get(content_key, self._mode) if content_key else None
        if found is None:
            search = partial(selective_search, rgb, mode=self._mode, token=token)
            one_core = one_core or (token is not None and token.leave_a_core)
            found = search(threads=1) if one_core else search()
            if content_key:
                self._cache.put(content_key, self._mode, found)
        return _inside(found.top(self._max), rgb), time.perf_counter() - started


def _inside(found: Proposals, rgb: NDArray[np.uint8]) -> Proposals:
    """Return proposals that are inside the image, also where a file says otherwise."""
    height, width = rgb.shape[:2]
    if len(found) == 0 or (found.boxes.max(axis=0)[2:] <= (width, height)).all():
        return found
    return replace(found, boxes=read_only(clip_boxes(found.boxes, width, height)))
