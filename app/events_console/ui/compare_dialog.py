"""The window that holds two exchanges, or an exchange and the draft, against each other."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from events_console.domain.difference import Ignoring
from events_console.ui import style
from events_console.ui.compare_answer import answer_sections
from events_console.ui.compare_parts import Details, Nothing, Side, SideCard, ages, not_compared
from events_console.ui.compare_sections import NO_SECTIONS, Compared, compared
from events_console.ui.compare_table import ComparisonView
from events_console.ui.compare_wire import CompareWire, WirePage, wire_page
from events_console.ui.form_rows import Check
from events_console.ui.icons import icon
from events_console.ui.language import tr
from events_console.ui.parts import Card, announce, button, label, row
from events_console.ui.sizes import fit
from events_console.ui.tasks import Tasks

__all__ = ["ANSWER", "FIELDS", "WIRE", "CompareDialog", "Side", "show_comparison"]

FIELDS, WIRE, ANSWER = range(3)
TABS: Final = (tr("Fields"), tr("Wire"), tr("Answer"))
_SIZE: Final = (1040, 720)
_SMALLEST: Final = (720, 520)
_PATIENCE: Final = 300  # milliseconds, after which is said that the comparison goes on
_DETAIL: Final = 112  # pixels of the values of one row in full


def show_comparison(parent: QWidget, left: Side, right: Side, tasks: Tasks) -> "CompareDialog":
    """Open a window that compares two sides and deletes itself when it is closed."""
    dialog = CompareDialog(left, right, tasks, parent)
    dialog.show()
    return dialog


class CompareDialog(QDialog):
    """Compares ``left`` and ``right`` behind the window, anew whenever a switch is turned."""

    def __init__(self, left: Side, right: Side, tasks: Tasks, parent: QWidget) -> None:
        """Begin to compare."""
        super().__init__(parent)
        self.setWindowTitle(tr("Compare"))
        self.setMinimumSize(*_SMALLEST)
        fit(self, *_SIZE)
        self._left, self._right, self._tasks = left, right, tasks
        self._wanted: object = None  # the comparison that is waited for
        self._running = 0  # tasks that come back here, however late
        self._compared: Compared | None = None
        self._wire_is_shown = False
        self.cards = SideCard(tr("Left")), SideCard(tr("Right"))
        self.ignore_ids, self.ignore_sent_at = Check(tr("Ignore event IDs")), Check(tr("Ignore sent at"))
        self.ignore_order, self.only = Check(tr("Ignore order")), Check(tr("Differences only"))
        self.only.setChecked(True)
        self.summary = label("", wrap=True)
        self.fields = ComparisonView(tr("Fields of both requests"))
        self.answers = ComparisonView(tr("Answers to both requests"))
        self.wire = CompareWire()
        self.tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self._build()
        self._connect()
        self._show_sides()
        self.compare()

    def compare(self) -> None:
        """Compare as the switches say; only the latest comparison is shown."""
        self._wanted = wanted = object()
        self._running += 1
        self._patience.start()
        work = partial(compared, self._left.request, self._right.request, self.ignoring)
        self._tasks.run(work, partial(self._take, wanted))

    @property
    def ignoring(self) -> Ignoring:
        """What the switches say is not compared."""
        return Ignoring(*(switch.isChecked() for switch in self._ignoring))

    @property
    def _ignoring(self) -> tuple[Check, Check, Check]:
        return self.ignore_ids, self.ignore_sent_at, self.ignore_order

    @property
    def is_busy(self) -> bool:
        """Whether something is still made that will be shown."""
        return self._running > 0

    def swap(self) -> None:
        """Exchange left and right."""
        self._left, self._right = self._right, self._left
        self._show_sides()
        self.compare()

    def go(self, step: int) -> None:
        """Go to the next difference (1) or the one before (-1) of the page in front."""
        (self.fields, self.wire, self.answers)[self.tabs.currentIndex()].go(step)

    def _build(self) -> None:
        style.set_role(self.tabs, "compact")
        self.tabs.setAccessibleName(tr("What is compared"))
        for name in TABS:
            self.tabs.addTab(name)
        self.swap_button = button(tr("S&wap"), self.swap, tip=tr("Exchange left and right"))
        self.swap_button.setIcon(icon("compare"))
        self.swap_button.setAccessibleName(tr("Swap left and right"))
        self._earlier = button(
            tr("&Previous", "difference"), partial(self.go, -1), "link", tr("Previous difference (Shift+F8)")
        )
        self._later = button(
            tr("&Next", "difference"), partial(self.go, 1), "link", tr("Next difference (F8)")
        )
        self._earlier.setIcon(icon("up", "accent"))
        self._later.setIcon(icon("down", "accent"))
        self.close_button = button(tr("Close"), self.reject)
        for each in (self.swap_button, self._earlier, self._later, self.close_button):
            each.setAutoDefault(False)
        style.set_role(self.summary, "title")
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._status = label("", "muted")
        self._progress = QProgressBar(maximum=0, textVisible=False)
        self._progress.setAccessibleName(tr("Comparing"))
        self._progress.hide()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self.details = Details()
        self._nothing = Nothing()
        self._field_stack = QStackedWidget()
        self._field_stack.addWidget(self._with_details())
        self._field_stack.addWidget(self._nothing)
        self._stack = QStackedWidget()
        for page in (self._field_stack, self.wire, self.answers):
            self._stack.addWidget(page)
        heads = row(self.cards[0], self.swap_button, self.cards[1], spacing=8)
        heads.setStretch(0, 1)
        heads.setStretch(2, 1)
        card = Card(tr("Comparison"))
        card.box.addLayout(row(*self._ignoring, self.only, None, spacing=16))
        card.box.addWidget(self.summary)
        card.box.addWidget(self._progress)
        card.box.addLayout(row(self.tabs, None, self._status, self._earlier, self._later, spacing=4))
        card.box.addWidget(self._stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.PADDING, style.PADDING, style.PADDING, style.PADDING)
        box.setSpacing(style.GAP)
        box.addLayout(heads)
        box.addWidget(card, 1)
        box.addLayout(row(None, self.close_button))
        self.fields.setFocus()

    def _with_details(self) -> QSplitter:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(style.GAP)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.fields)
        parts.addWidget(self.details)
        parts.setStretchFactor(0, 1)
        parts.setSizes([_SIZE[1], _DETAIL])
        return parts

    def _connect(self) -> None:
        for switch in self._ignoring:
            switch.toggled.connect(self.compare)
        self.only.toggled.connect(self._show)
        self._patience.timeout.connect(self._say_comparing)
        self.tabs.currentChanged.connect(self._show_page)
        self.fields.row_changed.connect(self._show_details)
        for page in (self.fields, self.wire, self.answers):
            page.told.connect(self._tell)
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(keys), self, partial(self.go, step))
        self.finished.connect(self._close)

    def _show_sides(self) -> None:
        """Show what is compared, and have the other pages made anew."""
        sides = self._left, self._right
        for card, side, age in zip(self.cards, sides, ages(*sides), strict=True):
            card.show_side(side, age)
        self._wire_is_shown = False
        has_answer = self._left.exchange is not None or self._right.exchange is not None
        self.tabs.setTabEnabled(ANSWER, has_answer)
        self._show_page()

    def _take(self, wanted: object, compared: Compared) -> None:
        self._running -= 1
        if wanted is self._wanted:
            self._wanted, self._compared = None, compared
            self._patience.stop()
            self._progress.hide()
            self._show()
        self._go_if_closed()

    def _show(self) -> None:
        """Show the latest comparison as the switch says, and sum it up."""
        self._show_answers()
        if self._compared is None or self._wanted is not None:
            return
        found, only = self._compared.diff, self.only.isChecked()
        self.fields.show_sections(self._compared.only if only else self._compared.all)
        ignored = not_compared(self.ignoring)
        self.summary.setText(f"{found.summary} {ignored}".rstrip())
        is_equal = only and not (found.differing or found.rewritten)
        self._nothing.show_ignored(ignored)
        self._field_stack.setCurrentIndex(int(is_equal))
        announce(self, self.summary.text())

    def _show_answers(self) -> None:
        left, right, only = self._left.exchange, self._right.exchange, self.only.isChecked()
        self.answers.show_sections(
            answer_sections(left, right, only_differences=only) if left or right else NO_SECTIONS
        )

    def _show_page(self) -> None:
        place = self.tabs.currentIndex()
        self._stack.setCurrentIndex(place)
        for switch in self._ignoring:
            switch.setEnabled(place == FIELDS)
        self.only.setEnabled(place != WIRE)
        self._status.clear()
        if place == WIRE and not self._wire_is_shown:
            self._wire_is_shown = True
            self._running += 1
            sides = tuple((side.request, side.exchange) for side in (self._left, self._right))
            self._tasks.run(partial(wire_page, *sides), partial(self._take_wire, sides))

    def _take_wire(self, sides: object, page: WirePage) -> None:
        self._running -= 1
        if sides == tuple((side.request, side.exchange) for side in (self._left, self._right)):
            self.wire.show_page(page)
        self._go_if_closed()

    def _show_details(self, place: int) -> None:
        found = self.fields.table.difference(place) if place >= 0 else None
        self.details.show_difference(found, self.fields.table.heading(place) if found else "")

    def _say_comparing(self) -> None:
        self.summary.setText(tr("Comparing…"))
        self._progress.show()

    def _tell(self, sentence: str) -> None:
        self._status.setText(sentence)
        announce(self, sentence)

    def _close(self) -> None:
        self._wanted = None
        self._patience.stop()
        self._go_if_closed()

    def _go_if_closed(self) -> None:
        if not self._running and not self.isVisible():
            self.deleteLater()
