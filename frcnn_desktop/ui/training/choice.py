"""What a person chose for a training run, as one value, and as the options of `train`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from frcnn_desktop.workers.tasks.dataset_service import WORK_SUFFIX

BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class TrainingChoice:
    """One run. Text "" and the number 0 mean the usual setting of the network.

    Paths are text, so that the value goes into the settings file as it is. `init` is a checkpoint, BUNDLED,
    or "" for ImageNet weights with `preset`; `validation` a share of the split, the name of a split, or "".
    `difficult` is "", "ignore" or "learn".
    """

    data: str
    out: str
    annotations: str = ""
    split: str = ""
    validation: str = "0.1"
    init: str = BUNDLED
    preset: str = "compact"
    mode: str = "head"
    classes: str = ""
    keep_classes: bool = False
    epochs: int = 0
    batch: int = 0
    rois: int = 0
    learning_rate: float = 0.0
    difficult: str = ""
    seed: int = 0
    tensorboard: bool = False

    @property
    def work(self) -> Path:
        """The folder of the run's own files, beside the checkpoint."""
        out = Path(self.out)
        return out.with_name(out.stem + WORK_SUFFIX)

    def arguments(self, *, resume: bool = False) -> list[str]:
        """Return the options of `train`."""
        given: list[tuple[str, object]] = [
            ("--data", self.data),
            ("--out", self.out),
            ("--work", str(self.work)),
            ("--mode", self.mode),
            ("--seed", self.seed),
            ("--annotations", self.annotations),
            ("--split", self.split),
            ("--validation", self.validation),
            ("--init", self.init),
            ("--preset", "" if self.init else self.preset),
            ("--classes", self.classes),
            ("--epochs", self.epochs),
            ("--batch", self.batch),
            ("--rois", self.rois),
            ("--learning-rate", self.learning_rate),
            ("--tensorboard", str(Path(self.out).with_suffix(".tensorboard")) if self.tensorboard else ""),
        ]
        # With "=", a value may begin with a hyphen.
        arguments = [f"{name}={value}" for name, value in given if value or name == "--seed"]
        if self.difficult:
            arguments.append("--ignore-difficult" if self.difficult == "ignore" else "--no-ignore-difficult")
        if self.keep_classes and self.init:
            arguments.append("--keep-classes")
        return [*arguments, "--resume"] if resume else arguments

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> TrainingChoice | None:
        """Return the choice that was stored; None for anything else."""
        kinds = {each.name: str(each.type) for each in fields(cls)}
        if not {"data", "out"} <= set(values) <= set(kinds):
            return None
        good = all(_fits(value, kinds[name]) for name, value in values.items())
        return cls(**values) if good else None


def _fits(value: object, kind: str) -> bool:
    if kind == "float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value).__name__ == kind
