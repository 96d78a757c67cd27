"""Telling look-alike classes apart in closed form: linear discriminant analysis of the first layer's answers.

Layers that follow the first learn in some hundred steps where an object is, but which of nine fruits it is
rests on few examples, and there what the classes' means and their common spread say is worth more than
gradient steps. Solved anew in each refit, in hundredths of a second.

Shapes: N RoIs, K classes, H outputs of the first layer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from frcnn_desktop.learning.first_layer import FirstLayer
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.samples import LabelledImage


def class_naming(
    images: Sequence[LabelledImage],
    class_names: Sequence[str],
    first: FirstLayer,
    mixing: Tensor,
    recipe: RefitRecipe,
    look: Callable[[], None],
) -> tuple[Tensor, Tensor] | None:
    """Return weight K x H and bias K of `RoiHead.naming` for a head with this `mixing`; None where fewer than
    two classes have been met, and there is nothing to tell apart. `look` is called before each image."""
    counts, sums, products = _moments(images, class_names, len(mixing), recipe, look)
    met = torch.nonzero(counts).squeeze(1)
    if len(met) < 2:
        return None
    look()
    means = sums / counts.clamp(min=1e-12)[:, None]
    covariance = (products - (means * counts[:, None]).T @ means) / counts.sum()
    if first.bias is not None:
        means = means + first.bias.double()
    shrunk = covariance * (1 - recipe.naming_shrinkage)
    shrunk.diagonal().add_(recipe.naming_shrinkage * covariance.diagonal().mean())
    precise = torch.linalg.solve(shrunk, means.T).T
    bias = -(precise * means).sum(dim=1) / 2
    precise, bias = _centred(precise, met), _centred(bias, met)
    look()
    return _after_mixing(precise * recipe.naming_sharpness, bias * recipe.naming_sharpness, first, mixing)


def _moments(
    images: Sequence[LabelledImage],
    class_names: Sequence[str],
    outputs: int,
    recipe: RefitRecipe,
    look: Callable[[], None],
) -> tuple[Tensor, Tensor, Tensor]:
    """Return how many objects of each class teach (K), the sums of what the first layer answers to them
    (K x H, without its bias), and the sum of the products of these answers (H x H).

    Every object counts as much as any other, however many RoIs lie on it. One image at a time: those of a
    full store would not fit twice in memory.
    """
    places = {name: place for place, name in enumerate(class_names)}
    counts = torch.zeros(len(class_names), dtype=torch.float64)
    sums = torch.zeros(len(class_names), outputs, dtype=torch.float64)
    products = torch.zeros(outputs, outputs, dtype=torch.float64)
    for image in images:
        look()
        classes = np.array([places.get(name, -1) for name in image.objects.names] + [-1], np.int64)
        rows = np.flatnonzero((image.best_iou >= recipe.naming_iou) & (classes[image.matched] >= 0))
        rows = rows[:: -(-len(rows) // recipe.naming_rois) or 1]
        if not len(rows):
            continue
        matched = image.matched[rows]
        answers = image.answers[torch.from_numpy(rows)].float()
        weights = torch.from_numpy(1 / np.bincount(matched)[matched]).float()
        weighed = answers * weights[:, None]
        labels = torch.from_numpy(classes[matched])
        counts.index_add_(0, labels, weights.double())
        sums.index_add_(0, labels, weighed.double())
        products += (weighed.T @ answers).double()
    return counts, sums, products


def _centred(rows: Tensor, met: Tensor) -> Tensor:
    """Return K rows less their mean, which a softmax does not see and 16 bits would; a class that was not met
    is that mean: neither likelier nor unlikelier than the others."""
    mean = rows[met].mean(dim=0)
    centred = torch.zeros_like(rows)
    centred[met] = rows[met] - mean
    return centred


def _after_mixing(weight: Tensor, bias: Tensor, first: FirstLayer, mixing: Tensor) -> tuple[Tensor, Tensor]:
    """Return weight and bias for answers that have gone through `mixing`, instead of those of `first`."""
    whole = torch.eye(len(mixing), dtype=torch.float64) + mixing.double()
    mixed = torch.linalg.solve(whole.T, weight.T).T
    if first.bias is not None:
        bias = bias + (weight - mixed) @ first.bias.double()
    return mixed.float(), bias.float()
