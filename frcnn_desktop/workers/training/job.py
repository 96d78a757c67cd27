"""The job of a training run. The window knows it from here."""

from frcnn_desktop.training.job import BUNDLED, WORK_SUFFIX, TrainingJob, write_job

__all__ = ["BUNDLED", "WORK_SUFFIX", "TrainingJob", "write_job"]
