"""The problems of the document, worst first, as an editor lists them, or counted by rule."""

from collections import Counter
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLayout,
    QListView,
    QMenu,
    QProgressBar,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from events_console.domain.lint import Validation
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Request
from events_console.domain.wording import counted
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.event_table import Index
from events_console.ui.parts import (
    MARKS,
    TONES,
    Card,
    ElidedLabel,
    button,
    label,
    pill,
    row,
    set_pill,
)
from events_console.ui.problem_list import PROBLEM_ROLE, ProblemDelegate, ProblemList
from events_console.ui.problem_rules import RuleTable, catches, rule_rows

_MOST_WRAPPED: Final = 100  # problems whose messages are measured; of more, each gets two lines
_MOST: Final = 300  # problems that are listed; the others are counted, and come up as these are mended
_LIST, _BY_RULE = 0, 1
_CLEAN, _PAGES = 0, (1, 2)  # of the stack: nothing to show, or the page of each mode
_LEVELS: Final = 4  # of doing with less room, see _say_with
_NARROWEST: Final = 300  # pixels
_SEEN_AFTER: Final = 300  # milliseconds of a check before anybody is told of it
_FIX_ALL: Final = (
    "Make every repair that is certain and loses nothing, as one undo step; left out is what has no repair, "
    "several to choose from, or one that removes something"
)
_WORDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}


class ProblemsPane(Card):
    """The problems, as a list or by rule, beneath them the rules that are silenced.

    Signals: ``place_chosen(str)`` with the JSON Pointer of a problem to go to; ``checks_requested()`` to see
    what is checked against; ``silenced_requested()`` to see the silenced rules; ``silence_requested(str)``
    and ``rule_requested(str)`` with the name of a rule that is to be silenced or explained.
    """

    place_chosen = Signal(str)
    checks_requested = Signal()
    silenced_requested = Signal()
    silence_requested = Signal(str)
    rule_requested = Signal(str)

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """List the problems of the console's document."""
        super().__init__("Problems", parent)
        self._console = console
        self._model = ProblemList(self)
        self._chosen: Problem | None = None  # the one gone to last
        self._document: object = console.document  # the one that mode and rule were chosen for
        self._has_summed = False  # whether the rules came up by themselves for it
        self._rule: str | None = None  # whose problems alone are listed
        self._pills = {severity: pill() for severity in Severity}
        self._counts: Counter[Severity] = Counter()
        self._title = label("Problems", "title")
        self._modes = QButtonGroup(self)
        self._switch = self._mode_switch()
        self.fix_button = button("Fix", self._fix_current, "link")
        self._fix_all = button("Fix all safe", console.fix_all, "link", _FIX_ALL)
        self._checks = button(
            "Checks…",
            self.checks_requested.emit,
            "link",
            "Say what requests over this connection are checked against",
        )
        self._checks.hide()
        self._clean = label("", "muted", wrap=True)
        self.view = self._make_list()
        self.rules = RuleTable()
        self.rules.rule_chosen.connect(self.show_rule)
        self.rules.fix_requested.connect(console.fix_all)
        self.rules.selectionModel().currentChanged.connect(lambda *_: self._offer_fix())
        self._stack = QStackedWidget()
        self._more = label("", "muted")
        self.silenced = ElidedLabel("", "muted")
        self._arrange()
        console.changed.connect(self._show)
        console.checking_changed.connect(self._follow_checking)
        self._fix_all.setEnabled(False)
        self._offer_fix()

    def _make_list(self) -> QListView:
        made = QListView()
        made.setModel(self._model)
        made.setItemDelegate(ProblemDelegate(made))
        made.setWordWrap(True)  # a new width is a new layout
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        made.setAccessibleName("Problems")
        made.activated.connect(self._choose)
        made.clicked.connect(self._choose)
        made.selectionModel().currentChanged.connect(lambda *_: self._offer_fix())
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(self._open_menu)
        return made

    def _mode_switch(self) -> QWidget:
        made = QWidget()
        switches = (QToolButton(), QToolButton())
        made.setLayout(row(*switches, spacing=2))
        for number, (switch, name) in enumerate(zip(switches, ("List", "By rule"), strict=True)):
            style.set_role(switch, "toggle")
            switch.setText(name)
            switch.setCheckable(True)
            switch.setAccessibleName(f"Problems {'by rule' if number else 'as a list'}")
            self._modes.addButton(switch, number)
        self._modes.button(_LIST).setChecked(True)
        self._modes.idClicked.connect(self._choose_mode)
        return made

    def _arrange(self) -> None:
        self._header = row(
            self._title,
            *self._pills.values(),
            None,
            self._switch,
            self.fix_button,
            self._fix_all,
            self._checks,
        )
        self.chip = button("", self._clear_rule, "link", "List the problems of every rule again")
        self._catches = ElidedLabel("", "muted")
        self._filter = _line(self.chip, self._catches)
        self._checked = label("", "muted")
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName("Events that have been checked")
        self._checking = _line(self._checked, self._progress)
        self._patience = QTimer(self, singleShot=True, interval=_SEEN_AFTER)
        self._patience.timeout.connect(self._checking.show)
        self.show_rules = button(
            "Show", self.silenced_requested.emit, "link", "Choose the rules that are checked"
        )
        self._foot = _line(self.silenced, self.show_rules, stretched=0)
        clean = QWidget()
        clean.setLayout(row(self._clean))
        self._clean.setAlignment(Qt.AlignmentFlag.AlignTop)
        for page in (clean, self.view, self.rules):
            self._stack.addWidget(page)
        self.box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # see minimumSizeHint
        self.box.addLayout(self._header)
        for part in (self._checking, self._filter):
            self.box.addWidget(part)
        self.box.addWidget(self._stack, 1)
        for part in (self._more, self._foot):
            self.box.addWidget(part)

    def minimumSizeHint(self) -> QSize:
        """Allow less width than the header would like to have: it does with less."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much in the header as there is room for."""
        super().resizeEvent(event)
        self._fit()

    @property
    def can_fix(self) -> bool:
        """Whether there may be something that has a certain repair."""
        return self._fix_all.isEnabled()

    def offer_checks(self) -> None:
        """Offer to say what is checked, and to silence rules: what keeps that is there now."""
        self._checks.show()

    def show_silenced(self, silenced: frozenset[str]) -> None:
        """Say which rules are silenced."""
        self.silenced.set_full_text(silenced_text(silenced))
        self._foot.setVisible(bool(silenced))

    def menu_for(self, problem: Problem) -> QMenu:
        """Return what can be done about ``problem`` beside mending it."""
        menu = QMenu(self)
        menu.addAction("Copy message", lambda: QGuiApplication.clipboard().setText(problem.message))
        menu.addAction(f"Why? ({problem.rule})", lambda: self.rule_requested.emit(problem.rule))
        if problem.severity is not Severity.ERROR and not self._checks.isHidden():
            text = f"Silence “{problem.rule}” for this connection"
            menu.addAction(text, lambda: self.silence_requested.emit(problem.rule))
        return menu

    def counts(self) -> list[str]:
        """Return what the pills say, such as "✕ 2 errors"; none where there is no problem."""
        return [self._said(severity) for severity in Severity if self._counts[severity]]

    def show_rule(self, rule: str) -> None:
        """List the problems of ``rule`` alone, until the chip that names it is clicked."""
        self._set_rule(rule)
        self._choose_mode(_LIST)
        self.view.setCurrentIndex(self._model.index(0))

    def go(self, step: int) -> None:
        """Go to the next problem (1) or the one before (-1), from the end round to the beginning.

        Where the one gone to last is mended, the next is the one that has taken its place.
        """
        self._list()
        count = self._model.rowCount()
        if count:
            current = self.view.currentIndex()
            stays = current.isValid() and self._chosen == current.data(PROBLEM_ROLE)
            row = max(current.row(), 0)
            there = self._model.index((row + step if stays or step < 0 else row) % count)
            self.view.setCurrentIndex(there)
            self._choose(there)

    def _show(self, _request: Request, validation: Validation) -> None:
        if self._document is not self._console.document:
            self._document, self._has_summed = self._console.document, False
            self._set_rule(None)
            self._modes.button(_LIST).setChecked(True)
        if self._rule and self._console.checked and not _count(validation, self._rule):
            self._set_rule(None)  # all of them are mended
        unreadable = Counter(problem.severity for problem in _unreadable(self._console))
        self._counts = validation.severities() + unreadable
        total = self._counts.total()
        if total > _MOST and not self._has_summed:
            self._has_summed = True
            self._modes.button(_BY_RULE).setChecked(True)
        self._show_page()
        self._clean.setText(self._clean_text())
        for part in (self._fix_all, self.fix_button, self._switch):
            part.setVisible(bool(total))
        self._offer_fix()

    def _show_page(self) -> None:
        """Bring the page of the mode up to date and to the front."""
        mode, total = self._modes.checkedId(), self._counts.total()
        if mode == _LIST:
            self._list()
        else:
            self.rules.show_rows(rule_rows(self._console.validation))
        self._stack.setCurrentIndex(_PAGES[mode] if total else _CLEAN)
        of = _count(self._console.validation, self._rule) if self._rule else total
        more = of - self._model.rowCount() if mode == _LIST else 0
        self._more.setText(f"… and {more:,} more, which come up as these are mended")
        self._more.setVisible(more > 0)
        self._fix_all.setEnabled(
            total > _MOST or any(map(_is_safe, self._console.validation.problems(_MOST)))
        )

    def _list(self) -> None:
        """List the problems of now, as many as there is a use for."""
        validation = self._console.validation
        unreadable = () if self._rule else _unreadable(self._console)
        problems = (*unreadable, *validation.problems(_MOST, self._rule))
        kept = self.view.currentIndex().row()
        self.view.setUniformItemSizes(len(problems) > _MOST_WRAPPED)
        self._model.show(problems)
        if problems and kept >= 0:
            self.view.setCurrentIndex(self._model.index(min(kept, len(problems) - 1)))

    def _choose_mode(self, mode: int) -> None:
        self._modes.button(mode).setChecked(True)
        if mode == _BY_RULE:
            self._set_rule(None)
        self._show_page()
        self._offer_fix()
        (self.view, self.rules)[mode].setFocus()

    def _set_rule(self, rule: str | None) -> None:
        self._rule = rule
        self.chip.setText(f"{rule} ✕")
        self.chip.setAccessibleName(f"No longer only {rule}")
        self._catches.set_full_text(catches(rule) if rule else "")
        self._filter.setVisible(rule is not None)

    def _clear_rule(self) -> None:
        self._choose_mode(_BY_RULE)

    def _follow_checking(self, done: int, total: int) -> None:
        """Say how far a check is that takes longer than a moment."""
        if not total:
            self._patience.stop()
            self._checking.hide()
            return
        self._checked.setText(f"Checking {done:,} of {total:,}…")
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        if not (self._patience.isActive() or self._checking.isVisible()):
            self._patience.start()

    def _clean_text(self) -> str:
        if self._console.checked:
            return "✓ No problem found: every limit of the service's model is kept."
        return "Checking the request…"

    def _fixes(self) -> tuple[Fix, ...]:
        """Return the repairs of the current problem, of which one has to be chosen."""
        problem: Problem | None = self.view.currentIndex().data(PROBLEM_ROLE)
        return (problem.fix, *problem.others) if problem and problem.fix else ()

    def _offer_fix(self) -> None:
        chosen = self.rules.current() if self._modes.checkedId() == _BY_RULE else None
        fixes = () if self._modes.checkedId() == _BY_RULE else self._fixes()
        self.fix_button.setEnabled(bool(fixes) or (chosen is not None and chosen.has_fix))
        tip = "Mend the selected problem"
        if chosen:
            tip = f"Mend each problem of {chosen.rule} that has a repair"
        elif len(fixes) > 1:
            tip = f"Choose between {' and '.join(f'“{fix.label}”' for fix in fixes)}"
        self.fix_button.setToolTip(tip)
        self._fit()

    def _fit(self) -> None:
        """Say as much in the header as there is room for."""
        room = self.contentsRect().width() - 2 * style.PADDING
        for level in range(_LEVELS):
            self._say_with(level)
            self._header.invalidate()
            if self._header.sizeHint().width() <= room:
                return

    def _say_with(self, level: int) -> None:
        """Name the repair only on level 0, kinds of problems up to level 1, and the pane up to 2."""
        self.fix_button.setText(self._fix_text(in_full=level == 0))
        for severity, made in self._pills.items():
            said = self._said(severity) if self._counts[severity] else ""
            set_pill(made, said if level <= 1 else said.rpartition(" ")[0], TONES[severity])
            made.setToolTip(said)
            made.setAccessibleName(said)
        self._title.setVisible(level <= 2)  # noqa: PLR2004  # see above

    def _fix_text(self, *, in_full: bool) -> str:
        if self._modes.checkedId() == _BY_RULE:
            chosen = self.rules.current()
            return f"Fix all {chosen.count:,}" if chosen and chosen.has_fix and in_full else "Fix all"
        fixes = self._fixes()
        if len(fixes) > 1:
            return "Fix ▾"
        return fixes[0].label if fixes and in_full else "Fix"

    def _said(self, severity: Severity) -> str:
        return f"{MARKS[severity]} {counted(self._counts[severity], _WORDS[severity])}"

    def _choose(self, index: Index) -> None:
        self._chosen = index.data(PROBLEM_ROLE)
        self.place_chosen.emit(index.data(PROBLEM_ROLE).path)

    def _open_menu(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if index.isValid():
            menu = self.menu_for(index.data(PROBLEM_ROLE))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(point))

    def _fix_current(self) -> None:
        chosen, fixes = self.rules.current(), self._fixes()
        if self._modes.checkedId() == _BY_RULE:
            if chosen:
                self._console.fix_all(chosen.rule)
        elif len(fixes) == 1:
            self._make(fixes[0])
        elif fixes:
            menu = self.fix_menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.fix_button.mapToGlobal(QPoint(0, self.fix_button.height())))

    def fix_menu(self) -> QMenu:
        """Return the repairs of the selected problem to choose from."""
        menu = QMenu(self)
        for fix in self._fixes():
            menu.addAction(fix.label, partial(self._make, fix))
        return menu

    def _make(self, fix: Fix) -> None:
        path = fix.edits[-1].path if fix.edits else ""
        self._console.edit(fix.apply(self._console.request), fix.label, path=path)


def _line(*parts: QWidget, stretched: int = 1) -> QWidget:
    """Return a line of ``parts`` that is hidden while there is nothing to say in it."""
    made, layout = QWidget(), row(*parts)
    layout.setStretch(stretched, 1)
    made.setLayout(layout)
    made.hide()
    return made


def _count(validation: Validation, rule: str) -> int:
    return sum(times for (_, name), times in validation.tally.items() if name == rule)


def _is_safe(problem: Problem) -> bool:
    return problem.fix is not None and problem.fix.safe


def silenced_text(silenced: frozenset[str]) -> str:
    """Return which rules are ``silenced``, as a sentence; "" if none is."""
    if not silenced:
        return ""
    are = "rule is" if len(silenced) == 1 else "rules are"
    return f"{len(silenced)} {are} silenced for this connection: {', '.join(sorted(silenced))}."


def _unreadable(console: Console) -> tuple[Problem, ...]:
    """Return the problem of JSON text that is no request, which the rest of the window cannot show."""
    if console.json_error is None:
        return ()
    message = f"The JSON view holds text that is no request yet: {console.json_error}."
    return (Problem("", Severity.ERROR, "json.unreadable", message),)
