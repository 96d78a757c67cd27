from dataclasses import replace

import pytest
import torch
from torch import Tensor, nn

from frcnn_desktop.core.boxes import as_box_array, scale_boxes
from frcnn_desktop.core.errors import CheckpointError
from frcnn_desktop.detector.low_rank import LayerSpectrum, spectra, with_ranks
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.detector.scaling import input_size
from frcnn_desktop.detector.scoring import RoiScorer

SMALL = replace(COMPACT, short_side=64, long_side=96, neck_channels=4, hidden=(24, 20))


@pytest.fixture(scope="module")
def model() -> FastRcnn:
    torch.manual_seed(6)
    return FastRcnn(SMALL, ("cat", "dog")).eval()


def pooled() -> Tensor:
    return torch.randn(9, 4, 7, 7, generator=torch.Generator().manual_seed(1))


def test_that_the_halves_are_the_truncated_svd() -> None:
    torch.manual_seed(0)
    layer = nn.Linear(30, 12)
    down, up = LayerSpectrum.of(layer).halves(5)
    u, s, vh = torch.linalg.svd(layer.weight.detach())
    torch.testing.assert_close(up @ down, u[:, :5] * s[:5] @ vh[:5], atol=1e-5, rtol=1e-4)


def test_that_energy_asks_for_the_least_rank_that_keeps_it() -> None:
    layer = nn.Linear(100, 60, bias=False)
    with torch.no_grad():
        layer.weight.zero_()
        layer.weight[range(4), range(4)] = torch.tensor([4.0, 3.0, 2.0, 1.0])
    spectrum = LayerSpectrum.of(layer)
    assert [spectrum.rank_for(energy) for energy in (0.5, 0.8, 0.9)] == [1, 2, 3]
    assert spectrum.energy_of(2) == pytest.approx(25 / 30)
    assert spectrum.energy_of(0) == 1


def test_that_a_layer_is_left_whole_where_nothing_is_won() -> None:
    spectrum = LayerSpectrum.of(nn.Linear(8, 8))
    assert spectrum.break_even == 4
    assert spectrum.rank_for(0.999) == 0


def test_that_a_decomposed_head_answers_as_the_product_of_its_halves(model: FastRcnn) -> None:
    layers = spectra(model)
    thin = with_ranks(model, layers, (10, 6))
    assert thin.preset.ranks == (10, 6)
    products = FastRcnn(SMALL, ("cat", "dog")).eval()
    products.load_state_dict(model.state_dict())
    with torch.no_grad():
        state = products.state_dict()
        names = ("head.first.weight", "head.others.0.weight")
        for name, spectrum, rank in zip(names, layers, (10, 6), strict=True):
            down, up = spectrum.halves(rank)
            state[name].copy_(up @ down)
        for one, other in zip(thin.head(pooled()), products.head(pooled()), strict=True):
            torch.testing.assert_close(one, other, atol=1e-4, rtol=1e-4)


def test_that_rank_zero_keeps_a_layer_whole(model: FastRcnn) -> None:
    thin = with_ranks(model, spectra(model), (0, 6))
    assert torch.equal(thin.head.state_dict()["first.weight"], model.head.state_dict()["first.weight"])
    before = sum(weights.numel() for weights in model.parameters())
    assert sum(weights.numel() for weights in thin.parameters()) == before - 24 * 20 + 6 * (24 + 20)


@pytest.mark.parametrize("count", [3, 40])
def test_that_the_scorer_takes_decomposed_layers_both_ways(model: FastRcnn, count: int) -> None:
    thin = with_ranks(model, spectra(model), (10, 6))
    size = input_size(90, 60, SMALL)
    features = torch.rand(1, 4, size.padded_height // 16 + 1, size.padded_width // 16 + 1)
    boxes = as_box_array([(step, step / 2, 40 + step, 30 + step / 2) for step in range(count)])
    scored = RoiScorer(thin, torch.device("cpu")).score_rois(features, boxes, size)
    rois = torch.from_numpy(scale_boxes(boxes, size.scale_x, size.scale_y))
    with torch.no_grad():
        logits, _ = thin.judge(features, [rois])
    torch.testing.assert_close(
        torch.from_numpy(scored.scores.copy()), logits.softmax(1), atol=1e-5, rtol=1e-4
    )


@pytest.mark.parametrize("ranks", [(10,), (10, 6, 2), (-1, 6), (24, 6)])
def test_that_ranks_that_do_not_fit_are_refused(model: FastRcnn, ranks: tuple[int, ...]) -> None:
    with pytest.raises(CheckpointError):
        with_ranks(model, spectra(model), ranks)


def test_that_a_model_is_decomposed_once(model: FastRcnn) -> None:
    with pytest.raises(CheckpointError, match="decomposed already"):
        spectra(with_ranks(model, spectra(model), (10, 6)))
