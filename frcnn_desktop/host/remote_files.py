"""Reading files on servers through fsspec: bounded in bytes and time, tried again, never written.

fsspec is an optional package and loaded with the first address. Addresses are handed to the one file system
that `core.urls` names for their scheme, so that fsspec's chains ("https://…::file://…") mean nothing here.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, TypeVar

from frcnn_desktop.core.errors import ImageLoadError, MissingPackageError, reason_of
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.core.urls import FILE_SYSTEMS, scheme_of, shown_url

_BLOCK = 2**18
_FINGERPRINTS = (
    "ETag",
    "etag",
    "md5Hash",
    "Content-MD5",
    "Last-Modified",
    "LastModified",
    "mtime",
    "created",
)
_FINAL = {400, 401, 403, 404, 405, 410, 414}
"""Answers that another try does not change."""
_REASONS = {
    TimeoutError: "system.timed_out",
    FileNotFoundError: "system.not_there",
    PermissionError: "system.permission_denied",
}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a server is waited for and read: seconds for a connection, a block and a whole file."""

    file_bytes: int = 2**28
    connect_seconds: float = 10.0
    block_seconds: float = 30.0
    file_seconds: float = 300.0
    tries: int = 4
    pause_seconds: float = 0.5


class RemoteFiles:
    """Reads files by address. Thread-safe; all methods raise ImageLoadError with the reason."""

    def __init__(self, bounds: Bounds = Bounds()) -> None:
        self._bounds = bounds
        self._systems: dict[str, Any] = {}

    def require(self, scheme: str) -> None:
        """Raise MissingPackageError where what opens this scheme is not installed."""
        self._system(scheme)

    def fingerprint(self, url: str) -> str:
        """Return what changes when the file does, as far as its server says. Refuses a file too large."""
        return self._tried(url, lambda system: self._fingerprint(system, url))

    def read(self, url: str, write: Callable[[bytes], object], restart: Callable[[], object]) -> None:
        """Hand the content to `write`, block by block; `restart` is called before each try."""

        def once(system: Any) -> None:
            restart()
            for block in self._blocks(system, url):
                write(block)

        self._tried(url, once)

    def _fingerprint(self, system: Any, url: str) -> str:
        info = system.info(url)
        self._refuse_large(info.get("size") or 0)
        told = [(key, str(info[key])) for key in ("size", *_FINGERPRINTS) if info.get(key) is not None]
        return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()

    def _blocks(self, system: Any, url: str) -> Iterator[bytes]:
        latest, size = time.monotonic() + self._bounds.file_seconds, 0
        # Blocks of 0 bytes stream; else each would be a request. With any size nobody asks for it again.
        options = {"block_size": 0, "size": 1} if scheme_of(url).startswith("http") else {}
        with closing(system.open(url, "rb", **options)) as file:
            while block := file.read(_BLOCK):
                size += len(block)
                self._refuse_large(size)
                if time.monotonic() > latest:
                    raise _RefusedError(Message("remote.too_slow", seconds=self._bounds.file_seconds))
                yield block

    def _refuse_large(self, size: int) -> None:
        if size > self._bounds.file_bytes:
            raise _RefusedError(Message("remote.too_large", limit=self._bounds.file_bytes // 2**20))

    def _tried(self, url: str, work: Callable[[Any], _T]) -> _T:
        system = self._system(scheme_of(url))
        for number in range(1, self._bounds.tries + 1):
            try:
                return work(system)
            except Exception as error:  # each file system brings the errors of its own library
                if number == self._bounds.tries or _is_final(error):
                    reason = _reason(error)
                    message = Message("remote.not_fetched", url=shown_url(url), reason=reason)
                    raise ImageLoadError(message) from error
            # Not all at once: thousands of processes may have met the same full server.
            time.sleep(self._bounds.pause_seconds * 2 ** (number - 1) * random.uniform(0.5, 1.5))
        raise AssertionError("the last try returns or raises")

    def _system(self, scheme: str) -> Any:
        if scheme not in self._systems:
            try:
                import fsspec

                fsspec.get_filesystem_class(FILE_SYSTEMS[scheme])
            except ImportError as error:
                raise MissingPackageError(Message("package.remote", scheme=scheme)) from error
            self._systems[scheme] = fsspec.filesystem(FILE_SYSTEMS[scheme], **self._options(scheme))
        return self._systems[scheme]

    def _options(self, scheme: str) -> dict[str, Any]:
        """Return what tells each file system to give up in time; trying again is ours."""
        connect, block = self._bounds.connect_seconds, self._bounds.block_seconds
        if scheme == "s3":
            once = {"connect_timeout": connect, "read_timeout": block, "retries": {"total_max_attempts": 1}}
            return {"config_kwargs": once}
        if scheme == "gs" or scheme.startswith("http"):
            from aiohttp import ClientTimeout

            timeout = ClientTimeout(total=None, sock_connect=connect, sock_read=block)
            if scheme == "gs":
                return {"session_kwargs": {"timeout": timeout}}
            return {"client_kwargs": {"timeout": timeout, "trust_env": True}, "get_client": _web_client}
        return {}


class _RefusedError(Exception):
    """Nothing that another try would change."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


async def _web_client(**options: Any) -> Any:
    """Return a session that follows a server's pointers to `https://` alone."""
    import aiohttp

    async def check(_session: object, _context: object, parameters: Any) -> None:
        target = parameters.response.headers.get("Location", "")
        scheme = target.partition("://")[0].lower() if "://" in target.partition("?")[0] else ""
        if scheme and scheme not in FILE_SYSTEMS:
            raise _RefusedError(Message("remote.elsewhere"))

    tracing = aiohttp.TraceConfig()
    tracing.on_request_redirect.append(check)
    return aiohttp.ClientSession(trace_configs=[tracing], **options)


def _is_final(error: BaseException) -> bool:
    cause = _cause(error)
    status = getattr(cause, "status", None)
    if isinstance(cause, _RefusedError | PermissionError | IsADirectoryError):
        return True
    return status in _FINAL if status is not None else isinstance(cause, FileNotFoundError)


def _reason(error: BaseException) -> Message:
    """Return what went wrong, never with the address: it may hold a signature."""
    cause = _cause(error)
    if isinstance(cause, _RefusedError):
        return cause.message
    if isinstance(status := getattr(cause, "status", None), int):
        return Message("remote.answered", code=status)
    for kind, reason in _REASONS.items():
        if isinstance(cause, kind):
            return Message(reason)
    system_error = getattr(cause, "os_error", cause)
    if isinstance(system_error, OSError) and system_error.errno is not None:
        return reason_of(system_error)
    return (
        Message("remote.cut_short") if "Payload" in type(cause).__name__ else verbatim(type(cause).__name__)
    )


def _cause(error: BaseException) -> BaseException:
    """Return what is behind an error: fsspec calls whatever a web server answers "not found"."""
    while isinstance(error, FileNotFoundError) and error.__cause__ is not None:
        error = error.__cause__
    return error
