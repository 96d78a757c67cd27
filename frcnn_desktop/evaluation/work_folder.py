"""A folder with one results file per finished image, so that nothing is detected twice.

Several processes, also on several machines that share the folder, may write to it at once: each file is one
image's, and appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.image_result import ImageResult, ResultsOrigin, truth_key
from frcnn_desktop.evaluation.results_file import read_results, write_results

_ORIGIN = "origin.json"


class WorkFolder:
    """Finished images of one model with one way of filtering."""

    def __init__(self, folder: Path, origin: ResultsOrigin) -> None:
        """Make the folder, or go on with it. Raises DatasetError when it holds results of another origin."""
        self._folder = folder
        self._origin = origin
        self._changed: dict[str, None] = {}
        told = json.dumps(asdict(origin))
        path = folder / _ORIGIN
        try:
            if not path.exists():
                folder.mkdir(parents=True, exist_ok=True)
                write_atomically(path, told.encode())
            there = path.read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            raise DatasetError(
                Message("evaluation.work_folder", folder=folder, reason=reason_of(error))
            ) from error
        if there != told:
            raise DatasetError(Message("evaluation.other_results", folder=folder))

    @property
    def changed(self) -> Sequence[str]:
        """The ids of the images asked for whose labels or pixels are others than when they were put here."""
        return tuple(self._changed)

    def get(self, image_id: str, truth: GroundTruth, content_key: str) -> ImageResult | None:
        """Return what was found on an image; None when it is to do, or to do again."""
        path = self._path(image_id)
        if not path.exists():
            return None
        try:
            origin, results = read_results(path)
        except DatasetError:
            # Damaged, e.g. by a full disk: it is made again.
            return None
        wanted = (image_id, truth_key(truth), content_key)
        found = [(each.image_id, each.truth_key, each.content_key) for each in results]
        if origin != self._origin or found != [wanted]:
            self._changed[image_id] = None
            return None
        return results[0]

    def put(self, result: ImageResult) -> None:
        """Keep the result of one image. Raises DatasetError when it cannot be written."""
        write_results(self._path(result.image_id), self._origin, [result])

    def _path(self, image_id: str) -> Path:
        """Image ids may hold what file names must not, and bytes that are no UTF-8."""
        digest = hashlib.blake2b(image_id.encode("utf-8", "surrogatepass"), digest_size=12)
        return self._folder / f"{digest.hexdigest()}.npz"
