"""One exchange in full: what became of it, what that means, and what went over the wire."""

from collections.abc import Callable
from math import ceil
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from events_console.domain.exchange import Exchange
from events_console.domain.explain import GIVEN_UP, explain, verdict
from events_console.domain.problem import place, row_of
from events_console.domain.request import Request
from events_console.ui import style
from events_console.ui.exchange_text import (
    answer_text,
    full_time,
    measure,
    request_text,
    sent_text,
)
from events_console.ui.outcomes import OUTCOME_TONES
from events_console.ui.parts import (
    button,
    field_label,
    label,
    pill,
    plain_tip,
    row,
    set_pill,
)

_INSET: Final = 4  # from the edge of a line to its text, as the style sheet has it
_LONGEST: Final = 50_000  # characters; more of them in one line take Qt too long to lay out
_MOST_LINES: Final = 1_000  # each is laid out at once, for the text to be as high as it is long
_LOOKED_OVER: Final = 5_000  # characters; the same, in which Qt looks for words to break the lines between
_LONGEST_HEADLINE: Final = 300  # characters; a refusal quotes what it refuses, and Answer has all of it
_MOST_PLACES: Final = 4  # are offered; the advice tells of the others
_SCROLLS: Final = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
)
_SELECTABLE: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_TEXTS: Final = (
    ("Answer", answer_text, ""),
    ("Sent", sent_text, "Exactly what left, but for secrets."),
    ("Request", request_text, "Placeholders and event IDs are filled in."),
)


class ExchangeView(QScrollArea):
    """Shows an exchange, and below what it means buttons for ``actions``, as far as they are visible.

    Signals: ``place_requested(str)`` with the JSON Pointer that the service named.
    """

    place_requested = Signal(str)

    def __init__(self, *actions: QAction, parent: QWidget | None = None) -> None:
        """Show nothing yet; the first of ``actions`` is the one that matters."""
        super().__init__(parent, widgetResizable=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.exchange: Exchange | None = None
        self._paths: tuple[str, ...] = ()
        self._statement = ""
        self._outcome, self._measure = pill(), label("", "muted", wrap=True)
        self._headline, self._advice = label("", wrap=True), label("", "muted", wrap=True)
        self._headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = label("", "warning", wrap=True)
        self._buttons = [
            _action_button(action, "link" if number else "primary") for number, action in enumerate(actions)
        ]
        self._copy_statement = button(
            "Copy statement",
            lambda: QGuiApplication.clipboard().setText(self._statement),
            "link",
            "Copy the IAM statement, to have it added",
        )
        self._places = [self._place_button(number) for number in range(_MOST_PLACES)]
        self._request_id = _IdLine()
        self._id_label = field_label("Request ID", self._request_id)
        self._copy_id = _copy_button("Copy the request ID", self._request_id.text)
        self._target = label("", "muted", wrap=True)
        self.tabs = QTabBar(
            drawBase=False, expanding=False, usesScrollButtons=False, elideMode=Qt.TextElideMode.ElideRight
        )
        self._caption = label("", "muted", wrap=True)
        self.text = _Text()
        self.text.cursorPositionChanged.connect(self._show_cursor)
        self.setWidget(self._content())

    def put_beside_outcome(self, link: QWidget) -> None:
        """Show ``link`` at the end of the line of the outcome."""
        self._outcome_row.addWidget(link)

    def _content(self) -> QWidget:
        for name, _, _ in _TEXTS:
            self.tabs.addTab(name)
        style.set_role(self.tabs, "compact")
        self.tabs.setAccessibleName("What went over the wire")
        self.tabs.currentChanged.connect(lambda _: self._show_text())
        self.text.setTabChangesFocus(True)
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._outcome_row = row(self._outcome, None)
        box.addLayout(self._outcome_row)
        for part in (self._measure, self._headline, self._advice, self._note):
            box.addWidget(part)
        box.addLayout(row(*self._buttons, None, spacing=4))
        for link in (self._copy_statement, *self._places):
            box.addLayout(row(link, None))
        id_row = row(self._id_label, self._request_id, self._copy_id, spacing=4)
        id_row.setStretch(1, 1)
        tab_row = row(self.tabs, _copy_button("Copy all of this text", self._whole_text), spacing=4)
        tab_row.setStretch(0, 1)
        box.addLayout(id_row)
        box.addWidget(self._target)
        box.addLayout(tab_row)
        box.addWidget(self._caption)
        box.addWidget(self.text, 1)
        return content

    def show_exchange(self, exchange: Exchange, *, given_up: bool = False) -> None:
        """Show ``exchange``, whose answer nobody waits for any more if it was ``given_up``."""
        if self.exchange is None or exchange.id != self.exchange.id:
            self.verticalScrollBar().setValue(0)
        self.exchange = exchange
        response, explanation = exchange.response, GIVEN_UP if given_up else explain(exchange)
        status = response.status if response else None
        if given_up:
            set_pill(self._outcome, "? No answer yet", "warning")
        else:
            set_pill(self._outcome, verdict(exchange.outcome, status), OUTCOME_TONES[exchange.outcome])
        self._measure.setText(measure(exchange))
        self._measure.setVisible(bool(self._measure.text()))
        cut = len(explanation.headline) > _LONGEST_HEADLINE
        self._headline.setText(
            f"{explanation.headline[:_LONGEST_HEADLINE]}…" if cut else explanation.headline
        )
        self._advice.setText(explanation.advice)
        self._note.setText(exchange.note or "")
        self._note.setVisible(bool(exchange.note))
        self._paths, self._statement = explanation.paths, explanation.statement or ""
        self._copy_statement.setVisible(bool(self._statement))
        request_id = response.request_id if response else None
        self._request_id.setText(request_id or "")
        self._request_id.setCursorPosition(0)
        self._request_id.setToolTip(plain_tip(request_id or ""))
        for part in (self._id_label, self._request_id, self._copy_id):
            part.setVisible(bool(request_id))
        target = exchange.target
        facts = " · ".join((target.name, target.region, target.endpoint, full_time(exchange.started_at)))
        self._target.setText(facts.replace(".", ".\u200b"))  # a line may end there
        self._target.setAccessibleName(facts)
        self._show_text()

    @property
    def names_places(self) -> bool:
        """Whether the service named what is wrong."""
        return bool(self._paths)

    def offer_place(self, request: Request, *, loads: bool = False) -> None:
        """Offer to go to what the service named, as far as ``request`` has those events.

        That is the document, or with ``loads`` what has to become the document first.
        """
        verb = "Load into composer and show" if loads else "Show"
        for number, link in enumerate(self._places):
            path = self._paths[number] if number < len(self._paths) else None
            event = row_of(path) if path else None
            link.setVisible(path is not None and (event is None or event < len(request.events)))
            link.setText(f"{verb} {place(path)}" if path else "")

    def _place_button(self, number: int) -> QPushButton:
        return button("", lambda: self.place_requested.emit(self._paths[number]), "link")

    def _whole_text(self) -> str:
        return _TEXTS[self.tabs.currentIndex()][1](self.exchange) if self.exchange else ""

    def _show_text(self) -> None:
        name, _, caption = _TEXTS[self.tabs.currentIndex()]
        text = self._whole_text()
        shown = "\n".join(text[:_LONGEST].split("\n", _MOST_LINES)[:_MOST_LINES])
        if len(shown) < len(text):
            cut = f"The first {len(shown):,} of {len(text):,} characters; Copy takes them all."
            caption = f"{caption} {cut}".strip()
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.text.setAccessibleName(name)
        mode = QTextOption.WrapMode
        is_long = len(text) > _LOOKED_OVER
        self.text.setWordWrapMode(mode.WrapAnywhere if is_long else mode.WrapAtWordBoundaryOrAnywhere)
        with QSignalBlocker(self.text):
            self.text.setPlainText(shown)
        self.text.fit()

    def _show_cursor(self) -> None:
        """Scroll to the end of what is being selected."""
        place = self.text.mapToParent(self.text.cursorRect().center())
        self.ensureVisible(place.x(), place.y(), 0, self.fontMetrics().height())


class _Text(QPlainTextEdit):
    """A text to select from that is as high as it is long: what it lies in scrolls."""

    def __init__(self) -> None:
        super().__init__(readOnly=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Be as high as the text at this width."""
        block, height = self.document().begin(), 2 * self.document().documentMargin()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        margins = self.contentsMargins()
        self.setMinimumHeight(ceil(height) + margins.top() + margins.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SCROLLS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _IdLine(QLineEdit):
    """A line to select from, with "…" in its middle where there is no room while nobody does."""

    def __init__(self) -> None:
        super().__init__(readOnly=True)
        style.set_role(self, "plain")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics, inner = self.fontMetrics(), self.rect().adjusted(_INSET, 0, -_INSET, 0)
        if self.hasFocus() or metrics.horizontalAdvance(self.text()) <= inner.width():
            super().paintEvent(event)
        else:
            shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, inner.width())
            QPainter(self).drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)


def _action_button(action: QAction, role: str) -> QPushButton:
    made = button(action.iconText(), action.trigger, role, action.statusTip())
    made.setEnabled(action.isEnabled())
    if not action.isVisible():
        made.hide()  # to show it here would make it a window of its own
    action.enabledChanged.connect(made.setEnabled)
    action.visibleChanged.connect(lambda: made.setVisible(action.isVisible()))
    return made


def _copy_button(what: str, text: Callable[[], str]) -> QPushButton:
    made = button("Copy", lambda: QGuiApplication.clipboard().setText(text()), "link", what)
    made.setAccessibleName(what)
    return made
