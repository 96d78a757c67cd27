"""The network that a training run starts from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from frcnn_desktop.detector.backbone import EfficientNetLiteBackbone, Vgg16Backbone
from frcnn_desktop.detector.checkpoint import load_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.training.job import TrainingJob
from frcnn_desktop.training.pretrained import load_imagenet_weights
from frcnn_desktop.training.resolved_job import initial_checkpoint, new_preset
from frcnn_desktop.training.vgg_weights import load_vgg16_weights

_OUTPUTS = ("head.classify.", "head.regress.")


def starting_network(job: TrainingJob, class_names: tuple[str, ...]) -> tuple[FastRcnn, str]:
    """Return the network that training starts from, and the licence of its weights."""
    torch.manual_seed(job.seed)
    init = initial_checkpoint(job)
    if init is not None:
        return with_classes(init, class_names)
    model = FastRcnn(new_preset(job), class_names)
    weights = Path(job.backbone_weights) if job.backbone_weights else None
    if isinstance(model.backbone, Vgg16Backbone):
        return model, load_vgg16_weights(model, weights)
    assert isinstance(model.backbone, EfficientNetLiteBackbone)
    return model, load_imagenet_weights(model.backbone, weights)


def with_classes(checkpoint: Path, class_names: tuple[str, ...]) -> tuple[FastRcnn, str]:
    """Return the network of a checkpoint for other classes, and the licence of its weights.

    The outputs of background and of the classes that it knows are kept. Those of new ones begin as the mean
    of all known: a class that is no class, whose score says "an object" and whose deltas tighten any box.
    """
    old, meta = load_checkpoint(checkpoint)
    if meta.class_names == class_names:
        return old, meta.licence
    # What tells the old classes apart says nothing of others.
    model = FastRcnn(replace(meta.preset, naming=False), class_names)
    tensors = old.state_dict()
    kept = {name: tensor for name, tensor in tensors.items() if not name.startswith(_OUTPUTS)}
    model.load_state_dict(kept, strict=False)
    with torch.no_grad():
        for layer, width in (("classify", 1), ("regress", 4)):
            for kind in ("weight", "bias"):
                mine: Tensor = getattr(getattr(model.head, layer), kind)
                _copy_classes(tensors[f"head.{layer}.{kind}"], mine, width, meta.class_names, class_names)
    return model, meta.licence


def _copy_classes(
    source: Tensor, target: Tensor, width: int, old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    """Copy the rows (`width` for each class) of background and of all classes that both lists have; rows of
    other classes get the mean of all classes of `old`."""
    unknown = source.unflatten(0, (len(old) + 1, width))[1:].mean(dim=0)
    target.unflatten(0, (len(new) + 1, width))[1:] = unknown
    pairs = [(0, 0)] + [(old.index(name) + 1, row) for row, name in enumerate(new, start=1) if name in old]
    for before, after in pairs:
        target[after * width : (after + 1) * width] = source[before * width : (before + 1) * width]
