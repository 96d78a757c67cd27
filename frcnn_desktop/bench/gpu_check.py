"""Does an accelerator answer as the CPU does?"""

from __future__ import annotations

from frcnn_desktop.bench.gpu import chosen_accelerator, read_photos
from frcnn_desktop.bench.gpu_session import AGREES_TO, HALF_AGREES_TO, agreement
from frcnn_desktop.detector.published_models import load_model
from frcnn_desktop.host.resources import BUNDLED_MODEL, resource_path
from frcnn_desktop.inference.device import describe_device

_PHOTOS = 3


def check(name: str) -> str:
    """Compare on some samples. Raises DeviceError without the device, RuntimeError for other answers."""
    device = chosen_accelerator(name)
    model, _ = load_model(resource_path(*BUNDLED_MODEL))
    photos = read_photos(None, _PHOTOS)
    single = agreement(model, device, photos, precise=True).score
    half = agreement(model, device, photos, precise=False).score
    if single > AGREES_TO or half > HALF_AGREES_TO:
        raise RuntimeError(f"scores differ from the CPU's by {single:.1e}, in half precision by {half:.1e}")
    return f"{describe_device(device)}: scores as on the CPU to {single:.1e}, in half precision to {half:.1e}"
