"""Forms with fields, boxes to tick, and lines under print."""

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array

WIDTH, HEIGHT = 512, 640


def form(seed: int) -> tuple[NDArray[np.uint8], BoxArray, tuple[str, ...]]:
    """A page with lines to write on, boxes to tick, and lines under print, which are no fields."""
    random = np.random.default_rng(seed)
    page = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    boxes, names = [], []
    for row, y in enumerate(range(40, 600, 28)):
        left = int(random.integers(20, 200))
        right = left + int(random.integers(80, 260))
        if row % 4 == 3:
            page[y : y + 10, left : left + 10] = 0
            page[y + 1 : y + 9, left + 1 : left + 9] = 255
            boxes.append((left - 3, y - 3, left + 13, y + 13))
            names.append("tick")
            continue
        page[y + 12 : y + 14, left:right] = 0
        if row % 4 == 2:
            page[y : y + 9, left:right:3] = 0
            continue
        boxes.append((left - 2, y - 4, right + 2, y + 16))
        names.append("field")
    return page, as_box_array(boxes), tuple(names)
