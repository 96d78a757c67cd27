"""What is asked of a learning session, and how worker threads get one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.workers.detect.engine import Engine

if TYPE_CHECKING:
    from frcnn_desktop.inference.encoded import EncodedImage
    from frcnn_desktop.learning.heads import RefittedHead
    from frcnn_desktop.learning.settings import RefitOutcome
    from frcnn_desktop.learning.suggestions import Suggestions


class Learning(Protocol):
    """What is asked of a `learning.session.LearningSession`, see there."""

    @property
    def class_names(self) -> tuple[str, ...]: ...

    @property
    def head(self) -> RefittedHead | None: ...

    @property
    def history(self) -> tuple[RefittedHead, ...]: ...

    @property
    def refit_due(self) -> bool: ...

    @property
    def store_use(self) -> tuple[int, int]: ...

    def suggest(
        self, image: EncodedImage, proposals: BoxArray, token: CancelToken | None = None
    ) -> Suggestions: ...

    def begin_review(self, token: CancelToken | None = None) -> None: ...

    def look(
        self, image: EncodedImage, proposals: BoxArray, token: CancelToken | None = None
    ) -> tuple[Suggestions, frozenset[str]]: ...

    def score(
        self, image: EncodedImage, boxes: BoxArray, token: CancelToken | None = None
    ) -> ScoredRois | None: ...

    def image_saved(
        self,
        image: EncodedImage,
        proposals: BoxArray,
        annotation: ImageAnnotation,
    ) -> None: ...

    def reject(self, image_key: str, box: Sequence[float], name: str) -> None: ...

    def take_back_rejections(self, image_key: str) -> None: ...

    def image_removed(self, content_key: str) -> None: ...

    def refit(self, token: CancelToken | None = None) -> RefitOutcome: ...

    def rollback(self, steps: int = 1) -> RefittedHead | None: ...

    def threshold(self, class_name: str) -> float: ...

    def set_threshold(self, class_name: str, score: float | None) -> None: ...

    def right_lately(self, images: int = 20) -> tuple[int, int]: ...


SessionFactory: TypeAlias = Callable[[Engine, tuple[str, ...]], Learning]


def new_session(engine: Engine, class_names: tuple[str, ...]) -> Learning:
    """Begin to learn on an engine's network. Call it in a worker thread: it imports what needs torch.

    Raises CheckpointError for a network whose head cannot be refitted.
    """
    from frcnn_desktop.learning.session import LearningSession

    model, _ = engine.checkpoint
    return LearningSession(
        model, class_names=class_names, device=engine.torch_device, given_up=engine.device_given_up
    )
