"""Two processes on this machine; several machines differ only in what torchrun is told."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

JOB = Path(__file__).parents[1] / "support" / "distributed_job.py"
PATIENCE_SECONDS = 300

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(2 * PATIENCE_SECONDS),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="torchrun restarts workers on POSIX systems"),
]


def train_alone(folder: Path, *arguments: str) -> dict[str, Any]:
    return run([sys.executable, str(JOB), str(folder), *arguments], folder)


def train_with_two(folder: Path, *arguments: str, restarts: int = 1) -> dict[str, Any]:
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    return run([*launcher, "--max-restarts", str(restarts), str(JOB), str(folder), *arguments], folder)


def run(command: list[str], folder: Path) -> dict[str, Any]:
    """Return what the first process says of itself; raises RuntimeError when the run dies."""
    folder.mkdir(exist_ok=True)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(JOB.parents[2])}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            status = process.wait(PATIENCE_SECONDS)
        finally:
            # The launcher ends its workers; killed, it would leave them behind.
            process.terminate()
            process.wait()
    if status != 0:
        raise RuntimeError((folder / "log").read_text()[-20_000:])
    return json.loads((folder / "rank0.json").read_text())


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return train_alone(tmp_path_factory.mktemp("alone") / "run")


def test_that_two_processes_have_the_losses_of_one(alone: dict[str, Any], tmp_path: Path) -> None:
    both = train_with_two(tmp_path / "run")
    assert both["ranks"] == 2
    assert both["losses"] == pytest.approx(alone["losses"], rel=1e-3)
    assert len(both["losses"]) == 8


def test_that_a_killed_process_costs_no_more_than_the_last_saved_state(
    alone: dict[str, Any], tmp_path: Path
) -> None:
    both = train_with_two(tmp_path / "run", "kill")
    assert both["first"] == 4
    expected = {step: loss for step, loss in alone["losses"].items() if int(step) > 4}
    assert both["losses"] == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("ranks", [1, 2])
def test_that_training_goes_on_with_another_number_of_processes(
    alone: dict[str, Any], tmp_path: Path, ranks: int
) -> None:
    folder = tmp_path / "run"
    with pytest.raises(RuntimeError):
        train_alone(folder, "kill") if ranks == 2 else train_with_two(folder, "kill", restarts=0)
    assert not (folder / "rank0.json").exists()
    rest = train_alone(folder) if ranks == 1 else train_with_two(folder)
    assert (rest["ranks"], rest["first"]) == (ranks, 4)
    expected = {step: loss for step, loss in alone["losses"].items() if int(step) > 4}
    assert rest["losses"] == pytest.approx(expected, rel=1e-3)


@contextmanager
def elastic_launcher(folder: Path, port: int, *, joins: bool = False) -> Iterator[subprocess.Popen[bytes]]:
    """A launcher of one process that takes part in a run of one or two machines."""
    meeting = f"last_call_timeout=1,keep_alive_interval=1,keep_alive_max_attempt=3,is_host={not joins}"
    launcher = [sys.executable, "-m", "torch.distributed.run", "--nnodes", "1:2", "--nproc-per-node", "1"]
    launcher += ["--max-restarts", "3", "--rdzv-id", "a run", "--rdzv-backend", "c10d"]
    launcher += [
        "--rdzv-endpoint",
        "localhost:29519",
        "--rdzv-conf",
        meeting,
        str(JOB),
        str(folder),
        "elastic",
    ]
    environment = {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(JOB.parents[2]),
        "TORCH_DISABLE_SHARE_RDZV_TCP_STORE": "1",
        **({"JOINS": "1"} if joins else {}),
    }
    with (folder / f"log of {'second' if joins else 'first'}").open("ab") as log:
        process = subprocess.Popen(
            launcher, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield process
        finally:
            # Workers have sessions of their own; the launcher ends them unless it was killed.
            process.terminate()
            process.wait(60)


def wait_for(path: Path, launcher: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not path.exists():
        assert launcher.poll() is None, "the launcher has given up"
        assert time.monotonic() < deadline, f"no {path.name}"
        time.sleep(0.1)


def test_that_machines_join_and_fail_and_the_run_goes_on_without_being_told_to_resume(
    alone: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    with elastic_launcher(folder, port) as first:
        wait_for(folder / "alone", first)
        with elastic_launcher(folder, port, joins=True) as second:
            wait_for(folder / "together", second)
            for process in (*children_of(second.pid), second.pid):
                os.kill(process, signal.SIGKILL)
        assert first.wait(PATIENCE_SECONDS) == 0, (folder / "log of first").read_text()[-20_000:]
    rest = json.loads((folder / "rank0.json").read_text())
    assert (rest["ranks"], rest["first"]) == (1, 6)
    expected = {step: loss for step, loss in alone["losses"].items() if int(step) > 6}
    assert rest["losses"] == pytest.approx(expected, rel=1e-3)


def children_of(process: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, check=False)
    return [int(number) for number in found.stdout.split()]
