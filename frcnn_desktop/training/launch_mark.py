"""Which start of which job the run in a work folder belongs to.

A launcher starts its processes again when one fails or a machine comes or goes, with the command line that it
was given. The mark tells such a restart, which goes on, from a new start, which begins anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.regular_file import read_regular
from frcnn_desktop.training.job import TrainingJob

_LARGEST_FILE = 2**20


@dataclass(frozen=True, slots=True)
class LaunchMark:
    """The file `path`; `launch` names the launcher's job, "" for none; `restarted`: it says so itself."""

    path: Path
    job: TrainingJob
    launch: str
    restarted: bool = False

    def goes_on(self) -> bool:
        """Whether the run in the folder was begun by this launcher with these settings.

        Not one that had ended, unless the launcher starts its processes again: one may fail on leaving.
        """
        known = self._read()
        same = bool(self.launch) and known.get("launch") == self.launch and known.get("job") == self._job()
        return same and (self.restarted or known.get("ended") is False)

    def write(self, *, ended: bool) -> None:
        """Say whose run it is from now on; a start without a launcher takes the mark away. Raises OSError."""
        if not self.launch:
            self.path.unlink(missing_ok=True)
            return
        values = {"launch": self.launch, "ended": ended, "job": self._job()}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, json.dumps(values, indent=1).encode("ascii"))

    def _job(self) -> dict[str, Any]:
        return self.job.to_dict()

    def _read(self) -> dict[str, Any]:
        """Return what is there; nothing where it cannot be read, so that the run begins anew."""
        try:
            values: Any = parse_plain(read_regular(self.path, _LARGEST_FILE), _LARGEST_FILE)
        except (OSError, ValueError):
            return {}
        return values if isinstance(values, dict) else {}
