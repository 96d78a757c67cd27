"""What is said of disagreements."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.disagreement import Disagreement, Kind
from frcnn_desktop.ui.learn.review_findings import Finding


class ReviewText(QObject):
    """Sentences in the user's language."""

    def row(self, finding: Finding) -> str:
        """Return the line of a list."""
        # As wide as a digit, so that the numbers stand below each other.
        percent = f"{round(100 * finding.what.certainty):3d}".replace(" ", "\u2007")
        return f"{percent} %   {self.what(finding.what)}   {finding.path.name}"

    def what(self, found: Disagreement) -> str:
        """Say what the model has against a label."""
        labelled = found.label[1] if found.label else ""
        text = {
            Kind.MISSED: self.tr("{name} without a label"),
            Kind.WRONG_CLASS: self.tr("{label} looks like {name}"),
            Kind.LOOSE: self.tr("loose box around {label}"),
            Kind.DOUBLED: self.tr("{label} labelled twice"),
            Kind.EXTRA: self.tr("no {label} to be seen"),
        }[found.kind]
        return text.format(name=found.name, label=labelled)

    def summary(self, counts: Mapping[Kind, int], images: int, before: int | None) -> str:
        """Say how many are left."""
        if not images:
            return self.tr("Labels that the model sees otherwise are listed here, the most certain first.")
        total = sum(counts.values())
        if not total:
            one = self.tr("{count} image: the model agrees with every label.")
            return counted(images, one, self.tr("{count} images: the model agrees with every label."))
        names = {
            Kind.MISSED: self.tr("{count} missed"),
            Kind.WRONG_CLASS: self.tr("{count} wrong class"),
            Kind.LOOSE: self.tr("{count} loose"),
            Kind.DOUBLED: self.tr("{count} doubled"),
            Kind.EXTRA: self.tr("{count} not seen"),
        }
        parts = ", ".join(text.format(count=counts[kind]) for kind, text in names.items() if counts.get(kind))
        text = self.tr("{total} left in {images} images: {parts}")
        if before is not None:
            text = self.tr("{total} left in {images} images, {before} before: {parts}")
        return text.format(total=total, images=images, parts=parts, before=before)
