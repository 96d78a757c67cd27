"""What the detector does while nobody waits for it, most urgent first."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.workers.detect.messages import DetectRequest


class BackgroundQueue:
    """First the features of the open image, then its neighbours, then one image of a folder.

    The image of a folder, called the errand, stays until it is done or given up: whatever overtakes it only
    delays it. The others are dropped when something newer comes.
    """

    def __init__(self) -> None:
        self._open: DetectRequest | None = None
        self._neighbours: deque[DetectRequest] = deque()
        self._errand: DetectRequest | None = None

    @property
    def errand(self) -> DetectRequest | None:
        """The image of a folder that is to be detected; None: there is none."""
        return self._errand

    def set_open_image(self, image: LoadedImage, detection_filter: DetectionFilter) -> None:
        """Ask for the features of the open image, in the place of one before."""
        self._open = DetectRequest(image, detection_filter)

    def forget_open_image(self) -> None:
        """Ask for no open image; one that was handed out already is not called back."""
        self._open = None

    def set_neighbours(self, images: Iterable[LoadedImage], detection_filter: DetectionFilter) -> None:
        """Ask for these, likeliest first, in the place of all neighbours before."""
        self._neighbours = deque(DetectRequest(image, detection_filter) for image in images)

    def set_errand(self, request: DetectRequest | None) -> None:
        """Take an errand in the place of the one before; None: it is done or given up."""
        self._errand = request

    def clear(self) -> None:
        """Drop everything, the errand too."""
        self._open = self._errand = None
        self._neighbours.clear()

    def next(self, known: Container[str]) -> DetectRequest | None:
        """Return what to do now; neighbours whose content key is known are left out."""
        if self._open is not None:
            request, self._open = self._open, None
            return request
        while self._neighbours:
            request = self._neighbours.popleft()
            if request.image.content_key not in known:
                return request
        return self._errand
