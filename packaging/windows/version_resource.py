"""The version that Windows shows in a file's properties, in the form PyInstaller reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ENGLISH_UNICODE = "040904B0"


def version_resource(project: Mapping[str, Any], file_name: str) -> str:
    """Return the text of a version resource for `file_name`.exe from pyproject's [project] table.

    Only the numbers that lead the version count: 1.2.3rc1 becomes 1.2.3.0.
    """
    texts = {
        "CompanyName": f"{project['name']} contributors",
        "FileDescription": project["description"],
        "FileVersion": project["version"],
        "InternalName": file_name,
        "LegalCopyright": project["license"],
        "OriginalFilename": f"{file_name}.exe",
        "ProductName": project["name"],
        "ProductVersion": project["version"],
    }
    strings = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in texts.items())
    numbers = _four_numbers(project["version"])
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, "
        "OS=0x40004, fileType=1, subtype=0, date=(0, 0)), "
        f"kids=[StringFileInfo([StringTable({_ENGLISH_UNICODE!r}, [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def _four_numbers(version: str) -> tuple[int, int, int, int]:
    leading = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", version)
    major, minor, patch = (int(part or 0) for part in leading.groups()) if leading else (0, 0, 0)
    return major, minor, patch, 0
