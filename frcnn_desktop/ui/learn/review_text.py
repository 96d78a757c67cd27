"""What is said of disagreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.disagreement import Disagreement, Kind
from frcnn_desktop.core.recall_ceiling import Ceiling, Reached, Size, ceiling, ceilings_by
from frcnn_desktop.ui.learn.review_findings import Finding

_MOST_LINES = 30


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

    def ceiling(self, labels: Sequence[Reached]) -> tuple[str, str]:
        """Say for how many labels there is a proposal that fits, and more of it for a tip; "" without any."""
        whole = ceiling(labels)
        if not whole.labels:
            return "", ""
        text = self.tr("Proposals fit {half} of the labels by half (IoU 0.5), {tight} tightly (0.7).")
        said = text.format(half=_percent(whole.loose, whole), tight=_percent(whole.tight, whole))
        sizes = {Size.SMALL: self.tr("small"), Size.MEDIUM: self.tr("medium"), Size.LARGE: self.tr("large")}
        by_size = ceilings_by(labels, lambda each: each.size)
        parts = [
            *ceilings_by(labels, lambda each: each.name).items(),
            *((sizes[Size(size)], found) for size, found in by_size.items()),
        ]
        row = self.tr("{name}: {half} by half, {tight} tightly, of {count}")
        lines = [
            row.format(name=name, half=_percent(f.loose, f), tight=_percent(f.tight, f), count=f.labels)
            for name, f in parts[:_MOST_LINES]
        ]
        return said, "\n".join([self.tr("No head can find well what no proposal fits."), *lines])

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


def _percent(count: int, of: Ceiling) -> str:
    return f"{round(100 * count / of.labels)} %"
