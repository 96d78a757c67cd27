"""Truncated singular value decomposition of the fully connected layers (section 3.1 of the paper).

A layer of u x v weights becomes two of t x v and u x t, without and with a bias: t(u + v) products for each
RoI instead of uv.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.torchvision_parts import TorchvisionHead


@dataclass(frozen=True, slots=True)
class LayerSpectrum:
    """One hidden layer: its left singular vectors and squared singular values, the largest first."""

    layer: nn.Linear
    vectors: Tensor
    powers: Tensor

    @classmethod
    def of(cls, layer: nn.Linear) -> LayerSpectrum:
        """Decompose the weight of a layer, outputs x inputs, in double precision."""
        # Of the u x u products, which is the quicker way where v is much larger, as in fc6.
        weight = layer.weight.detach().double()
        powers, vectors = torch.linalg.eigh(weight @ weight.T)
        return cls(layer, vectors.flip(1), powers.flip(0).clamp(min=0))

    @property
    def break_even(self) -> int:
        """The first rank that makes the layer no cheaper."""
        outputs, inputs = self.layer.weight.shape
        return -(-outputs * inputs // (outputs + inputs))

    def rank_for(self, energy: float) -> int:
        """Return the least rank that keeps this share of the sum of squares; 0 where nothing is won."""
        shares = self.powers.cumsum(0) / self.powers.sum().clamp(min=1e-30)
        rank = int(torch.searchsorted(shares, energy)) + 1
        return rank if rank < self.break_even else 0

    def energy_of(self, rank: int) -> float:
        """Return the share of the sum of squares that a rank keeps."""
        return float(self.powers[:rank].sum() / self.powers.sum().clamp(min=1e-30)) if rank else 1.0

    def products(self, rank: int) -> int:
        """Return how many multiplications a RoI costs at a rank; 0 is the whole layer."""
        outputs, inputs = self.layer.weight.shape
        return rank * (outputs + inputs) if rank else outputs * inputs

    def halves(self, rank: int) -> tuple[Tensor, Tensor]:
        """Return the weights of the two layers, t x v and u x t: their product is the best of its rank."""
        vectors = self.vectors[:, :rank]
        return (vectors.T @ self.layer.weight.detach().double()).float(), vectors.float()


def spectra(model: FastRcnn) -> list[LayerSpectrum]:
    """Decompose every hidden layer of a head. Raises CheckpointError when it was decomposed before."""
    if any(model.preset.ranks):
        raise CheckpointError(Message("model.decomposed_already"))
    return [LayerSpectrum.of(layer) for layer in _hidden_layers(model.head)]


def with_ranks(model: FastRcnn, layers: Sequence[LayerSpectrum], ranks: Sequence[int]) -> FastRcnn:
    """Return a network whose hidden layers have these ranks, 0 for one that stays whole.

    `layers` are the `spectra` of `model`, which is left as it is. Raises CheckpointError when a rank does not
    fit its layer.
    """
    if len(ranks) != len(layers):
        raise CheckpointError(Message("model.rank_count", layers=len(layers), ranks=len(ranks)))
    for number, (rank, layer) in enumerate(zip(ranks, layers, strict=True), start=1):
        if not 0 <= rank < layer.break_even:
            raise CheckpointError(
                Message("model.rank_no_cheaper", rank=rank, number=number, limit=layer.break_even)
            )
    with torch.device("meta"):
        thin = FastRcnn(replace(model.preset, ranks=tuple(ranks)), model.class_names)
    state = model.state_dict()
    wanted = thin.state_dict().keys()
    places = {module: f"head.{name}" for name, module in model.head.named_modules()}
    for rank, spectrum in zip(ranks, layers, strict=True):
        if not rank:
            continue
        old = places[spectrum.layer]
        # The first layer's second half has a name of its own: pooling is followed by the first one alone.
        low, high = (old, "head.widen") if old == "head.first" else (f"{old}.0", f"{old}.1")
        bias = state[f"{old}.bias"]
        state[f"{low}.weight"], state[f"{high}.weight"] = spectrum.halves(rank)
        state[f"{high}.bias"] = bias
        if old == "head.first" and model.preset.naming:
            # It looks at what is thin now, and gives the same answers.
            naming = state["head.naming.weight"]
            state["head.naming.bias"] = state["head.naming.bias"] + naming @ bias
            state["head.naming.weight"] = naming @ state[f"{high}.weight"]
    thin.load_state_dict({name: state[name] for name in wanted}, assign=True)
    return thin.eval()


def _hidden_layers(head: RoiHead | TorchvisionHead) -> list[nn.Linear]:
    if isinstance(head, RoiHead):
        return [layer for layer in (head.first, *head.others) if isinstance(layer, nn.Linear)]
    return [getattr(parent, name) for parent, name in head.hidden_layers()]
