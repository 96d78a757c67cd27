from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from frcnn_desktop.detector import scaling
from frcnn_desktop.detector.presets import COMPACT
from frcnn_desktop.detector.scaling import input_size, resize_image


def noise(width: int, height: int) -> np.ndarray:
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    pixels.setflags(write=False)
    return pixels


@pytest.mark.parametrize("antialias", [True, False])
@pytest.mark.parametrize(("width", "height"), [(2301, 1703), (1703, 2301), (20_000, 150), (150, 20_000)])
def test_that_a_large_image_is_resized_in_strips_as_it_is_in_one_piece(
    width: int, height: int, antialias: bool
) -> None:
    pixels, size = noise(width, height), input_size(width, height, COMPACT)
    whole = torch.from_numpy(pixels.copy()).permute(2, 0, 1).unsqueeze(0)
    expected = functional.interpolate(
        whole if antialias else whole.float(),
        size=(size.height, size.width),
        mode="bilinear",
        antialias=antialias,
        align_corners=False,
    )
    resized = resize_image(pixels, size, antialias=antialias)
    assert resized.dtype == expected.dtype
    assert resized.shape == expected.shape
    # Of the rounding of single precision a little may be left.
    torch.testing.assert_close(resized, expected, rtol=0, atol=0 if antialias else 1e-4)


@pytest.mark.parametrize("antialias", [True, False])
def test_that_a_large_image_is_never_copied_as_a_whole(
    antialias: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    interpolate = functional.interpolate

    def measured(values: torch.Tensor, **options: Any) -> torch.Tensor:
        seen.append(values.numel() * values.element_size())
        return interpolate(values, **options)

    monkeypatch.setattr(scaling.functional, "interpolate", measured)
    pixels = noise(4000, 3000)
    resize_image(pixels, input_size(4000, 3000, COMPACT), antialias=antialias)
    assert max(seen) <= pixels.nbytes * (0.25 if antialias else 0.75)
