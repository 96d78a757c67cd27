"""The settings of learning while labelling, and what became of a refit."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from frcnn_desktop.learning.appearance import AppearanceRule
from frcnn_desktop.learning.drawn_objects import DrawnObjectsRule
from frcnn_desktop.learning.heads import RefittedHead
from frcnn_desktop.learning.held_out import HoldOutRule
from frcnn_desktop.learning.hindsight import HindsightRule
from frcnn_desktop.learning.learned_sizes import LearnedSizesRule
from frcnn_desktop.learning.recipe import RefitRecipe
from frcnn_desktop.learning.store import DEFAULT_BYTES
from frcnn_desktop.learning.suggestions import SuggestionRule
from frcnn_desktop.learning.thresholds import ThresholdRule


class Verdict(Enum):
    """What became of a refit."""

    TAKEN = "taken"
    NOT_TAKEN = "not taken"
    NOTHING_NEW = "nothing new"


@dataclass(frozen=True, slots=True)
class LearningSettings:
    """Every rule of a session."""

    recipe: RefitRecipe = field(default_factory=RefitRecipe)
    suggestions: SuggestionRule = field(default_factory=SuggestionRule)
    thresholds: ThresholdRule = field(default_factory=ThresholdRule)
    hindsight: HindsightRule = field(default_factory=HindsightRule)
    hold_out: HoldOutRule = field(default_factory=HoldOutRule)
    learned_sizes: LearnedSizesRule = field(default_factory=LearnedSizesRule)
    drawn_objects: DrawnObjectsRule = field(default_factory=DrawnObjectsRule)
    appearance: AppearanceRule = field(default_factory=AppearanceRule)
    max_bytes: int = DEFAULT_BYTES


@dataclass(frozen=True, slots=True, eq=False)
class RefitOutcome:
    """`head` is the fitted head (taken or not), None when there was nothing to do; `before` and its own
    score are shares of the hand's seconds on held-out images, None where there were none."""

    verdict: Verdict
    head: RefittedHead | None = None
    before: float | None = None
