"""Fetching one file over the network: checked, cancellable, never half there."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from frcnn_desktop.core.atomic_file import replacing
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DownloadError, reason_of
from frcnn_desktop.core.messages import Message, verbatim

_BLOCK = 2**18
_TIMEOUT_SECONDS = 20.0


def download(
    url: str,
    target: Path,
    sha256_prefix: str,
    progress: Callable[[int, int], None],
    token: CancelToken,
) -> None:
    """Fetch `url` into `target`, whose SHA-256 has to begin with `sha256_prefix`.

    `progress` gets the bytes that are there and those in all (0 where the server does not say). Raises
    DownloadError, or Cancelled once the token is set; the target then stays as it was.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as file:
            digest = _fetch(url, target.name, file.write, progress, token)
            if not digest.startswith(sha256_prefix):
                raise DownloadError(
                    Message("download.damaged", name=target.name, digest=digest[:8], wanted=sha256_prefix)
                )
    except OSError as error:
        raise DownloadError(_explained(target.name, error)) from error


def sha256_of(path: Path, token: CancelToken | None = None) -> str:
    """Return the SHA-256 of a file in hexadecimal. Raises OSError, or Cancelled once the token is set."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if token is not None:
                token.raise_if_cancelled()
            digest.update(block)
    return digest.hexdigest()


def _fetch(
    url: str,
    name: str,
    write: Callable[[bytes], object],
    progress: Callable[[int, int], None],
    token: CancelToken,
) -> str:
    digest, done = hashlib.sha256(), 0
    with urllib.request.urlopen(url, timeout=_TIMEOUT_SECONDS) as answer:
        length = answer.headers.get("Content-Length") or ""
        total = int(length) if length.isdecimal() else 0
        while block := answer.read(_BLOCK):
            token.raise_if_cancelled()
            write(block)
            digest.update(block)
            done += len(block)
            progress(done, total)
    if total and done != total:
        raise DownloadError(Message("download.failed", name=name, reason=Message("download.interrupted")))
    return digest.hexdigest()


def _explained(name: str, error: OSError) -> Message:
    if isinstance(error, urllib.error.HTTPError):
        return Message("download.server_answered", name=name, code=error.code)
    if isinstance(error, urllib.error.URLError | TimeoutError | ConnectionError):
        reason = getattr(error, "reason", error)
        cause = reason_of(reason) if isinstance(reason, Exception) else verbatim(str(reason))
        return Message("download.failed", name=name, reason=cause)
    return Message("file.not_saved", name=name, reason=reason_of(error))
