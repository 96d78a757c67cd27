"""Reading images and searching for proposals ahead of an accelerator, on as many cores as there are.

A search takes a core five times as long as an accelerator takes for all the rest of an image, so that one
core would keep it waiting. On a CPU nothing is to be won: the network uses all cores itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.made_ahead import cores, made_ahead
from frcnn_desktop.inference.predictor import Predictor

_Item = TypeVar("_Item")


def images_ahead(
    predictor: Predictor, items: Iterable[_Item], load: Callable[[_Item], LoadedImage]
) -> Iterable[tuple[_Item, Callable[[], LoadedImage]]]:
    """Give each item with a function that returns its image, or raises what `load` raised; for `run`.

    For an accelerator, images are loaded and their proposals searched ahead on all cores.
    """
    if predictor.torch_device.type == "cpu":
        return ((item, partial(load, item)) for item in items)

    def prepare(item: _Item) -> LoadedImage:
        image = load(item)
        predictor.search_ahead(image)
        return image

    return made_ahead(prepare, items, cores())
