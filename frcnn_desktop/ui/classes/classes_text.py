"""What is said of changes, before and after they are made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from frcnn_desktop.core.counted import counted
from frcnn_desktop.curation.batch_writing import LeftAlone
from frcnn_desktop.curation.class_census import ChangePreview, ClassCensus
from frcnn_desktop.curation.class_edit import ClassesChanged
from frcnn_desktop.curation.edit_store import Undone
from frcnn_desktop.curation.spelling import Suspicion
from frcnn_desktop.ui.kit.localise import in_language


class ClassesText(QObject):
    """Sentences in the user's language."""

    def headline(self, census: ClassCensus) -> str:
        """Say how many classes, objects and files there are; the class without a name is not counted."""
        classes = census.classes()
        files = len(census.files)
        named = sum(1 for each in classes if each.name)
        return ", ".join(
            (
                counted(named, self.tr("{count} class"), self.tr("{count} classes")),
                self._objects(sum(each.objects for each in classes)),
                counted(files, self.tr("{count} file"), self.tr("{count} files"), count=f"{files:,}"),
            )
        )  # fmt: skip

    def preview(self, preview: ChangePreview) -> str:
        """Say what changes would do."""
        parts = []
        if preview.renamed:
            one, many = (
                self.tr("{count} object gets another class"),
                self.tr("{count} objects get another class"),
            )
            parts.append(counted(preview.renamed, one, many))
        if preview.deleted:
            one, many = self.tr("{count} object is deleted"), self.tr("{count} objects are deleted")
            parts.append(counted(preview.deleted, one, many))
        if not parts:
            return self.tr("No annotation file changes.")
        files = counted(len(preview.files), self.tr("{count} file changes"), self.tr("{count} files change"))
        text = f"{files}: {', '.join(parts)}."
        if preview.emptied:
            one = self.tr("{count} file is left without objects.")
            many = self.tr("{count} files are left without objects.")
            text += " " + counted(preview.emptied, one, many)
        return text

    def changed(self, done: ClassesChanged) -> str:
        """Say what was done."""
        text = counted(done.files, self.tr("{count} file changed"), self.tr("{count} files changed"))
        return f"{text}. {self.left_alone(done.left_alone)}".strip()

    def undone(self, result: Undone) -> str:
        """Say what was taken back."""
        text = counted(result.restored, self.tr("{count} file restored"), self.tr("{count} files restored"))
        if result.remaining:
            text += ". " + self.tr("Not restored yet: {count}").format(count=result.remaining)
        return f"{text}. {self.left_alone(result.left_alone)}".strip()

    def left_alone(self, files: Sequence[LeftAlone]) -> str:
        """Say how many files stay as they are; "" for none."""
        if not files:
            return ""
        one = self.tr("{count} file stays as it is.")
        return counted(len(files), one, self.tr("{count} files stay as they are."))

    def reason(self, each: LeftAlone) -> str:
        """Say which file stays as it is, and why."""
        reason = in_language(each.reason)
        return reason if each.path.name in reason else f"{each.path.name}: {reason}"

    def suspicion(self, each: Suspicion, written: dict[str, int]) -> str:
        """Say what looks misspelt."""
        odd = ", ".join(f"“{visible(name)}” ({written.get(name, 0):,})" for name in each.odd)
        return self.tr("{odd} → “{keep}” ({count})").format(
            odd=odd, keep=each.keep, count=f"{written.get(each.keep, 0):,}"
        )

    def _objects(self, count: int) -> str:
        return counted(count, self.tr("{count} object"), self.tr("{count} objects"), count=f"{count:,}")


def visible(name: str) -> str:
    """Return a name with the white space around it to be seen."""
    bare = name.strip()
    start = len(name) - len(name.lstrip())
    return "␣" * start + bare + "␣" * (len(name) - start - len(bare))
