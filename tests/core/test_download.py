import hashlib
from pathlib import Path

import pytest

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled, DownloadError
from frcnn_desktop.host.download import download, sha256_of

CONTENT = bytes(range(256)) * 4000
HASH = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def url(tmp_path: Path) -> str:
    (tmp_path / "server").mkdir()
    source = tmp_path / "server" / "model.pth"
    source.write_bytes(CONTENT)
    return source.as_uri()


def ignore(_done: int, _total: int) -> None: ...


def test_that_a_file_arrives_whole_and_tells_how_far_it_is(url: str, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    target = tmp_path / "models" / "model.pth"
    download(url, target, HASH[:8], lambda *numbers: told.append(numbers), CancelToken())
    assert target.read_bytes() == CONTENT
    assert [path.name for path in target.parent.iterdir()] == ["model.pth"]
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert len(told) > 1
    assert sha256_of(target) == HASH


def test_that_a_file_with_another_hash_is_not_kept(url: str, tmp_path: Path) -> None:
    target = tmp_path / "models" / "model.pth"
    with pytest.raises(DownloadError, match="arrived damaged"):
        download(url, target, "00000000", ignore, CancelToken())
    assert list(target.parent.iterdir()) == []


def test_that_a_stopped_download_leaves_what_was_there(url: str, tmp_path: Path) -> None:
    target = tmp_path / "model.pth"
    target.write_bytes(b"older")
    token = CancelToken()
    with pytest.raises(Cancelled):
        download(url, target, HASH[:8], lambda *_: token.cancel(), token)
    assert target.read_bytes() == b"older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.pth", "server"]


def test_that_no_network_is_said_with_a_way_around(tmp_path: Path) -> None:
    # Nothing listens on port 1 of this machine.
    with pytest.raises(DownloadError, match=r"Check the network.*Open model file"):
        download("http://127.0.0.1:1/model.pth", tmp_path / "model.pth", "0", ignore, CancelToken())
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_cannot_be_written_is_said_so(url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DownloadError, match="cannot be saved"):
        download(url, tmp_path / "file" / "model.pth", HASH[:8], ignore, CancelToken())
