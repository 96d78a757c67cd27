"""Arrays of plain numbers and texts in an npz archive, bounded in size, whatever the file holds."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import IO

import numpy as np
from numpy.typing import NDArray


def read_arrays(file: IO[bytes], limit: int) -> dict[str, NDArray]:
    """Return the arrays of an archive by name; `limit` bounds their bytes, unpacked, in all.

    Nothing is unpickled. Raises OSError for what the disk does, ValueError for whatever is no such archive,
    and never another error.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            # What a member says is also all that is unpacked of it.
            size = sum(member.file_size for member in archive.infolist())
            if size > limit:
                raise ValueError(f"arrays of {size} bytes; {limit} are read")
            return {name.removesuffix(".npy"): _array(archive.read(name)) for name in archive.namelist()}
    except (OSError, ValueError):
        raise
    except Exception as error:  # numpy and zipfile raise whatever they stumble over
        raise ValueError(f"no archive of arrays: {error}") from error


def _array(data: bytes) -> NDArray:
    return np.lib.format.read_array(BytesIO(data), allow_pickle=False)
