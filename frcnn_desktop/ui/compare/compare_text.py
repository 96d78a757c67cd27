"""What is said of a comparison."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.counted import counted
from frcnn_desktop.curation.agreement import Agreement
from frcnn_desktop.curation.conflicts import Choice, Conflict, Kind
from frcnn_desktop.curation.merging import Merged
from frcnn_desktop.ui.kit.localise import in_language


class CompareText(QObject):
    """Sentences in the user's language."""

    def figures(self, images: int, agreement: Agreement) -> str:
        """Say how far both agree over all images."""
        shared = counted(
            images, self.tr("{count} image in both"), self.tr("{count} images in both"), count=f"{images:,}"
        )
        figures = self.tr("F1 {f1}  ·  mean IoU {iou}  ·  kappa {kappa}").format(
            f1=figure(agreement.f1), iou=figure(agreement.mean_iou), kappa=figure(agreement.kappa)
        )
        return f"{shared}  ·  {figures}"

    def standing(self, still_open: int, total: int) -> str:
        """Say how many conflicts are left."""
        if not total:
            return self.tr("They agree on everything.")
        return self.tr("{left} of {total} conflicts to decide").format(
            left=f"{still_open:,}", total=f"{total:,}"
        )

    def conflict(self, conflict: Conflict) -> str:
        """Say what a conflict is about."""
        a, b = conflict.a, conflict.b
        name = (a or b or _NOTHING).name
        if conflict.kind is Kind.ONLY_A:
            return self.tr("Only A has “{name}”").format(name=name)
        if conflict.kind is Kind.ONLY_B:
            return self.tr("Only B has “{name}”").format(name=name)
        if conflict.kind is Kind.CLASS:
            other = (b or _NOTHING).name
            return self.tr("A says “{a}”, B “{b}”").format(a=name, b=other)
        if conflict.kind is Kind.BOX:
            return self.tr("“{name}”: boxes apart (IoU {iou})").format(name=name, iou=figure(conflict.iou))
        return self.tr("“{name}”: marked differently").format(name=name)

    def choice(self, choice: Choice | None) -> str:
        """Say what was decided."""
        texts = {
            Choice.A: "A", Choice.B: "B", Choice.BOTH: self.tr("both"), Choice.NEITHER: self.tr("neither"),
        }  # fmt: skip
        return texts[choice] if choice is not None else ""

    def merged(self, done: Merged) -> str:
        """Say what was written."""
        text = self.tr("Written to {name}: {files}; conflicts resolved: {count}.").format(
            files=counted(
                done.files, self.tr("{count} file"), self.tr("{count} files"), count=f"{done.files:,}"
            ),
            name=done.destination.name,
            count=f"{done.resolved:,}",
        )
        if done.left_out:
            first = done.left_out[0]
            text += " " + self.tr("Not merged: {count}; the first: {name}: {reason}").format(
                count=len(done.left_out), name=first.path.name, reason=in_language(first.reason)
            )
        return text


_NOTHING = ObjectAnnotation("", (0, 0, 0, 0))


def figure(value: float | None) -> str:
    """Return a figure with two digits, a dash for none."""
    return "–" if value is None else f"{value:.2f}"
