"""What is asked of a learning session, and how worker threads get one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.boxes import Box, BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.core.similar_box import SimilarBox
from frcnn_desktop.workers.detect.engine import Engine

if TYPE_CHECKING:
    from frcnn_desktop.inference.encoded import EncodedImage
    from frcnn_desktop.learning.experience import Experience
    from frcnn_desktop.learning.heads import RefittedHead
    from frcnn_desktop.learning.picture import Picture
    from frcnn_desktop.learning.settings import RefitOutcome
    from frcnn_desktop.learning.suggestions import Suggestions


class Learning(Protocol):
    """What is asked of a `learning.session.LearningSession`, see there."""

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes of the set: those given, then those met."""
        ...

    @property
    def head(self) -> RefittedHead | None:
        """The head that suggests; None before there is one."""
        ...

    @property
    def history(self) -> tuple[RefittedHead, ...]:
        """The last heads that were taken, the newest last."""
        ...

    @property
    def refit_due(self) -> bool:
        """Whether something was saved that no refit has seen."""
        ...

    @property
    def store_use(self) -> tuple[int, int]:
        """Bytes of labelled images held, and bytes that may be."""
        ...

    def suggest(
        self,
        image: EncodedImage,
        proposals: BoxArray,
        token: CancelToken | None = None,
        picture: Picture | None = None,
    ) -> Suggestions:
        """Return what is suggested on an image, proposals N x 4 in image pixels; `picture` is what it looks
        like. Raises Cancelled."""
        ...

    def begin_review(self, token: CancelToken | None = None) -> None:
        """Fit heads that judge labels which they have not learnt. Long; raises Cancelled."""

    def look(
        self, image: EncodedImage, proposals: BoxArray, token: CancelToken | None = None
    ) -> tuple[Suggestions, frozenset[str]]:
        """Return what is seen on a labelled image, and which classes can be judged. Raises Cancelled."""
        ...

    def score(
        self,
        image: EncodedImage,
        boxes: BoxArray,
        token: CancelToken | None = None,
        picture: Picture | None = None,
    ) -> ScoredRois | None:
        """Judge N x 4 boxes, image pixels, with the head that suggests, and by what they look like on a
        `picture`; None while there is no head."""
        ...

    def similar(
        self, image: EncodedImage, box: Box, most: int, token: CancelToken | None = None
    ) -> tuple[SimilarBox, ...]:
        """Return the labelled places that look most like a box, the likest first. Raises Cancelled."""
        ...

    def image_saved(
        self,
        image: EncodedImage,
        proposals: BoxArray,
        annotation: ImageAnnotation,
        picture: Picture | None = None,
        *,
        judged: bool = True,
    ) -> None:
        """Learn from an annotation that was saved; what is seen and left out is no object. `judged`: it
        tells what suggestions are worth, too."""

    def reject(self, image_key: str, box: Sequence[float], name: str) -> None:
        """Note that no object `name` is at a box, xyxy in image pixels."""

    def take_back_rejections(self, image_key: str) -> None:
        """Suggest again what was rejected on an image."""

    def image_removed(self, content_key: str) -> None:
        """Unlearn an image by the next refit."""

    def refit(self, token: CancelToken | None = None) -> RefitOutcome:
        """Refit the head on all saves so far, unless nothing is new. Long; raises Cancelled."""
        ...

    def rollback(self, steps: int = 1) -> RefittedHead | None:
        """Return to the head so many steps back and forget those after it."""
        ...

    def threshold(self, class_name: str) -> float:
        """Return the least score of a class that is shown; infinite while none pays."""
        ...

    def set_threshold(self, class_name: str, score: float | None) -> None:
        """Let a person choose the least score of a class; None: what paid lately."""

    @property
    def experience(self) -> Experience:
        """What became of suggestions so far."""
        ...

    def resume(self, experience: Experience) -> bool:
        """Go on from what became of an earlier session's; False: they were another model's. Raises
        UnsoundError."""
        ...

    def right_lately(self, images: int = 20) -> tuple[int, int]:
        """Return how many suggestions on the last images were right, and how many were shown."""
        ...


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
