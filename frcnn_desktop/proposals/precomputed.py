"""Proposals that were made before, one small file for each image, to be moved between machines.

`FOLDER/ab/abcdef….npz` belongs to the image whose bytes have that BLAKE2b-128 digest (`core.images
.content_key`), wherever it lies and whatever it is called. It is an archive of NumPy without pickles:
`boxes` N x 4 float32, xyxy, half-open, in pixels of the image as displayed, best first; `scores` N float32,
falling; `method` and `content`, texts: what made them, with its version, and the digest once more.
"""

from __future__ import annotations

import re
import threading
from io import BytesIO
from pathlib import Path

import numpy as np

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.core.plain_arrays import read_arrays
from frcnn_desktop.proposals.cache import ProposalCache
from frcnn_desktop.proposals.kernels import current_method

_MOST_BYTES = 2**26
_KEY = re.compile(r"[0-9a-f]{32}")


class ProposalFolder:
    """A folder of such files. Safe between processes: they are written beside their place and moved."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, content_key: str) -> Proposals | None:
        """Return what is stored for an image, whatever made it; None where nothing usable is."""
        if not _KEY.fullmatch(content_key):
            return None
        try:
            with self._path(content_key).open("rb") as file:
                arrays = read_arrays(file, _MOST_BYTES)
            boxes, scores = arrays["boxes"], arrays["scores"]
            method, content = str(arrays["method"]), str(arrays["content"])
        except (OSError, ValueError, KeyError):
            return None
        shapes = boxes.ndim == 2 and boxes.shape[1] == 4 and scores.shape == boxes.shape[:1]
        if not shapes or boxes.dtype != np.float32 or scores.dtype != np.float32 or content != content_key:
            return None
        # Not a number is neither.
        if not ((boxes[:, :2] >= 0).all() and (boxes[:, 2:] > boxes[:, :2]).all()):
            return None
        return Proposals(read_only(boxes), read_only(scores), {"stored": 0.0}, method)

    def write(self, content_key: str, proposals: Proposals) -> None:
        """Store the proposals of an image in place of what is there. Raises OSError."""
        path = self._path(content_key)
        path.parent.mkdir(parents=True, exist_ok=True)
        archive = BytesIO()
        np.savez_compressed(
            archive,
            boxes=proposals.boxes,
            scores=proposals.scores,
            method=np.array(proposals.method),
            content=np.array(content_key),
        )
        write_atomically(path, archive.getvalue())

    def _path(self, content_key: str) -> Path:
        return self._folder / content_key[:2] / f"{content_key}.npz"


class PrecomputedProposals:
    """Proposals from a folder as far as they are there and up to date, else from the user's cache.

    `used`, `stale` and `missing` count the images asked for; stale are those that another version or mode of
    the search has made. Thread-safe.
    """

    def __init__(self, folder: Path, cache: ProposalCache | None = None) -> None:
        self._folder = folder
        self._stored = ProposalFolder(folder)
        self._cache = cache if cache is not None else ProposalCache()
        self._counting = threading.Lock()
        self.used = self.stale = self.missing = 0

    def __reduce__(self) -> tuple[type[PrecomputedProposals], tuple[Path, ProposalCache]]:
        """Go to another process with the folder, and count anew there."""
        return PrecomputedProposals, (self._folder, self._cache)

    def get(self, content_key: str, mode: str) -> Proposals | None:
        """Return what this mode would find in the image with this content, or None when it is not there."""
        found = self._stored.read(content_key)
        fits = found is not None and found.method == current_method(mode)
        with self._counting:
            self.used += fits
            self.stale += found is not None and not fits
            self.missing += found is None
        return found if fits else self._cache.get(content_key, mode)

    def put(self, content_key: str, mode: str, proposals: Proposals) -> None:
        """Keep what was searched in the cache; the folder is only read."""
        self._cache.put(content_key, mode, proposals)
