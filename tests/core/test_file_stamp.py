import os
from pathlib import Path

import pytest

from frcnn_desktop.core.file_stamp import file_stamp


@pytest.mark.skipif(os.name == "nt", reason="Windows tells no time of change")
def test_that_a_file_copied_over_another_with_its_time_and_size_is_told_from_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"one")
    status, before = path.stat(), file_stamp(path)
    assert file_stamp(path) == before
    (tmp_path / "b.jpg").write_bytes(b"two")
    os.utime(tmp_path / "b.jpg", ns=(status.st_atime_ns, status.st_mtime_ns))
    (tmp_path / "b.jpg").replace(path)
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    assert file_stamp(path) != before
    assert file_stamp(tmp_path / "gone") == (0, 0)
