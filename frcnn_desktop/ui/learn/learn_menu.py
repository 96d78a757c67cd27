"""The menu of learning: how good it is, going back, thresholds, classes, and keeping what was learnt."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.detect.class_threshold_menu import ClassThresholdMenu
from frcnn_desktop.ui.document.filter_state import FilterState
from frcnn_desktop.ui.learn.set_decisions import SetDecisions
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.workers.learning.messages import HeadFacts, LearningState

A = ActionId
_NEVER_SHOWN = 0.99
"""Where the slider of a class stands of which no suggestion pays yet."""


class LearnMenu(QMenu):
    """Made anew whenever it opens. Setter: `set_state`.

    Signals: `rollback_wanted(int)` so many heads back; `save_wanted()`.
    """

    rollback_wanted = Signal(int)
    save_wanted = Signal()

    def __init__(
        self, actions: Actions, filter_state: FilterState, decisions: SetDecisions, parent: QWidget
    ) -> None:
        super().__init__(self.tr("Lea&rning"), parent)
        self._commands, self._filter, self._decisions = actions, filter_state, decisions
        self._state = LearningState()
        self._submenus: list[QMenu] = []
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)
        self._fill()

    def set_state(self, state: LearningState) -> None:
        """Take the state that is shown when the menu opens next."""
        self._state = state

    @Slot()
    def _fill(self) -> None:
        self.clear()
        for menu in self._submenus:
            menu.deleteLater()
        self._submenus = []
        headline = self.addAction(self._headline())
        headline.setEnabled(False)
        self.addAction(self._commands[A.LEARN])
        self.addSeparator()
        self.addActions([self._commands[name] for name in
                         (A.ACCEPT_AND_NEXT, A.REJECT, A.SNAP_SUGGESTION, A.SUGGEST_AGAIN)])  # fmt: skip
        self.addSeparator()
        self._add_heads()
        self._add_thresholds()
        self._add_classes()
        self.addSeparator()
        self.addActions([self._commands[A.ONE_CLASS], self._commands[A.SPACE_ACCEPTS]])
        self.addAction(self.tr("Sa&ve what was learnt as a model…"), self.save_wanted.emit).setEnabled(
            bool(self._state.heads)
        )

    def _headline(self) -> str:
        if not self._state.heads:
            return self.tr("Nothing learnt yet")
        newest = self._state.heads[-1]
        images = counted(
            newest.images, self.tr("Learnt from {count} image"), self.tr("Learnt from {count} images")
        )
        classes = counted(newest.classes, self.tr("{count} class"), self.tr("{count} classes"))
        return f"{images}; {classes}"

    def _add_heads(self) -> None:
        menu = self._submenu(self.tr("Go &back to"))
        heads = self._state.heads
        for back, head in enumerate(reversed(heads)):
            row = menu.addAction(self._head_text(head), partial(self.rollback_wanted.emit, back))
            row.setEnabled(back > 0)
        start = menu.addAction(self.tr("The model as it was loaded"))
        start.triggered.connect(partial(self.rollback_wanted.emit, len(heads)))
        menu.setEnabled(bool(heads))

    def _head_text(self, head: HeadFacts) -> str:
        learnt = counted(head.images, self.tr("{count} image learnt"), self.tr("{count} images learnt"))
        if head.saved is None:
            return learnt
        saved = self.tr("saves {percent} % of the time on images held out")
        return f"{learnt}: {saved.format(percent=round(100 * head.saved))}"

    def _add_thresholds(self) -> None:
        menu = self._submenu(self.tr("T&hresholds"))
        thresholds = self._state.thresholds or {}
        chosen = self._decisions.value.thresholds if self._decisions.value is not None else {}
        for name, score in thresholds.items():
            moved = chosen.get(name)
            each = ClassThresholdMenu(name, moved, _NEVER_SHOWN if score is None else score, menu)
            each.setTitle(self._threshold_text(name, moved, score))
            each.reset.setText(self.tr("Automatic: from where it pays"))
            each.threshold_picked.connect(self._decisions.set_threshold)
            menu.addMenu(each)
        menu.setEnabled(bool(thresholds))

    def _threshold_text(self, name: str, moved: float | None, score: float | None) -> str:
        shown = name.replace("&", "&&")
        if moved is not None:
            return self.tr("{name}: {score}, chosen").format(name=shown, score=f"{moved:.2f}")
        if score is None:
            return self.tr("{name}: not shown yet, does not pay").format(name=shown)
        return self.tr("{name}: {score}, automatic").format(name=shown, score=f"{score:.2f}")

    def _add_classes(self) -> None:
        menu = self._submenu(self.tr("&Classes of this set"))
        for name in self._state.class_names:
            row = QAction(name.replace("&", "&&"), menu)
            row.setCheckable(True)
            row.setChecked(name not in self._filter.value.hidden_classes)
            row.toggled.connect(partial(self._on_class, name))
            menu.addAction(row)
        menu.addSeparator()
        menu.addAction(self._commands[A.OTHER_CLASSES])

    def _submenu(self, title: str) -> QMenu:
        menu = QMenu(title, self)
        self._submenus.append(menu)
        self.addMenu(menu)
        return menu

    def _on_class(self, name: str, shown: bool) -> None:
        hidden = self._filter.value.hidden_classes
        self._filter.hide_classes(hidden - {name} if shown else hidden | {name})
