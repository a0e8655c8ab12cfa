"""One exchange in full: what became of it, what that means, and what went over the wire."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QIcon,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import (
    QPushButton,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from events_console.domain.exchange import Exchange
from events_console.domain.explain import GIVEN_UP, explain
from events_console.domain.problem import row_of
from events_console.domain.request import Request
from events_console.ui import style
from events_console.ui.exchange_parts import FittedText, IdLine
from events_console.ui.exchange_text import (
    answer_text,
    full_time,
    measure,
    request_text,
    sent_text,
)
from events_console.ui.icons import icon
from events_console.ui.language import number, tr
from events_console.ui.outcomes import OUTCOME_TONES, verdict
from events_console.ui.parts import (
    button,
    field_label,
    label,
    pill,
    plain_tip,
    row,
    set_pill,
)
from events_console.ui.words import tr_place, tr_word

_LONGEST: Final = 50_000  # characters; more of them in one line take Qt too long to lay out
_MOST_LINES: Final = 1_000  # each is laid out at once, for the text to be as high as it is long
_LOOKED_OVER: Final = 5_000  # characters; the same, in which Qt looks for words to break the lines between
_LONGEST_HEADLINE: Final = 300  # characters; a refusal quotes what it refuses, and Answer has all of it
_FLUSH: Final = "fold"  # the look of a link that begins where the text above it does
_DOT: Final = "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}"  # holds "Event 2 · Sent at" in one line
_MOST_PLACES: Final = 4  # are offered; the advice tells of the others
_SELECTABLE: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_TEXTS: Final = (
    (tr("Answer"), answer_text, ""),
    (tr("Sent"), sent_text, tr("Exactly what left, but for secrets.")),
    (tr("Request"), request_text, tr("Placeholders and event IDs are filled in.")),
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
        self._beside_outcome: list[QWidget] = [self._outcome]
        self._headline, self._advice = label("", wrap=True), label("", "muted", wrap=True)
        self._headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = label("", "warning", wrap=True)
        self._buttons = [
            _action_button(action, "link" if place else "primary") for place, action in enumerate(actions)
        ]
        self._copy_statement = button(
            tr("Copy statement"),
            lambda: QGuiApplication.clipboard().setText(self._statement),
            _FLUSH,
            tr("Copy the IAM statement, to have it added"),
        )
        self._places = [self._place_button(place) for place in range(_MOST_PLACES)]
        self._request_id = IdLine()
        self._id_label = field_label(tr("Request ID"), self._request_id)
        self._copy_id = _copy_button(tr("Copy the request ID"), self._request_id.text)
        self._copy_text = _copy_button(tr("Copy all of this text"), self._whole_text)
        self._target = label("", "muted", wrap=True)
        self.tabs = QTabBar(
            drawBase=False, expanding=False, usesScrollButtons=False, elideMode=Qt.TextElideMode.ElideRight
        )
        self._caption = label("", "muted", wrap=True)
        self.text = FittedText()
        self.text.cursorPositionChanged.connect(self._show_cursor)
        self.setWidget(self._content())

    def put_beside_outcome(self, link: QWidget) -> None:
        """Show ``link`` at the end of the line of the outcome, or below it where there is no room."""
        self._outcome_row.addWidget(link, 0, Qt.AlignmentFlag.AlignRight)
        self._beside_outcome.append(link)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do so as well where what stands here has become wider."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Put below each other what has no room side by side, and draw what copies if its word has none."""
        room, line = self.viewport().width(), self._outcome_row
        shown = [part for part in self._beside_outcome if not part.isHidden()]
        is_wide = sum(part.sizeHint().width() + line.spacing() for part in shown) <= room
        line.setDirection(line.Direction.LeftToRight if is_wide else line.Direction.TopToBottom)
        word = tr("Copy")
        has_word = self.tabs.sizeHint().width() + self.fontMetrics().horizontalAdvance(word) + 24 <= room
        if has_word != bool(self._copy_text.text()):
            for made in (self._copy_id, self._copy_text):
                made.setText(word if has_word else "")
                made.setIcon(QIcon() if has_word else icon("copy", "accent"))

    def _content(self) -> QWidget:
        for name, _, _ in _TEXTS:
            self.tabs.addTab(name)
        style.set_role(self.tabs, "compact")
        self.tabs.setAccessibleName(tr("What went over the wire"))
        self.tabs.currentChanged.connect(lambda _: self._show_text())
        self.text.setTabChangesFocus(True)
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._outcome_row = row(None, spacing=4)
        self._outcome_row.insertWidget(0, self._outcome, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(self._outcome_row)
        for part in (self._measure, self._headline, self._advice, self._note):
            box.addWidget(part)
        box.addLayout(row(*self._buttons, None, spacing=4))
        for link in (self._copy_statement, *self._places):
            box.addLayout(row(link, None))
        id_row = row(self._id_label, self._request_id, self._copy_id, spacing=4)
        id_row.setStretch(1, 1)
        tab_row = row(self.tabs, self._copy_text, spacing=4)
        tab_row.setStretch(0, 1)
        box.addLayout(id_row)
        box.addLayout(tab_row)
        box.addWidget(self._caption)
        box.addWidget(self.text, 1)
        box.addWidget(self._target)
        return content

    def show_exchange(self, exchange: Exchange, *, given_up: bool = False) -> None:
        """Show ``exchange``, whose answer nobody waits for any more if it was ``given_up``."""
        if self.exchange is None or exchange.id != self.exchange.id:
            self.verticalScrollBar().setValue(0)
        self.exchange = exchange
        response, explanation = exchange.response, GIVEN_UP if given_up else explain(exchange)
        status = response.status if response else None
        if given_up:
            set_pill(self._outcome, tr("? No answer yet"), "warning")
        else:
            set_pill(self._outcome, verdict(exchange.outcome, status), OUTCOME_TONES[exchange.outcome])
        self._measure.setText(measure(exchange))
        self._measure.setVisible(bool(self._measure.text()))
        headline = tr_word(explanation.headline).replace(" · ", _DOT)
        cut = len(headline) > _LONGEST_HEADLINE
        self._headline.setText(f"{headline[:_LONGEST_HEADLINE]}…" if cut else headline)
        self._advice.setText(tr_word(explanation.advice).replace(" · ", _DOT))
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
        offer = tr("Load into composer and show {place}") if loads else tr("Show {place}")
        for rank, link in enumerate(self._places):
            path = self._paths[rank] if rank < len(self._paths) else None
            event = row_of(path) if path else None
            link.setVisible(path is not None and (event is None or event < len(request.events)))
            link.setText(offer.format(place=tr_place(path)) if path else "")

    def _place_button(self, rank: int) -> QPushButton:
        return button("", lambda: self.place_requested.emit(self._paths[rank]), _FLUSH)

    def _whole_text(self) -> str:
        return _TEXTS[self.tabs.currentIndex()][1](self.exchange) if self.exchange else ""

    def _show_text(self) -> None:
        name, _, caption = _TEXTS[self.tabs.currentIndex()]
        text = self._whole_text()
        shown = "\n".join(text[:_LONGEST].split("\n", _MOST_LINES)[:_MOST_LINES])
        if len(shown) < len(text):
            cut = tr("The first {shown} of {total} characters; Copy takes them all.")
            cut = cut.format(shown=number(len(shown)), total=number(len(text)))
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


def _action_button(action: QAction, role: str) -> QPushButton:
    made = button(action.iconText(), action.trigger, role, action.statusTip())
    made.setEnabled(action.isEnabled())
    if not action.isVisible():
        made.hide()  # to show it here would make it a window of its own
    action.enabledChanged.connect(made.setEnabled)
    action.visibleChanged.connect(lambda: made.setVisible(action.isVisible()))
    return made


def _copy_button(what: str, text: Callable[[], str]) -> QPushButton:
    made = button(tr("Copy"), lambda: QGuiApplication.clipboard().setText(text()), "link", what)
    made.setAccessibleName(what)
    return made
