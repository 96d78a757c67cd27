"""Images on servers: fetched once, bounded, tried again, and nothing else ever opened."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest

from frcnn_desktop.core import urls
from frcnn_desktop.core.errors import DatasetError, ImageLoadError, MissingPackageError
from frcnn_desktop.host.remote_files import Bounds, RemoteFiles
from frcnn_desktop.host.remote_images import RemoteImages

QUICK = Bounds(file_bytes=10_000, connect_seconds=5, block_seconds=1, tries=3, pause_seconds=0.001)
Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(autouse=True)
def _other_schemes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tests' server speaks plain http, and fsspec's memory stands for the other stores."""
    for scheme in ("http", "memory"):
        monkeypatch.setitem(urls.FILE_SYSTEMS, scheme, scheme)
    fsspec.filesystem("http").clear_instance_cache()
    yield
    fsspec.filesystem("memory").store.clear()


class Server:
    """A web server on this machine; `answers` are what it does, one after the other, the last for ever."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.asked: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(f"{self.command} {self.path}")
                (server.answers.pop(0) if len(server.answers) > 1 else server.answers[0])(self)

            do_HEAD = do_GET

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def close(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def content(data: bytes, etag: str = '"1"', length: int | None = None) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(data) if length is None else length))
        request.send_header("ETag", etag)
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(data)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def images(folder: Path, bounds: Bounds = QUICK, max_bytes: int = 2**20) -> RemoteImages:
    return RemoteImages(RemoteFiles(bounds), folder, max_bytes)


def test_that_an_image_is_fetched_once_until_its_server_says_it_changed(
    server: Server, tmp_path: Path
) -> None:
    server.answers = [content(b"one")]
    remote = images(tmp_path)
    url = f"{server.url}/a/photo%201.jpg?signature=secret"
    path = remote.fetch(url)
    assert (path.name, path.read_bytes()) == ("photo_1.jpg", b"one")
    assert images(tmp_path).fetch(url) == path
    assert [each.split()[0] for each in server.asked] == ["HEAD", "GET", "HEAD"]
    server.answers = [content(b"two", etag='"2"')]
    assert remote.fetch(url).read_bytes() == b"two"


def test_that_a_server_in_trouble_is_asked_again(server: Server, tmp_path: Path) -> None:
    # A refused HEAD is followed by a GET at once.
    server.answers = [status(503), status(503), content(b"one")]
    assert images(tmp_path).fetch(f"{server.url}/a.jpg").read_bytes() == b"one"
    cut = content(b"on", length=3)
    server.answers = [content(b"one", etag='"2"'), cut, content(b"one")]
    assert images(tmp_path).fetch(f"{server.url}/a.jpg").read_bytes() == b"one"


@pytest.mark.parametrize(
    ("answer", "reason", "asked"),
    [
        (status(404), "answered 404", 2),
        (status(403), "answered 403", 2),
        (status(500), "answered 500", 6),
        (content(b"x" * 10_001), "more than 0 MB", 1),
        (status(302, Location="ftp://169.254.169.254/latest"), "points to an address", 2),
        (status(302, Location="file:///etc/passwd"), "points to an address", 2),
        (content(b"on", length=3), "incomplete", 4),
    ],
)
def test_that_what_cannot_be_fetched_is_told_without_the_secrets_of_its_address(
    server: Server, tmp_path: Path, answer: Answer, reason: str, asked: int
) -> None:
    server.answers = [answer]
    url = f"{server.url}/a.jpg?signature=secret"
    with pytest.raises(ImageLoadError, match=reason) as caught:
        images(tmp_path).fetch(url)
    assert "secret" not in str(caught.value)
    assert len(server.asked) == asked
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_that_a_body_beyond_the_bound_is_given_up_whatever_its_head_says(
    server: Server, tmp_path: Path
) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(b"x" * 50_000)

    server.answers = [endless]
    with pytest.raises(ImageLoadError, match="more than"):
        images(tmp_path).fetch(f"{server.url}/a.jpg")


def test_that_a_silent_server_is_waited_for_in_bounds(server: Server, tmp_path: Path) -> None:
    leave = threading.Event()
    server.answers = [lambda _request: (leave.wait(60), None)[1]]
    bounds = Bounds(connect_seconds=1, block_seconds=0.05, tries=2, pause_seconds=0.001)
    with pytest.raises(ImageLoadError, match="timed out"):
        images(tmp_path, bounds).fetch(f"{server.url}/a.jpg")
    leave.set()


def test_that_the_cache_stays_within_its_bound_and_keeps_what_was_just_fetched(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    paths = []
    for number in range(40):
        memory.pipe(f"/bucket/{number}.jpg", bytes(1000))
        paths.append(images(tmp_path, max_bytes=5000).fetch(f"memory://bucket/{number}.jpg"))
        os.utime(paths[-1], (number, number))
    left = [path for path in paths if path.exists()]
    assert paths[-1] in left
    assert 4 <= len(left) <= 5


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host/a.jpg",
        "file://host/a.jpg",
        "http+unix://host/a",
        "simplecache::https://host/a.jpg",
        "zip://a.jpg::https://host/b.zip",
    ],
)
def test_that_only_listed_schemes_are_ever_opened(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RemoteFiles, "_system", lambda *_arguments: pytest.fail("opened"))
    with pytest.raises(DatasetError, match="https://, s3://, gs://"):
        images(tmp_path).fetch(url)


def test_that_chains_of_file_systems_mean_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"secret")
    with pytest.raises(ImageLoadError, match="No such file"):
        images(tmp_path / "cache").fetch(f"memory://x::file://{secret}")


def test_that_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for missing in ("fsspec", "s3fs"):
        monkeypatch.setitem(sys.modules, missing, None)
        with pytest.raises(MissingPackageError, match=r"pip install 'frcnn-desktop\[remote\]'"):
            images(tmp_path).fetch("s3://bucket/a.jpg")
        monkeypatch.undo()
