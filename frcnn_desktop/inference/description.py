"""What an image looks like, in a few hundred numbers of its feature map.

Shapes: C channels.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor


@torch.no_grad()
def describe(features: Tensor) -> NDArray[np.float32]:
    """Return 2C numbers of a map (1 x C x rows x columns): mean and maximum of each channel.

    Of length 1, so that distances between images compare directions.
    """
    channels = features[0].float().flatten(1)
    vector = torch.cat([channels.mean(dim=1), channels.amax(dim=1)])
    vector = vector / vector.norm().clamp(min=1e-9)
    return vector.cpu().numpy()
