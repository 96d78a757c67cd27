"""Learning without a network: each save of a new class makes the next head suggest it at the left."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.boxes import Box, BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.similar_box import SimilarBox
from frcnn_desktop.learning.experience import Experience
from frcnn_desktop.ui.learn.feature import LearnFeature
from frcnn_desktop.workers.detect.engine import Engine
from support.fake_engine import FakeEngine

if TYPE_CHECKING:
    from frcnn_desktop.inference.encoded import EncodedImage
    from frcnn_desktop.learning.heads import RefittedHead
    from frcnn_desktop.learning.picture import Picture
    from frcnn_desktop.learning.settings import RefitOutcome
    from frcnn_desktop.learning.suggestions import Suggestions

NEVER = float("inf")


class LearningEngine(FakeEngine):
    """An encoded image is nothing but its key."""

    abilities = Ability.LEARN

    def encode_with_proposals(
        self, image: LoadedImage, token: CancelToken | None = None, *, keep_features: bool = False
    ) -> tuple[EncodedImage, BoxArray]:
        encoded = SimpleNamespace(content_key=image.content_key, width=image.width, height=image.height)
        return cast("EncodedImage", encoded), as_box_array([[0, 0, 1, 1]])


class FakeSession:
    """Suggests one object of each class it was refitted on, side by side from the left.

    `error` is raised by the next refit; while `gate` is closed a refit waits.
    """

    def __init__(self, class_names: tuple[str, ...]) -> None:
        self.class_names = class_names
        self.given_names = class_names
        self.saves: list[tuple[str, ImageAnnotation]] = []
        self.rejected: list[tuple[str, tuple[float, ...], str]] = []
        self.removed: list[str] = []
        self.pictures: list[Picture | None] = []
        self.judged: list[bool] = []
        self.reviews = 0
        self.history: tuple[RefittedHead, ...] = ()
        self.refit_due = False
        self.moved: dict[str, float] = {}
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.thread = ""
        self.resumed: Experience | None = None

    @property
    def store_use(self) -> tuple[int, int]:
        return 1000 * len(self.saves), 2**20

    @property
    def head(self) -> RefittedHead | None:
        return self.history[-1] if self.history else None

    def suggest(
        self,
        image: EncodedImage,
        proposals: BoxArray,
        token: CancelToken | None = None,
        picture: Picture | None = None,
    ) -> Suggestions:
        self.pictures.append(picture)
        names = self.head.class_names if self.head is not None else ()
        size = cast(Any, image)
        side = size.width / 4
        boxes = as_box_array([[n * side, 0, (n + 0.9) * side, size.height] for n in range(len(names))])
        scores = np.linspace(0.9, 0.6, len(names), dtype=np.float32)
        gone = {name for key, _, name in self.rejected if key == image.content_key}
        shown = [self.moved.get(name) != 1.0 and name not in gone for name in names]
        return _found(boxes, names, scores, np.array(shown, bool))

    def begin_review(self, token: CancelToken | None = None) -> None:
        self.reviews += 1

    def look(
        self, image: EncodedImage, proposals: BoxArray, token: CancelToken | None = None
    ) -> tuple[Suggestions, frozenset[str]]:
        return self.suggest(image, proposals, token), frozenset(self.class_names)

    def score(
        self,
        image: EncodedImage,
        boxes: BoxArray,
        token: CancelToken | None = None,
        picture: Picture | None = None,
    ) -> ScoredRois | None:
        if self.head is None:
            return None
        names = self.head.class_names
        tight = boxes + np.array([2, 2, -2, -2], np.float32)
        scores = np.full((len(boxes), len(names) + 1), 0.5, np.float32)
        return ScoredRois(boxes, scores, np.repeat(tight[:, None], len(names) + 1, axis=1), names)

    def similar(
        self, image: EncodedImage, box: Box, most: int, token: CancelToken | None = None
    ) -> tuple[SimilarBox, ...]:
        return tuple(
            SimilarBox(key, item.box, item.name, 0.9)
            for key, annotation in self.saves
            for item in annotation.objects
            if key != image.content_key
        )

    def image_saved(
        self,
        image: EncodedImage,
        proposals: BoxArray,
        annotation: ImageAnnotation,
        picture: Picture | None = None,
        *,
        judged: bool = True,
    ) -> None:
        self.judged.append(judged)
        self.saves.append((image.content_key, annotation))
        self.pictures.append(picture)
        names = (*self.class_names, *(item.name for item in annotation.objects))
        self.class_names = tuple(dict.fromkeys(names))
        self.refit_due = self.refit_due or bool(annotation.objects)

    def reject(self, image_key: str, box: Sequence[float], name: str) -> None:
        self.rejected.append((image_key, tuple(box), name))

    def take_back_rejections(self, image_key: str) -> None:
        self.rejected = [each for each in self.rejected if each[0] != image_key]

    def image_removed(self, content_key: str) -> None:
        self.removed.append(content_key)
        self.saves = [each for each in self.saves if each[0] != content_key]

    def refit(self, token: CancelToken | None = None) -> RefitOutcome:
        token = token or CancelToken()
        self.thread = threading.current_thread().name
        while not self.gate.wait(0.005):
            token.raise_if_cancelled()
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        self.refit_due = False
        knows = frozenset(key for key, _ in self.saves)
        head = SimpleNamespace(class_names=self.class_names, knows=knows, score=0.4)
        self.history = (*self.history, cast("RefittedHead", head))
        return cast("RefitOutcome", None)

    def rollback(self, steps: int = 1) -> RefittedHead | None:
        self.history = self.history[: len(self.history) - steps]
        return self.head

    def threshold(self, class_name: str) -> float:
        return self.moved.get(class_name, 0.5 if self.history else NEVER)

    def set_threshold(self, class_name: str, score: float | None) -> None:
        self.moved.pop(class_name, None)
        if score is not None:
            self.moved[class_name] = score

    @property
    def experience(self) -> Experience:
        return Experience({"saves": np.arange(len(self.saves))}, self.class_names, (), "fake")

    def resume(self, experience: Experience) -> bool:
        self.resumed = experience
        return True

    def right_lately(self, images: int = 20) -> tuple[int, int]:
        return (3, 4) if len(self.saves) > 1 else (0, 0)


def _found(boxes: BoxArray, names: tuple[str, ...], scores: np.ndarray, shown: np.ndarray) -> Suggestions:
    def of(rows: np.ndarray) -> Suggestions:
        chosen = np.flatnonzero(rows)
        return _found(boxes[chosen], tuple(names[row] for row in chosen), scores[chosen], shown[chosen])

    return cast("Suggestions", SimpleNamespace(boxes=boxes, names=names, scores=scores, shown=shown, of=of))


class FakeLearnFeature(LearnFeature):
    """Learns with a `FakeSession`; `sessions` are those begun so far."""

    sessions: list[FakeSession] = []

    @staticmethod
    def new_session(engine: Engine, class_names: tuple[str, ...]) -> FakeSession:
        assert isinstance(engine, LearningEngine)
        session = FakeSession(class_names)
        FakeLearnFeature.sessions.append(session)
        return session
