"""The layers that judge each RoI: classes and, for each class, a better box."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from frcnn_desktop.detector.presets import Preset


class RoiHead(nn.Module):
    """Fully connected layers, then class logits and class-specific deltas.

    Input: pooled RoIs R x C x P x P. Output: logits R x (K+1), column 0 background; deltas R x (K+1) x 4.
    A hidden layer of rank t is two linear ones with t numbers between them; `first` is what is applied to the
    pooled values, whole or the thin half. `naming`, where there is one, looks at what `first` answers and
    says which class an object is of, whatever it is worth as an object.
    """

    def __init__(self, channels: int, class_count: int, preset: Preset) -> None:
        super().__init__()
        sizes = [channels * preset.output_size**2, *preset.hidden]
        ranks = preset.ranks or (0,) * len(preset.hidden)
        self.first = nn.Linear(sizes[0], ranks[0] or sizes[1], bias=not ranks[0])
        self.widen = nn.Linear(ranks[0], sizes[1]) if ranks[0] else nn.Identity()
        others = zip(pairwise(sizes[1:]), ranks[1:], strict=True)
        self.others = nn.ModuleList(low_rank_layer(a, b, rank) for (a, b), rank in others)
        self.naming = nn.Linear(ranks[0] or sizes[1], class_count) if preset.naming else None
        self.dropout = preset.dropout
        self.classify = nn.Linear(sizes[-1], class_count + 1)
        self.regress = nn.Linear(sizes[-1], (class_count + 1) * 4)
        self._initialise()

    def forward(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits R x (K+1) and deltas R x (K+1) x 4 of R pooled RoIs, R x C x P x P."""
        return self.after_first(self.first(pooled.flatten(1)))

    def after_first(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Go on from the output of `first`: R x hidden[0], or R x rank."""
        naming = None if self.naming is None else self.naming(x)
        x = self.widen(x)
        for layer in self.others:
            x = layer(self._activate(x))
        x = self._activate(x)
        logits, deltas = self.classify(x), self.regress(x).unflatten(1, (-1, 4))
        return logits if naming is None else renamed(logits, naming), deltas

    def _activate(self, x: Tensor) -> Tensor:
        return functional.dropout(functional.relu(x), self.dropout, self.training)

    def _initialise(self) -> None:
        """The paper's scales for the two outputs: 0.01 and 0.001."""
        hidden = nn.ModuleList([self.first, self.widen, *self.others])
        for layer in hidden.modules():
            if isinstance(layer, nn.Linear):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                if layer.bias is not None:
                    nn.init.zeros_(layer.bias)
        for layer, std in ((self.classify, 0.01), (self.regress, 0.001)):
            nn.init.normal_(layer.weight, std=std)
            nn.init.zeros_(layer.bias)


def renamed(logits: Tensor, naming: Tensor) -> Tensor:
    """Return logits R x (K+1) whose classes are weighed by `naming` R x K too; background, and so the chance
    of an object, stays as likely as it was."""
    objects = logits[:, 1:]
    weighed = functional.log_softmax(objects + naming, dim=1) + objects.logsumexp(dim=1, keepdim=True)
    return torch.cat([logits[:, :1], weighed], dim=1)


def low_rank_layer(inputs: int, outputs: int, rank: int) -> nn.Module:
    """Return a linear layer, or, unless `rank` is 0, two that make a matrix of this rank."""
    if not rank:
        return nn.Linear(inputs, outputs)
    return nn.Sequential(nn.Linear(inputs, rank, bias=False), nn.Linear(rank, outputs))
