from dataclasses import replace

import torch
from torch import nn

from frcnn_desktop.detector.backbone import make_backbone
from frcnn_desktop.detector.batch_norm import fold_batch_norm
from frcnn_desktop.detector.presets import COMPACT


def test_that_folding_changes_no_feature_and_leaves_no_norm() -> None:
    backbone = make_backbone(replace(COMPACT, short_side=64)).eval()
    with torch.no_grad():
        for module in backbone.modules():
            if isinstance(module, nn.BatchNorm2d):
                for values in (module.running_mean, module.weight, module.bias):
                    assert values is not None
                    values.normal_(0.5, 0.2)
        images = torch.randn(1, 3, 64, 96)
        before = backbone(images)
        fold_batch_norm(backbone)
        after = backbone(images)
    for one, other in zip(before, after, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-3, atol=1e-3 * float(one.abs().max()))
    assert not any(isinstance(module, nn.BatchNorm2d) for module in backbone.modules())
