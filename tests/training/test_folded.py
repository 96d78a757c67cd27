import copy

import torch
from torch import Tensor, nn

from frcnn_desktop.detector.backbone import Backbone, make_backbone
from frcnn_desktop.detector.presets import COMPACT, VGG16
from frcnn_desktop.training.folded import FoldedBackbone
from frcnn_desktop.training.network import stages_from


def learning_backbone() -> Backbone:
    """A backbone whose last three stages learn, with statistics that are not the initial ones."""
    torch.manual_seed(0)
    backbone = make_backbone(COMPACT).eval().requires_grad_(False)
    for module in backbone.modules():
        if isinstance(module, nn.BatchNorm2d):
            assert module.running_mean is not None
            assert module.running_var is not None
            module.running_mean.normal_(std=0.1)
            module.running_var.uniform_(0.5, 1.5)
    for _name, stage in stages_from(backbone, "blocks.4"):
        stage.requires_grad_(True)
    return backbone


def gradients(backbone: Backbone, maps: list[Tensor]) -> dict[str, Tensor]:
    backbone.zero_grad()
    torch.stack([(level * level).mean() for level in maps]).sum().backward()
    return {name: p.grad.clone() for name, p in backbone.named_parameters() if p.grad is not None}


def test_that_maps_and_gradients_are_those_of_the_backbone_with_its_norms() -> None:
    # In single precision rounding decides on which side of a kink an activation lies: gradients then differ
    # by as much as the CPU's kernels do.
    backbone = learning_backbone().double()
    images = torch.randn(2, 3, 64, 96, dtype=torch.float64)
    plain = backbone(images)
    expected = gradients(backbone, plain)
    folded = FoldedBackbone(backbone)(images)
    found = gradients(backbone, folded)
    for mine, theirs in zip(folded, plain, strict=True):
        torch.testing.assert_close(mine, theirs.float())
    assert set(found) == set(expected)
    assert any("bn" in name for name in found)
    for name, gradient in found.items():
        assert torch.linalg.vector_norm(gradient - expected[name]) < 1e-5 * torch.linalg.vector_norm(gradient)


def test_that_every_call_uses_the_weights_of_that_moment() -> None:
    backbone = learning_backbone()
    run = FoldedBackbone(backbone)
    images = torch.randn(1, 3, 64, 96)
    before = run(images)[0]
    with torch.no_grad():
        for parameter in stages_from(backbone, "blocks.4")[0][1].parameters():
            parameter.mul_(1.05)
    assert not torch.allclose(run(images)[0], before)
    torch.testing.assert_close(run(images)[0], backbone(images)[0], rtol=1e-3, atol=1e-3)


def test_that_the_backbone_itself_stays_as_it_is() -> None:
    backbone = learning_backbone()
    before = copy.deepcopy(backbone.state_dict())
    FoldedBackbone(backbone)(torch.randn(1, 3, 64, 64))
    assert list(backbone.state_dict()) == list(before)
    assert all(torch.equal(tensor, before[name]) for name, tensor in backbone.state_dict().items())


def test_that_a_backbone_without_norms_learns_too() -> None:
    backbone = make_backbone(VGG16).requires_grad_(False)
    for _name, layer in stages_from(backbone, "conv5_1"):
        layer.requires_grad_(True)
    found = gradients(backbone, FoldedBackbone(backbone)(torch.randn(1, 3, 32, 32)))
    assert {name.split(".")[1] for name in found} == {"conv5_1", "conv5_2", "conv5_3"}
