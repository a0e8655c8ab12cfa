"""The problems of the document, worst first, as an editor lists them, or counted by rule."""

from collections import Counter
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QLayout, QMenu, QStackedWidget, QWidget

from events_console.domain.lint import Validation
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Request
from events_console.ui.console import Console
from events_console.ui.event_table import Index
from events_console.ui.icons import icon
from events_console.ui.language import number, tr
from events_console.ui.parts import Card, ElidedLabel, button, label, row
from events_console.ui.problem_lines import CheckingLine, line, silenced_text
from events_console.ui.problem_list import PROBLEM_ROLE, ProblemList, ProblemView
from events_console.ui.problem_news import ProblemNews
from events_console.ui.problem_rules import RULE_ROLE, RuleRow, RuleTable, catches, rule_rows
from events_console.ui.problems_header import BY_RULE, LIST, ProblemsHeader
from events_console.ui.words import listed, tr_word

_MOST_WRAPPED: Final = 100  # problems whose messages are measured; of more, each gets two lines
_MOST: Final = 300  # problems that are listed at first, for each takes time at a keystroke
_CLEAN, _PAGES = 0, (1, 2)  # of the stack: nothing to show, or the page of each mode
_NARROWEST: Final = 300  # pixels
_MEASURED: Final = 10  # problems, which take more height than there is for them


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
        super().__init__(tr("Problems"), parent)
        self._console = console
        self._model = ProblemList(self)
        self._chosen: Problem | None = None  # the one gone to last
        self._document: object = console.document  # the one that mode and rule were chosen for
        self._has_summed = False  # whether the rules came up by themselves for it
        self._rule: str | None = None  # whose problems alone are listed
        self._counts: Counter[Severity] = Counter()
        self.header = ProblemsHeader()
        self.header.mode_chosen.connect(self._choose_mode)
        self.header.fix_requested.connect(self._fix_current)
        self.header.fix_all_requested.connect(console.fix_all)
        self.header.checks_requested.connect(self.checks_requested)
        self._clean = label("", "muted", wrap=True)
        self.view = ProblemView(self._model)
        self.view.activated.connect(self._choose)
        self.view.clicked.connect(self._choose)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._offer_fix())
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.rules = RuleTable()
        self.rules.rule_chosen.connect(self.show_rule)
        self.rules.fix_requested.connect(console.fix_all)
        self.rules.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.rules.customContextMenuRequested.connect(self._open_rule_menu)
        self.rules.selectionModel().currentChanged.connect(lambda *_: self._offer_fix())
        self._checking = CheckingLine()
        self._stack = QStackedWidget()
        self._listed = _MOST
        self._more = label("", "muted")
        self.further = button(
            tr("List {count} more").format(count=_MOST),
            self._list_more,
            "link",
            tr("List further problems as well"),
        )
        self.silenced = ElidedLabel("", "muted")
        self._arrange()
        console.changed.connect(self._show)
        console.checking_changed.connect(self._checking.follow)
        ProblemNews(console, self.counts, self)
        self._show(console.request, console.validation)

    def _arrange(self) -> None:
        self.chip = button("", self._clear_rule, "link", tr("List the problems of every rule again"))
        self.chip.setIcon(icon("cross", "accent"))
        self.chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._catches = ElidedLabel("", "muted")
        self._filter = line(self.chip, self._catches, stretched=1)
        self.show_rules = button(
            tr("Show"), self.silenced_requested.emit, "link", tr("Choose the rules that are checked")
        )
        self._foot = line(self.silenced, self.show_rules, stretched=0)
        clean = QWidget()
        clean.setLayout(row(self._clean))
        self._clean.setAlignment(Qt.AlignmentFlag.AlignTop)
        for page in (clean, self.view, self.rules):
            self._stack.addWidget(page)
        self.box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # see minimumSizeHint
        self.box.addWidget(self.header)
        for part in (self._checking, self._filter):
            self.box.addWidget(part)
        self.box.addWidget(self._stack, 1)
        self._beyond = line(self._more, self.further, stretched=0)
        for part in (self._beyond, self._foot):
            self.box.addWidget(part)
        self._parts = (self.header, self._checking, self._filter, self._beyond, self._foot)

    def minimumSizeHint(self) -> QSize:
        """Allow less width than the header would like to have: it does with less."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def needed_height(self) -> int:
        """Return how many pixels all that is said here takes, as if there were room for it."""
        shown = [part for part in self._parts if not part.isHidden()]
        margins = self.box.contentsMargins()
        gaps = margins.top() + margins.bottom() + self.box.spacing() * len(shown)
        page = self._stack.currentIndex()
        if page == _CLEAN:
            said = self._clean.heightForWidth(self._stack.width())
        elif page == _PAGES[LIST]:
            rows = range(min(self._model.rowCount(), _MEASURED))
            said = sum(map(self.view.sizeHintForRow, rows))
        else:
            said = self.rules.verticalHeader().length()
        return gaps + said + sum(part.sizeHint().height() for part in shown) + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Need another height where texts wrap otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @property
    def can_fix(self) -> bool:
        """Whether there may be something that has a certain repair."""
        return self.header.fix_all.isEnabled()

    def offer_checks(self) -> None:
        """Offer to say what is checked, and to silence rules: what keeps that is there now."""
        self.header.offer_checks()

    def show_silenced(self, here: frozenset[str], everywhere: frozenset[str] = frozenset()) -> None:
        """Say which rules are silenced for the connection, and for every one."""
        self.silenced.set_full_text(silenced_text(here, everywhere))
        self._foot.setVisible(bool(here or everywhere))

    def menu_for(self, problem: Problem) -> QMenu:
        """Return what can be done about ``problem`` beside mending it."""
        menu = self.menu_for_rule(problem.rule, problem.severity)
        copy = QAction(tr("Copy message"), menu)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(problem.message))
        menu.insertAction(menu.actions()[0], copy)
        return menu

    def menu_for_rule(self, rule: str, severity: Severity) -> QMenu:
        """Return what can be done about all that ``rule`` finds, which is of ``severity``."""
        menu = QMenu(self)
        menu.addAction(tr("Why? ({rule})").format(rule=rule), lambda: self.rule_requested.emit(rule))
        if severity is not Severity.ERROR and not self.header.checks.isHidden():
            text = tr("Silence “{rule}” for this connection").format(rule=rule)
            menu.addAction(text, lambda: self.silence_requested.emit(rule))
        return menu

    def counts(self) -> list[str]:
        """Return what the pills say, such as "✕ 2 errors"; none where there is no problem."""
        return self.header.counts()

    def show_rule(self, rule: str) -> None:
        """List the problems of ``rule`` alone, until the chip that names it is clicked."""
        self._set_rule(rule)
        self._choose_mode(LIST)
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
            self.header.set_mode(LIST)
        if self._rule and self._console.checked and not _count(validation, self._rule):
            self._set_rule(None)  # all of them are mended
        unreadable = Counter(problem.severity for problem in _unreadable(self._console))
        self._counts = validation.severities() + unreadable
        total = self._counts.total()
        if total > _MOST and not self._has_summed:
            self._has_summed = True
            self.header.set_mode(BY_RULE)
        self.header.show_counts(self._counts)
        self._show_page()
        self._clean.setText(self._clean_text())
        self._offer_fix()

    def _show_page(self) -> None:
        """Bring the page of the mode up to date and to the front."""
        mode, total = self.header.mode, self._counts.total()
        if mode == LIST:
            self._list()
        else:
            self.rules.show_rows(rule_rows(self._console.validation))
        self._stack.setCurrentIndex(_PAGES[mode] if total else _CLEAN)
        of = _count(self._console.validation, self._rule) if self._rule else total
        more = of - self._model.rowCount() if mode == LIST else 0
        told = tr("… and {count} more, which come up as these are mended").format(count=number(more))
        self._more.setText(told)
        self._beyond.setVisible(more > 0)
        self.header.fix_all.setEnabled(
            total > _MOST or any(map(_is_safe, self._console.validation.problems(_MOST)))
        )
        self.updateGeometry()

    def _list(self) -> None:
        """List the problems of now, as many as there is a use for."""
        validation = self._console.validation
        unreadable = () if self._rule else _unreadable(self._console)
        problems = (*unreadable, *validation.problems(self._listed, self._rule))
        kept = self.view.currentIndex().row()
        self.view.setUniformItemSizes(len(problems) > _MOST_WRAPPED)
        self._model.show(problems)
        if problems and kept >= 0:
            self.view.setCurrentIndex(self._model.index(min(kept, len(problems) - 1)))

    def _choose_mode(self, mode: int) -> None:
        self.header.set_mode(mode)
        if mode == BY_RULE:
            self._set_rule(None)
        self._show_page()
        self._offer_fix()
        (self.view, self.rules)[mode].setFocus()

    def _list_more(self) -> None:
        self._listed += _MOST
        self._show_page()

    def _set_rule(self, rule: str | None) -> None:
        self._rule, self._listed = rule, _MOST
        self.chip.setText(rule or "")
        self.chip.setAccessibleName(tr("No longer only {rule}").format(rule=rule))
        self._catches.set_full_text(catches(rule) if rule else "")
        self._filter.setVisible(rule is not None)

    def _clear_rule(self) -> None:
        self._choose_mode(BY_RULE)

    def _clean_text(self) -> str:
        if self._console.checked:
            return tr("✓ No problem found: every limit of the service's model is kept.")
        return tr("Checking the request…")

    def _fixes(self) -> tuple[Fix, ...]:
        """Return the repairs of the current problem, of which one has to be chosen."""
        problem: Problem | None = self.view.currentIndex().data(PROBLEM_ROLE)
        return (problem.fix, *problem.others) if problem and problem.fix else ()

    def _offer_fix(self) -> None:
        if self.header.mode == BY_RULE:
            chosen = self.rules.current()
            text, tip = tr("Fix all"), tr("Mend each problem of the selected rule that has a repair")
            can = chosen is not None and chosen.has_fix
            in_full = tr("Fix all {count}").format(count=number(chosen.count)) if chosen and can else text
            self.header.offer_fix(in_full, text, tip, enabled=can)
            return
        fixes = self._fixes()
        if len(fixes) > 1:
            repairs = listed([tr("“{repair}”").format(repair=tr_word(fix.label)) for fix in fixes])
            tip = tr("Choose between {repairs}").format(repairs=repairs)
            self.header.offer_fix(tr("Fix…"), tr("Fix…"), tip, enabled=True)
        else:
            text = tr_word(fixes[0].label) if fixes else tr("Fix")
            tip = tr("Mend the selected problem")
            in_full = tr("{act}: {repair}").format(act=tip, repair=text) if fixes else tip
            self.header.offer_fix(text, tr("Fix"), in_full, enabled=bool(fixes))

    def _choose(self, index: Index) -> None:
        self._chosen = index.data(PROBLEM_ROLE)
        self.place_chosen.emit(index.data(PROBLEM_ROLE).path)

    def _open_menu(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if index.isValid():
            _open(self.menu_for(index.data(PROBLEM_ROLE)), self.view.viewport().mapToGlobal(point))

    def _open_rule_menu(self, point: QPoint) -> None:
        chosen: RuleRow | None = self.rules.indexAt(point).data(RULE_ROLE)
        if chosen:
            menu = self.menu_for_rule(chosen.rule, chosen.severity)
            _open(menu, self.rules.viewport().mapToGlobal(point))

    def _fix_current(self) -> None:
        chosen, fixes = self.rules.current(), self._fixes()
        if self.header.mode == BY_RULE:
            if chosen:
                self._console.fix_all(chosen.rule)
        elif len(fixes) == 1:
            self._make(fixes[0])
        elif fixes:
            _open(self.fix_menu(), self.header.fix.mapToGlobal(QPoint(0, self.header.fix.height())))

    def fix_menu(self) -> QMenu:
        """Return the repairs of the selected problem to choose from."""
        menu = QMenu(self)
        for fix in self._fixes():
            menu.addAction(tr_word(fix.label), partial(self._make, fix))
        return menu

    def _make(self, fix: Fix) -> None:
        path = fix.edits[-1].path if fix.edits else ""
        self._console.edit(fix.apply(self._console.request), tr_word(fix.label), path=path)


def _open(menu: QMenu, place: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def _count(validation: Validation, rule: str) -> int:
    return sum(times for (_, name), times in validation.tally.items() if name == rule)


def _is_safe(problem: Problem) -> bool:
    return problem.fix is not None and problem.fix.safe


def _unreadable(console: Console) -> tuple[Problem, ...]:
    """Return the problem of JSON text that is no request, which the rest of the window cannot show."""
    if console.json_error is None:
        return ()
    message = tr("The JSON view holds text that is no request yet: {trouble}.").format(
        trouble=console.json_error
    )
    return (Problem("", Severity.ERROR, "json.unreadable", message),)
