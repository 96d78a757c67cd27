"""The sample photos, in a folder where annotations can be saved beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

import platformdirs

from frcnn_desktop.host.folders import APPLICATION
from frcnn_desktop.host.resources import resource_path


def sample_folder() -> Path:
    """Return the user's copy of the sample photos, made on first use; photos that are missing come back.

    An installation may be read-only and belongs to everybody, so nothing is saved into it. Where no copy
    can be made, its own folder is returned: looking works all the same. Raises ResourceError when the
    photos are not installed.
    """
    installed = resource_path("samples")
    folder = platformdirs.user_data_path(APPLICATION) / "samples"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in installed.iterdir():
            target = folder / source.name
            if not target.exists():
                shutil.copyfile(source, target)
    except OSError:
        return installed
    return folder
