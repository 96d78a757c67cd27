"""The files that are no code: samples, icons, models."""

from __future__ import annotations

from frcnn_desktop.core.image_kinds import is_image_name
from frcnn_desktop.host.resources import resource_path, resources_root


def check() -> str:
    """Count them. Raises RuntimeError where a kind has none."""
    samples = [path for path in resource_path("samples").iterdir() if is_image_name(path.name)]
    icons = list(resource_path("icons").glob("*.svg"))
    models = list(resource_path("models").glob("*.safetensors"))
    if not (samples and icons and models):
        raise RuntimeError(
            f"{len(samples)} samples, {len(icons)} icons, {len(models)} models in {resources_root()}"
        )
    return f"{len(samples)} samples, {len(icons)} icons, {len(models)} model(s) in {resources_root()}"
