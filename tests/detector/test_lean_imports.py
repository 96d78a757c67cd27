from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
import frcnn_desktop.detector.model
assert "torch._dynamo" not in sys.modules, "the compiler was loaded"
import torch
from torchvision.ops import roi_align, roi_pool
features, rois = torch.rand(1, 2, 9, 9), torch.tensor([[0, 0, 0, 5.0, 5.0]])
for pool in (roi_pool, roi_align):
    assert pool(features, rois, 2).shape == (1, 2, 2, 2)
import torch._dynamo
assert torch._dynamo.__file__, "the real compiler can be imported afterwards"
assert torch.compiler.disable.__module__ == "torch.compiler"
"""


def test_that_the_detector_loads_without_the_compiler_and_the_compiler_afterwards() -> None:
    result = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


LOADING = """
import sys
from frcnn_desktop.host.resources import BUNDLED_MODEL, resource_path
from frcnn_desktop.detector.checkpoint import load_checkpoint
load_checkpoint(resource_path(*BUNDLED_MODEL))
assert "torch._dynamo" not in sys.modules, "the compiler was loaded"
"""


def test_that_a_checkpoint_loads_without_the_compiler() -> None:
    result = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


STEPPING = """
import sys
import torch
from frcnn_desktop.detector.import_without_compiler import optimize_without_compiler
optimize_without_compiler()
weights = torch.nn.Parameter(torch.ones(2))
for kind in (torch.optim.AdamW, torch.optim.SGD):
    optimizer = kind([weights], lr=0.1)
    (weights**2).sum().backward()
    optimizer.step()
    optimizer.load_state_dict(optimizer.state_dict())
assert weights.max() < 1
assert not {name for name in sys.modules if "triton._C" in name}, "triton was loaded"
import torch._dynamo
assert torch._dynamo.config.cache_size_limit > 0, "the real compiler is there for whoever needs it"
assert sys.modules["torch._dynamo"] is torch._dynamo and torch._dynamo.__file__
optimizer.step()
"""


def test_that_an_optimizer_steps_without_the_compiler_and_others_get_the_real_one() -> None:
    result = subprocess.run([sys.executable, "-c", STEPPING], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
