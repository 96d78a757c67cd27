"""The examples on real Ray and Spark, two workers each; `make test-engines` brings them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.voc import read_annotation

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 600

pytestmark = pytest.mark.timeout(PATIENCE_SECONDS + 30)


@pytest.mark.parametrize(("example", "engine"), [("ray_detect.py", "ray"), ("spark_detect.py", "pyspark")])
def test_that_two_workers_write_the_xml_of_every_photo_and_tell_of_those_that_are_none(
    example: str, engine: str, tmp_path: Path
) -> None:
    if importlib.util.find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    if engine == "pyspark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    photos, out = tmp_path / "photos", tmp_path / "out"
    shutil.copytree(resource_path("samples"), photos)
    (photos / "broken.jpg").write_bytes(b"no image")
    samples = {path.stem for path in photos.glob("*.jpg")} - {"broken"}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / example), str(photos), str(out), "2"],
        env={
            **environment,
            "OMP_NUM_THREADS": "1",
            "SPARK_LOCAL_IP": "127.0.0.1",
            "RAY_worker_niceness": "0",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 1, done.stderr[-5000:]
    assert f"{len(samples) + 1} photos, 1 failed" in done.stdout
    assert "broken.jpg is not an image" in done.stdout
    annotations = {path.stem: read_annotation(path) for path in out.glob("*.xml")}
    assert set(annotations) == samples
    assert "cat" in {each.name for each in annotations["chelsea"].objects}
