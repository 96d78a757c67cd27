"""The layers that judge each RoI: classes and, for each class, a better box."""

from __future__ import annotations

from itertools import pairwise

from torch import Tensor, nn
from torch.nn import functional

from frcnn_desktop.detector.presets import Preset


class RoiHead(nn.Module):
    """Fully connected layers, then class logits and class-specific deltas.

    Input: pooled RoIs R x C x P x P. Output: logits R x (K+1), column 0 background; deltas R x (K+1) x 4.
    """

    def __init__(self, channels: int, class_count: int, preset: Preset) -> None:
        super().__init__()
        sizes = [channels * preset.output_size**2, *preset.hidden]
        self.first, *others = (nn.Linear(a, b) for a, b in pairwise(sizes))
        self.others = nn.ModuleList(others)
        self.dropout = preset.dropout
        self.classify = nn.Linear(sizes[-1], class_count + 1)
        self.regress = nn.Linear(sizes[-1], (class_count + 1) * 4)
        self._initialise()

    def forward(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        return self.after_first(self.first(pooled.flatten(1)))

    def after_first(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Go on from the first layer's output, before its activation: R x hidden[0]."""
        for layer in self.others:
            x = layer(self._activate(x))
        x = self._activate(x)
        return self.classify(x), self.regress(x).unflatten(1, (-1, 4))

    def _activate(self, x: Tensor) -> Tensor:
        return functional.dropout(functional.relu(x), self.dropout, self.training)

    def _initialise(self) -> None:
        """The paper's scales for the two outputs: 0.01 and 0.001."""
        for layer in (self.first, *self.others):
            assert isinstance(layer, nn.Linear)
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
        for layer, std in ((self.classify, 0.01), (self.regress, 0.001)):
            nn.init.normal_(layer.weight, std=std)
            nn.init.zeros_(layer.bias)
