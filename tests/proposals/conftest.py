"""What tests of proposals share."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from support.kernels import kept_kernels, settled

from frcnn_desktop.proposals import kernels


@pytest.fixture(scope="session", autouse=True)
def _kernels(request: pytest.FixtureRequest) -> None:
    with kept_kernels(request):
        settled(kernels.preparation)
    assert not kernels.kernels_failed()


@pytest.fixture(scope="session")
def scene() -> NDArray[np.uint8]:
    """A picture with objects in it, 160 x 120: boxes and a striped disc on a gradient, and some noise."""
    random = np.random.default_rng(11)
    y, x = np.mgrid[:120, :160]
    picture = np.stack([x, 2 * y, 255 - x], axis=2) * 0.6
    for left, top, side, colour in (
        (15, 20, 30, (250, 30, 30)),
        (60, 10, 45, (20, 220, 60)),
        (95, 60, 50, 0),
    ):
        picture[top : top + side, left : left + side] = colour
    disc = (x - 45) ** 2 + (y - 85) ** 2 < 25**2
    picture[disc] = np.where((x + y)[disc] % 12 < 6, 240, 60)[:, None]
    return np.clip(picture + random.normal(0, 4, picture.shape), 0, 255).astype(np.uint8)
