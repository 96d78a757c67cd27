"""What is said about a run, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.workers.training.events import Preparing
from frcnn_desktop.workers.training.process import TrainingEnd, TrainingResult


class TrainingWords(QObject):
    """Makes sentences."""

    def stage(self, event: Preparing) -> str:
        """Say what is being computed before, or between, the steps."""
        texts = {
            "proposals": self.tr("Searching proposals: image {done} of {total}"),
            "features": self.tr("Computing features: image {done} of {total}"),
            "validation": self.tr("Validating: image {done} of {total}"),
        }
        text = texts.get(event.what, self.tr("Preparing: image {done} of {total}"))
        return text.format(done=event.done, total=event.total)

    def step(self, step: int, steps: int, loss: float) -> str:
        """Say which step of how many it is, and its loss with three decimals."""
        return self.tr("Step {step} of {steps}, loss {loss}").format(
            step=f"{step:,}", steps=f"{steps:,}", loss=f"{loss:.3f}"
        )

    def duration(self, seconds: float) -> str:
        """Return a time as people say it."""
        minutes = round(seconds / 60)
        if seconds < 90:
            return self.tr("{count} s").format(count=max(1, round(seconds)))
        if minutes < 90:
            return self.tr("{count} min").format(count=minutes)
        return self.tr("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)

    def ended(self, result: TrainingResult, *, resumable: bool) -> str:
        """Say how a run ended, why, and what to do."""
        said = self._ended(result)
        return f"{said} {self.going_on(result.saved_step)}" if resumable else said

    def _ended(self, result: TrainingResult) -> str:
        match result.end:
            case TrainingEnd.FINISHED:
                return self.tr("Training has finished. The model is saved as {path}.").format(
                    path=result.path
                )
            case TrainingEnd.STOPPED:
                return self.tr("Training was stopped.")
            case TrainingEnd.KILLED:
                return self.tr(
                    "Training was killed by the system, probably because memory ran out. Take fewer images"
                    " in a step, train the head only, or close other programs."
                )
            case TrainingEnd.CRASHED:
                text = self.tr("Training crashed; your annotations are untouched. Its last output: {reason}")
                return text.format(reason=_said(result) or self.tr("nothing"))
            case TrainingEnd.NOT_STARTED:
                return self.tr("Training could not be started: {reason}").format(reason=_said(result))
            case _:
                return _said(result) or self.tr("Training ended without a model and without saying why.")

    def going_on(self, step: int) -> str:
        """Say where a run would go on."""
        if step:
            return self.tr("Resume goes on from step {step}.").format(step=f"{step:,}")
        return self.tr("Resume goes on with what has been prepared.")


def _said(result: TrainingResult) -> str:
    return in_language(result.reason) if result.reason is not None else ""
