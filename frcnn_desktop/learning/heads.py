"""A refitted head as an immutable value: for which classes, from which images, how good.

Shapes: K classes; row 0 of the outputs is background.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.checkpoint import CheckpointMeta, save_checkpoint
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.learning.course import Course

_OUTPUTS = {"classify": 1, "regress": 4}
_NAMING = "naming.weight", "naming.bias"


@dataclass(frozen=True, slots=True, eq=False)
class RefittedHead:
    """The weights of a `RoiHead` and where they come from. The tensors are never changed.

    `knows` are the content keys of the images it was fitted on, `score` what it saved on images that it had
    not been fitted on (None: not judged), `steps` all steps since the model it began from, `seconds` the
    last refit's time. `course` is where a refit of the same classes goes on; without it one begins anew.
    """

    class_names: tuple[str, ...]
    tensors: Mapping[str, Tensor]
    mixing: Tensor
    knows: frozenset[str] = frozenset()
    score: float | None = None
    steps: int = 0
    seconds: float = 0.0
    course: Course | None = None

    @classmethod
    def of(cls, model: FastRcnn) -> RefittedHead:
        """Take the head of a loaded model. Raises CheckpointError for a head that cannot be refitted."""
        if not isinstance(model.head, RoiHead):
            raise CheckpointError(Message("learning.not_refittable"))
        state = model.head.state_dict()
        tensors = {name: tensor.detach().clone() for name, tensor in state.items()}
        outputs = len(tensors["first.weight"])
        return cls(model.class_names, tensors, torch.zeros(outputs, outputs))

    def digest(self) -> str:
        """Return what tells this head from others: its classes and how it names and regresses them."""
        content = hashlib.blake2b(
            "\n".join(self.class_names).encode("utf-8", "surrogatepass"), digest_size=16
        )
        for layer in _OUTPUTS:
            content.update(self.tensors[f"{layer}.weight"].float().numpy().tobytes())
        return content.hexdigest()

    def with_classes(self, class_names: Sequence[str]) -> RefittedHead:
        """Return the head for other classes.

        Background and the classes that it knows stay. New ones begin as the mean of all known: a class that
        is no class, whose score says "an object" and whose regression tightens any box.
        """
        names = tuple(class_names)
        if names == self.class_names:
            return self
        tensors = self._named(names)
        for layer, width in _OUTPUTS.items():
            for kind in ("weight", "bias"):
                key = f"{layer}.{kind}"
                tensors[key] = _with_rows(self.tensors[key], width, self.class_names, names)
        return replace(self, class_names=names, tensors=tensors, course=None)

    def _named(self, names: tuple[str, ...]) -> dict[str, Tensor]:
        """Return the tensors with the rows of `naming` for these classes, without it where one is new."""
        tensors = dict(self.tensors)
        new = any(name not in self.class_names for name in names)
        rows = [] if new else [self.class_names.index(name) for name in names]
        for key in _NAMING if _NAMING[0] in tensors else ():
            whole = tensors.pop(key)
            if rows:
                tensors[key] = whole[rows]
        return tensors

    @property
    def has_naming(self) -> bool:
        """Whether a layer of its own tells the classes apart."""
        return _NAMING[0] in self.tensors

    def named_by(self, naming: tuple[Tensor, Tensor] | None) -> RefittedHead:
        """Return the head with this weight and bias of `RoiHead.naming`; None: with none."""
        tensors = {name: each for name, each in self.tensors.items() if name not in _NAMING}
        if naming is not None:
            tensors.update(zip(_NAMING, naming, strict=True))
        return replace(self, tensors=tensors)

    def module(self, base: FastRcnn, *, first: bool = True) -> RoiHead:
        """Return the head as a module of its own, in evaluation mode on the CPU; without `first`, for who has
        what the first layer answers, that layer has no weights: they are most of what would be copied."""
        head = base.head
        assert isinstance(head, RoiHead)
        # Copied, not built: drawing two million first weights takes longer than a refit's step.
        copied = copy.deepcopy(head, None if first else {id(head.first): nn.Identity()}).to("cpu")
        for layer, width in _OUTPUTS.items():
            inputs = getattr(head, layer).in_features
            setattr(copied, layer, nn.Linear(inputs, (len(self.class_names) + 1) * width))
        copied.naming = None
        if self.has_naming:
            copied.naming = nn.Linear(self.tensors[_NAMING[0]].shape[1], len(self.class_names))
        tensors = {
            name: each for name, each in self.tensors.items() if first or not name.startswith("first.")
        }
        copied.load_state_dict(tensors)
        return copied.eval()

    def model(self, base: FastRcnn) -> FastRcnn:
        """Return a network with the backbone and neck of `base`, shared with it, and this head."""
        # A module's own parts are a table in it, which a shallow copy would share.
        model = copy.copy(base)
        model._modules = dict(base._modules)
        model.class_names = self.class_names
        model.preset = replace(base.preset, naming=self.has_naming)
        model.head = self.module(base)
        return model

    def checkpoint(self, base: FastRcnn, meta: CheckpointMeta, name: str) -> tuple[FastRcnn, CheckpointMeta]:
        """Return what `Predictor` and `save_checkpoint` take."""
        facts = {
            "data": counted(len(self.knows), "{count} image", "{count} images") + " labelled by the user",
            "trained": f"head, refitted while labelling on the features of {meta.name}",
            "steps": str(self.steps),
        }
        model = self.model(base)
        meta = replace(meta, preset=model.preset, class_names=self.class_names, name=name, facts=facts)
        return model, meta

    def save(self, path: Path, base: FastRcnn, meta: CheckpointMeta) -> None:
        """Write an ordinary checkpoint. `base` must have its batch norms. Raises CheckpointError."""
        save_checkpoint(path, *self.checkpoint(base, meta, path.stem))


def _with_rows(tensor: Tensor, width: int, old: tuple[str, ...], new: tuple[str, ...]) -> Tensor:
    """Return an output layer's tensor with `width` rows for background and for each new class."""
    rows = tensor.unflatten(0, (len(old) + 1, width))
    unknown = rows[1:].mean(dim=0)
    places = {name: index for index, name in enumerate(old, start=1)}
    chosen = [rows[0], *(rows[places[name]] if name in places else unknown for name in new)]
    return torch.stack(chosen).flatten(0, 1)
