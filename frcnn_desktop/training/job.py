"""One training run as one value: what the form makes, the settings keep, and the command line parses into.

Nothing here needs torch: the window uses it, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.regular_file import read_regular

BUNDLED = "bundled"
WORK_SUFFIX = ".work"
"""How the folder of a training run's own files ends."""
MODES = ("head", "full")
PRECISIONS = ("float32", "bfloat16")
_DIFFICULT = ("", "ignore", "learn")
_LARGEST_FILE = 2**20


@dataclass(frozen=True, slots=True)
class TrainingJob:
    """What to train on, how, and where the result goes. Text "" and the number 0 mean the usual setting.

    Paths are text, so that the value is JSON as it is. `init` is a checkpoint, BUNDLED, or "" for ImageNet
    weights with `preset` and `pooling`; `validation` a share of the split, the name of a split, a file of
    image ids, or ""; `exclude` a file of image ids; `classes` names separated by commas, or a file of them.
    `difficult` is "", "ignore" or "learn", `precision` "" or one of PRECISIONS; `tensorboard` the folder of a
    log; `work` that of proposals, features and the state of the run.
    """

    data: str
    out: str
    annotations: str = ""
    split: str = ""
    validation: str = ""
    exclude: str = ""
    classes: str = ""
    keep_classes: bool = False
    init: str = BUNDLED
    preset: str = "compact"
    pooling: str = ""
    backbone_weights: str = ""
    mode: str = "head"
    epochs: int = 0
    batch: int = 0
    rois: int = 0
    learning_rate: float = 0.0
    train_from: str = ""
    difficult: str = ""
    precision: str = ""
    seed: int = 0
    work: str = ""
    save_every: int = 500
    tensorboard: str = ""

    @property
    def work_folder(self) -> Path:
        """The folder of the run's own files, beside the checkpoint unless another one is named."""
        out = Path(self.out)
        return Path(self.work) if self.work else out.with_name(out.stem + WORK_SUFFIX)

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON's own types; `from_dict` takes them back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> TrainingJob | None:
        """Return the job that was stored; None for anything else."""
        kinds = {each.name: str(each.type) for each in fields(cls)}
        if not {"data", "out"} <= set(values) <= set(kinds):
            return None
        if not all(_fits(value, kinds[name]) for name, value in values.items()):
            return None
        job = cls(**values)
        fits = job.mode in MODES and job.difficult in _DIFFICULT and job.precision in ("", *PRECISIONS)
        return job if fits else None


def write_job(path: Path, job: TrainingJob) -> None:
    """Write a job for `read_job`, with its folder. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(job.to_dict(), ensure_ascii=False, indent=1).encode("utf-8"))


def read_job(path: Path) -> TrainingJob:
    """Read a job. Raises DatasetError when the file cannot be read or holds something else."""
    try:
        values = parse_plain(read_regular(path, _LARGEST_FILE), _LARGEST_FILE)
    except OSError as error:
        raise DatasetError(Message("file.not_read", name=path, reason=reason_of(error))) from error
    except ValueError as error:
        raise DatasetError(Message("training.no_job", path=path)) from error
    job = TrainingJob.from_dict(values) if isinstance(values, dict) else None
    if job is None:
        raise DatasetError(Message("training.no_job", path=path))
    return job


def _fits(value: object, kind: str) -> bool:
    if kind == "float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value).__name__ == kind
