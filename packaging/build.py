"""Build the application: an environment from uv.lock, frozen by PyInstaller into one folder.

Usage: python packaging/build.py [--torch cpu|auto|cu130|...] [--folder build]
The result is FOLDER/dist/frcnn-desktop. Needs uv and a Python of 3.11 or newer; works on all three systems.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "packaging" / "frcnn-desktop.spec"
_TORCH = ("torch", "torchvision")
_OF_CUDA = ("nvidia-", "cuda-", "triton")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--torch",
        default="locked",
        help="locked (as in uv.lock), or what uv knows as a torch backend: cpu, auto, cu130, ...",
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "build", help="where everything is put")
    arguments = parser.parse_args()
    started = time.monotonic()
    folder = arguments.folder.resolve()
    make_environment(folder / "env", arguments.torch)
    freeze(folder)
    sys.stdout.write(f"{folder / 'dist' / 'frcnn-desktop'} in {time.monotonic() - started:.0f} s\n")
    return 0


def make_environment(environment: Path, torch: str) -> None:
    """Install the program as a wheel, what it requires and PyInstaller, in the versions of uv.lock."""
    locked = _locked_versions()
    command = ["uv", "sync", "--frozen", "--no-default-groups", "--no-editable", "--group", "package"]
    command += ["--reinstall-package", "frcnn-desktop"]
    if torch != "locked":
        others = [name for name in locked if name in _TORCH or name.startswith(_OF_CUDA)]
        command += [word for name in others for word in ("--no-install-package", name)]
    _run(command, {"UV_PROJECT_ENVIRONMENT": str(environment)})
    if torch != "locked":
        wanted = [f"{name}=={locked[name]}" for name in _TORCH]
        _run(["uv", "pip", "install", "--python", str(environment), f"--torch-backend={torch}", *wanted])


def freeze(folder: Path) -> None:
    """Run PyInstaller on the spec with the environment's own Python."""
    starter = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [str(starter), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    _run([*command, "--distpath", str(folder / "dist"), "--workpath", str(folder / "pyinstaller"), str(SPEC)])


def _locked_versions() -> dict[str, str]:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package["version"] for package in packages if "version" in package}


def _run(command: list[str], extra: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=ROOT, env={**os.environ, **(extra or {})}, check=True)


if __name__ == "__main__":
    sys.exit(main())
