"""Training a model on one's own boxes, on a page in the place of the photo."""

from __future__ import annotations

from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.training.training_control import TrainingControl


class TrainingFeature(Feature):
    """The window closes once no run goes on any more."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.control = TrainingControl(context)

    def start(self) -> None:
        """Start what looks at data sets; runs have a process of their own."""
        self.control.start()

    def keep(self) -> None:
        """Stop a run that goes on and wait a while until its state is saved."""
        self.control.shutdown()

    def may_close(self) -> bool:
        """Answer yes while no run goes on; else ask, and close when the run has stopped."""
        return self.control.may_close()
