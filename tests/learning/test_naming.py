from pathlib import Path

import numpy as np
import torch

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.detector.checkpoint import CheckpointMeta, load_checkpoint
from frcnn_desktop.detector.head import RoiHead, renamed
from frcnn_desktop.detector.low_rank import spectra, with_ranks
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.scaling import input_size
from frcnn_desktop.detector.scoring import RoiScorer
from frcnn_desktop.learning.first_layer import FirstLayer
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.naming import class_naming
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.samples import LabelledImage, LabelledObjects

Bundled = tuple[FastRcnn, CheckpointMeta]
SIZE_OF = 512
NAMES = ("apple", "pear", "never met")


def labelled(model: FastRcnn, first: FirstLayer, means: torch.Tensor, seed: int) -> LabelledImage:
    """An image with an apple and a pear, whose answers lie around two means (2 x 512)."""
    random = torch.Generator().manual_seed(seed)
    matched = np.arange(40) % 2
    answers = means[torch.from_numpy(matched)] + torch.randn(40, means.shape[1], generator=random)
    boxes = as_box_array([(0, 0, 50, 50), (100, 100, 200, 200)])
    objects = LabelledObjects(boxes, NAMES[:2], np.zeros(2, np.bool_))
    return LabelledImage(
        str(seed),
        answers.half(),
        input_size(SIZE_OF, SIZE_OF, model.preset),
        objects,
        boxes[matched],
        np.full(40, 0.9, np.float32),
        matched.astype(np.int64),
        np.zeros(40, np.bool_),
    )


def means_of_two_classes() -> torch.Tensor:
    random = torch.Generator().manual_seed(9)
    return torch.stack([torch.zeros(512), torch.randn(512, generator=random) * 0.6])


def named_head(bundled: Bundled) -> RefittedHead:
    """The bundled head for two classes and one never met, with a layer that tells the first two apart."""
    model, _ = bundled
    assert isinstance(model.head, RoiHead)
    first = FirstLayer(model.head, model.preset)
    images = [labelled(model, first, means_of_two_classes(), seed) for seed in range(5)]
    head = RefittedHead.of(model).with_classes(NAMES)
    return head.named_by(class_naming(images, NAMES, first, head.mixing, RefitRecipe(), _look))


def test_that_classes_are_told_apart_by_what_the_first_layer_answers_whatever_was_mixed(
    bundled: Bundled,
) -> None:
    model, _ = bundled
    assert isinstance(model.head, RoiHead)
    first, means = FirstLayer(model.head, model.preset), means_of_two_classes()
    images = [labelled(model, first, means, seed) for seed in range(5)]
    mixing = torch.randn(512, 512, generator=torch.Generator().manual_seed(1)) * 0.02
    found = class_naming(images, NAMES, first, mixing, RefitRecipe(), _look)
    assert found is not None
    weight, bias = found
    new = labelled(model, first, means, 99)
    answers = new.answers.float()
    mixed = answers + answers @ mixing.T + (0 if first.bias is None else first.bias)
    says = (mixed @ weight.T + bias).argmax(dim=1).numpy()
    assert (says == new.matched).mean() > 0.9


def test_that_one_class_needs_no_telling_apart(bundled: Bundled) -> None:
    model, _ = bundled
    assert isinstance(model.head, RoiHead)
    first = FirstLayer(model.head, model.preset)
    image = labelled(model, first, means_of_two_classes(), 0)
    assert class_naming([image], ("apple",), first, torch.zeros(512, 512), RefitRecipe(), _look) is None
    assert class_naming([], NAMES, first, torch.zeros(512, 512), RefitRecipe(), _look) is None


def test_that_naming_changes_which_class_an_object_is_of_and_not_whether_it_is_one() -> None:
    logits, naming = torch.randn(6, 4), torch.randn(6, 3) * 5
    before, after = logits.softmax(dim=1), renamed(logits, naming).softmax(dim=1)
    assert torch.allclose(before[:, 0], after[:, 0], atol=1e-6)
    assert not torch.allclose(before[:, 1:], after[:, 1:], atol=0.1)


def test_that_a_head_with_naming_is_saved_as_an_ordinary_checkpoint(bundled: Bundled, tmp_path: Path) -> None:
    model, meta = bundled
    head = named_head(bundled)
    head.save(tmp_path / "fruit.safetensors", model, meta)
    loaded, loaded_meta = load_checkpoint(tmp_path / "fruit.safetensors")
    assert loaded_meta.preset.naming
    size = input_size(SIZE_OF, SIZE_OF, model.preset)
    features = torch.rand(1, 96, 33, 33)
    boxes = as_box_array([(10 * each, 5 * each, 10 * each + 150, 5 * each + 90) for each in range(30)])
    cpu = torch.device("cpu")
    in_memory, from_file = (
        RoiScorer(each, cpu).score_rois(features, boxes, size).scores for each in (head.model(model), loaded)
    )
    assert np.allclose(in_memory, from_file, atol=0.02)
    few = RoiScorer(loaded, cpu).score_rois(features, boxes[:1], size).scores
    assert np.allclose(few, from_file[:1], atol=1e-3)
    again = RefittedHead.of(loaded)
    assert again.has_naming
    assert not again.with_classes((*NAMES, "plum")).has_naming
    assert again.with_classes(NAMES[:2]).module(loaded).naming.out_features == 2  # type: ignore[union-attr]


def test_that_a_first_layer_that_is_made_thin_names_the_same(bundled: Bundled) -> None:
    model = named_head(bundled).model(bundled[0])
    thin = with_ranks(model, spectra(model), (300, 0))
    assert isinstance(model.head, RoiHead)
    assert isinstance(thin.head, RoiHead)
    assert model.head.naming is not None
    assert thin.head.naming is not None
    pooled = torch.rand(4, 4704)
    of_thin = thin.head.naming(thin.head.first(pooled))
    widened = thin.head.widen(thin.head.first(pooled))
    assert torch.allclose(of_thin, model.head.naming(widened), atol=1e-3)


def _look() -> None:
    """Nobody waits."""
