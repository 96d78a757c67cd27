"""Learning while labelling: each save teaches, and the next images come with suggestions."""

from __future__ import annotations

from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.learn.accept_and_next import AcceptAndNext
from frcnn_desktop.ui.learn.class_guess import ClassGuess
from frcnn_desktop.ui.learn.learn_control import LearnControl
from frcnn_desktop.ui.learn.learn_status import LearnStatus
from frcnn_desktop.ui.learn.one_class import OneClass
from frcnn_desktop.ui.learn.order_control import OrderControl
from frcnn_desktop.ui.learn.provenance_control import ProvenanceControl
from frcnn_desktop.ui.learn.review_control import ReviewControl
from frcnn_desktop.ui.learn.set_decisions import SetDecisions
from frcnn_desktop.ui.learn.set_habits import SetHabits
from frcnn_desktop.ui.learn.similar_control import SimilarControl
from frcnn_desktop.ui.learn.snapping import ObjectSnapping
from frcnn_desktop.ui.learn.suggestions_control import SuggestionsControl
from frcnn_desktop.workers.detect.engine import Engine
from frcnn_desktop.workers.learning.memory_service import MemoryService
from frcnn_desktop.workers.learning.order import OrderService
from frcnn_desktop.workers.learning.provenance import ProvenanceService
from frcnn_desktop.workers.learning.review import ReviewService
from frcnn_desktop.workers.learning.service import LearningService
from frcnn_desktop.workers.learning.session_port import Learning, new_session


class LearnFeature(Feature):
    """`service` learns in threads of its own; `provenance` keeps who made each box, `memory` what was
    decided about the set."""

    @staticmethod
    def new_session(engine: Engine, class_names: tuple[str, ...]) -> Learning:
        """Return what is learnt with."""
        return new_session(engine, class_names)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.service = LearningService(context.services.inference.holder, self.new_session, self)
        context.services.held["learnt"] = self.service.store_use
        self.memory = MemoryService(self)
        self.decisions = SetDecisions(context, self.service, self.memory)
        self.status = LearnStatus(context, self.service, self.decisions)
        self.suggestions = SuggestionsControl(context, self.service, self.decisions)
        self.provenance = ProvenanceService(self)
        self.review = ReviewService(context.services.inference.holder, self.service.look, self)
        self.order = OrderService(context.services.runs, self)
        one_class = OneClass(context)
        self._controls = (
            SetHabits(context, self.decisions),
            AcceptAndNext(context, one_class),
            LearnControl(context, self.service, self.suggestions, self.decisions, one_class),
            ProvenanceControl(context, self.provenance),
            ClassGuess(context, self.service),
            ObjectSnapping(context, self.service),
            OrderControl(context, self.service, self.order),
            SimilarControl(context, self.service),
            ReviewControl(context, self.review, self.decisions),
        )

    def start(self) -> None:
        """Start the learner's threads; order and review start theirs when first asked."""
        self.service.start()

    def keep(self) -> None:
        """Wait until who made each box, and what was decided, is written."""
        self.provenance.shutdown()
        self.memory.shutdown()

    def stop(self) -> None:
        """End learning, ordering and reviewing."""
        self.service.shutdown()
        self.order.shutdown()
        self.review.shutdown()
