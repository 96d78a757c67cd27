"""What is known of a run so far, as the curves and the table show it."""

from __future__ import annotations

from collections.abc import Iterable

from frcnn_desktop.workers.training.events import (
    ImageSkipped,
    Preparing,
    StepDone,
    TrainingEvent,
    TrainingStarted,
    Validated,
)


class RunRecord:
    """Takes events in their order. `steps`, `class_losses`, `box_losses` grow together.

    `validation_images` is 0 while nobody has said how many there are, as in a history.
    """

    def __init__(self, events: Iterable[TrainingEvent] = ()) -> None:
        self.images = self.total_steps = self.validation_images = 0
        self.steps: list[int] = []
        self.class_losses: list[float] = []
        self.box_losses: list[float] = []
        self.validations: list[Validated] = []
        self.skipped: list[ImageSkipped] = []
        for event in events:
            self.take(event)

    @property
    def step(self) -> int:
        """The last step that is done, 0 before the first."""
        return self.steps[-1] if self.steps else 0

    @property
    def before(self) -> Validated | None:
        """How good the network was that training began with."""
        first = self.validations[0] if self.validations else None
        return first if first is not None and first.step == 0 else None

    @property
    def after(self) -> Validated | None:
        """How good it is now."""
        last = self.validations[-1] if self.validations else None
        return last if last is not None and last.step > 0 else None

    def take(self, event: TrainingEvent) -> None:
        """Add what an event says."""
        match event:
            case TrainingStarted():
                self._rewind(event.step)
                self.images, self.total_steps = event.images, event.steps
            case StepDone():
                self.steps.append(event.step)
                self.class_losses.append(event.class_loss)
                self.box_losses.append(event.box_loss)
            case Preparing(what="validation", total=total):
                self.validation_images = total
            case Validated():
                self.validations = [each for each in self.validations if each.step < event.step]
                self.validations.append(event)
            case ImageSkipped():
                if event not in self.skipped:
                    self.skipped.append(event)

    def _rewind(self, step: int) -> None:
        """Forget what a killed run did after its last saved state: it is done again."""
        kept = sum(each <= step for each in self.steps)
        for values in (self.steps, self.class_losses, self.box_losses):
            del values[kept:]
        self.validations = [each for each in self.validations if each.step <= step]
        if step == 0:
            self.validations = []
