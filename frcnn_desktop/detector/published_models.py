"""Reading torchvision's own checkpoint files, once their hash has told which network they hold."""

from __future__ import annotations

from pathlib import Path
from pickle import UnpicklingError

import torch
from torchvision.models.detection.faster_rcnn import FasterRCNN_ResNet50_FPN_V2_Weights

from frcnn_desktop.core.errors import CheckpointError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.checkpoint import CheckpointMeta, load_checkpoint
from frcnn_desktop.detector.checkpoint_facts import Facts
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.torchvision_parts import UNUSED_ROWS, renamed_for_fast_rcnn
from frcnn_desktop.detector.torchvision_presets import TORCHVISION_PRESETS
from frcnn_desktop.host.download import sha256_of
from frcnn_desktop.host.published_models import PUBLISHED_MODELS, PublishedModel

SUFFIXES = (".pth", ".pt")
_COUNTER = "num_batches_tracked"


def load_model(path: Path) -> tuple[FastRcnn, CheckpointMeta]:
    """Read a checkpoint of this program, or one that torchvision publishes. Raises CheckpointError."""
    return load_published(path) if path.suffix.lower() in SUFFIXES else load_checkpoint(path)


def coco_class_names() -> tuple[str, ...]:
    """Return the 80 names of COCO in the order of torchvision's outputs."""
    names = FasterRCNN_ResNet50_FPN_V2_Weights.COCO_V1.meta["categories"]
    return tuple(name for row, name in enumerate(names) if row and row not in UNUSED_ROWS)


def load_published(path: Path) -> tuple[FastRcnn, CheckpointMeta]:
    """Read a `fasterrcnn_*` COCO checkpoint as torchvision publishes it; its RPN is dropped.

    The model is float32, on the CPU, in evaluation mode. Raises CheckpointError for any file whose SHA-256 is
    not that of a published one: nothing in it is looked at then.
    """
    if not path.is_file():
        raise CheckpointError(Message("model.not_there", path=path))
    published = _identified(path)
    names = coco_class_names()
    with torch.device("meta"):
        model = FastRcnn(TORCHVISION_PRESETS[published.name], names)
    try:
        tensors = renamed_for_fast_rcnn(torch.load(path, map_location="cpu", weights_only=True))
        # Batch norm that was frozen in training counted no batches.
        counters = {
            name: torch.zeros((), dtype=torch.int64) for name in model.state_dict() if _COUNTER in name
        }
        model.load_state_dict(counters | tensors, assign=True)
    except (OSError, UnpicklingError, RuntimeError, AttributeError) as error:
        raise CheckpointError(
            Message("model.not_torchvision", name=path.name, model=published.name, reason=reason_of(error))
        ) from error
    facts: Facts = {
        "trained": Message("fact.trained_by_torchvision"),
        "proposals": Message("fact.own_proposals"),
        "published COCO mAP": Message("fact.with_its_own_proposals", value=published.coco_map),
    }
    return model.eval(), CheckpointMeta(
        model.preset,
        names,
        f"torchvision {published.title}",
        "BSD-3-Clause (torchvision)",
        facts,
        {"mode": "fast", "max": "2000"},
    )


def _identified(path: Path) -> PublishedModel:
    try:
        digest = sha256_of(path)
    except OSError as error:
        raise CheckpointError(Message("file.not_read", name=path.name, reason=reason_of(error))) from error
    for published in PUBLISHED_MODELS:
        if digest.startswith(published.sha256_prefix):
            return published
    known = ", ".join(each.file_name for each in PUBLISHED_MODELS)
    raise CheckpointError(Message("model.not_published", name=path.name, digest=digest[:8], known=known))
