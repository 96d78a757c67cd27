"""Make a Debian package (zstd) from a built application, with Debian's own dpkg-deb.

Usage: python packaging/linux/build_deb.py FOLDER/frcnn-desktop ICONS OUT
ICONS is what make_icons.py wrote. Needs Linux, dpkg-deb and room for the package; the application's files are
linked, not copied, where they lie on the same disk.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
METAINFO = "org.frcnn_desktop.frcnn_desktop.metainfo.xml"
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# Qt opens these itself and they belong to the graphics driver, so the application does not carry them.
DEPENDS = ("libegl1", "libgl1", "libopengl0", "fonts-dejavu-core | fonts-liberation | fonts-freefont-ttf")
COMPRESSION = ("-Zzstd", "-z6")


def build_deb(application: Path, icons: Path, out: Path) -> Path:
    """Write OUT/frcnn-desktop_VERSION_ARCHITECTURE.deb and return its path."""
    project = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    architecture = _said("dpkg", "--print-architecture")
    target = out / f"{project['name']}_{project['version']}_{architecture}.deb"
    out.mkdir(parents=True, exist_ok=True)
    # Beside the application, so that files can be linked.
    with tempfile.TemporaryDirectory(dir=application.parent) as folder:
        tree = Path(folder) / "tree"
        _lay_out(application, icons, tree)
        _describe(project, architecture, tree)
        subprocess.run(["dpkg-deb", "--root-owner-group", *COMPRESSION, "--build", tree, target], check=True)
    return target


def _lay_out(application: Path, icons: Path, tree: Path) -> None:
    library = tree / "usr/lib/frcnn-desktop"
    library.parent.mkdir(parents=True)
    shutil.copytree(application, library, symlinks=True, copy_function=_link)
    starter = tree / "usr/bin/frcnn-desktop"
    starter.parent.mkdir()
    starter.symlink_to("../lib/frcnn-desktop/frcnn-desktop")
    share = tree / "usr/share"
    _put(HERE / "frcnn-desktop.desktop", share / "applications/frcnn-desktop.desktop")
    _put(HERE / METAINFO, share / "metainfo" / METAINFO)
    for size in ICON_SIZES:
        picture = f"hicolor/{size}x{size}/apps/frcnn-desktop.png"
        _put(icons / f"{size}x{size}.png", share / "icons" / picture)
    drawing = HERE.parents[1] / "resources/icons/app.svg"
    _put(drawing, share / "icons/hicolor/scalable/apps/frcnn-desktop.svg")
    _compress(HERE / "frcnn-desktop.1", share / "man/man1/frcnn-desktop.1.gz")
    notes = share / "doc/frcnn-desktop"
    _compress(HERE.parents[1] / "docs/CHANGELOG.md", notes / "changelog.gz")
    # From the application itself: it says what is really in it.
    subprocess.run([application / "frcnn-desktop", "licences", "--out", notes / "copyright"], check=True)


def _describe(project: dict[str, str], architecture: str, tree: Path) -> None:
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    control = tree / "DEBIAN"
    control.mkdir()
    fields = {
        "Package": project["name"],
        "Version": project["version"],
        "Architecture": architecture,
        "Maintainer": f"{project['name']} contributors <frcnn-desktop@localhost>",
        "Installed-Size": str(sum(path.stat().st_size for path in files) // 1024),
        "Depends": ", ".join((f"libc6 (>= {platform.libc_ver()[1]})", *DEPENDS)),
        "Section": "science",
        "Priority": "optional",
        "Description": f"{project['description']}\n With a model for the 20 VOC classes. Works offline.",
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (control / "control").write_text(text, "utf-8")
    sums = "".join(f"{_md5(path)}  {path.relative_to(tree)}\n" for path in files)
    (control / "md5sums").write_text(sums, "utf-8")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def _compress(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # Without a time, so that the same sources give the same package.
    target.write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest()


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    os.umask(0o022)
    program, pictures, folder = (Path(argument).resolve() for argument in sys.argv[1:4])
    sys.stdout.write(f"{build_deb(program, pictures, folder)}\n")
