"""What makes a model file: fetching a published one, decomposing the layers of another."""

from __future__ import annotations

from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.host.published_models import PublishedModel
from frcnn_desktop.host.resources import BUNDLED_MODEL, resource_path
from frcnn_desktop.workers.base.task_service import Progress


def fetch_published(model: PublishedModel, progress: Progress, token: CancelToken) -> Path:
    """Return the file of a published model, downloaded unless it is there. Raises DownloadError."""
    # Python's HTTP client and TLS, which the window does not wait for.
    from frcnn_desktop.host.download import download

    told = -1

    def report(done: int, total: int) -> None:
        nonlocal told
        # A message for every percent, not for every block.
        whole = total or model.megabytes * 10**6
        if done * 100 // whole != told:
            told = done * 100 // whole
            progress(done, whole)

    path = model.path
    if not path.exists():
        download(model.url, path, model.sha256_prefix, report, token)
    return path


def decompose(source: Path | None, target: Path, energy: float, _: Progress, token: CancelToken) -> Path:
    """Write a copy of a checkpoint (None: the bundled one) with decomposed layers and return it.

    Raises CheckpointError when nothing would be won. Imports torch.
    """
    from frcnn_desktop.inference.compression import compress_checkpoint

    compress_checkpoint(source or resource_path(*BUNDLED_MODEL), target, energy)
    token.raise_if_cancelled()
    return target
