"""The answer: what became of the latest request, or of one out of the history."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from events_console.domain.exchange import Exchange, Outcome
from events_console.domain.explain import explain
from events_console.ui import style
from events_console.ui.console import Console
from events_console.ui.exchange_note import ExchangeNote
from events_console.ui.exchange_text import date_time
from events_console.ui.exchange_view import ExchangeView
from events_console.ui.held import Held
from events_console.ui.language import tr
from events_console.ui.outcomes import spoken_outcome
from events_console.ui.parts import Card, ElidedLabel, announce, button, label, pill, row, set_pill
from events_console.ui.picture import Picture
from events_console.ui.words import tr_word

_ALL: Final = 100  # times the room of what only fills a row
_TICK: Final = 100  # milliseconds
_PATIENCE: Final = 300  # milliseconds before waiting is mentioned
_LONG: Final = 2000  # milliseconds before it can be given up


class ResponsePane(Card):
    """Shows the latest answer, or an exchange of the history until the next request is sent.

    Signals: ``place_requested(str)`` with the JSON Pointer of the value that the service named;
    ``load_requested(Exchange, str)`` to put its request into the composer first;
    ``resend_requested(Exchange)`` to send the request that is shown again as it was; ``new_requested()`` to
    send the document as new although it may have arrived.
    """

    place_requested = Signal(str)
    load_requested = Signal(object, str)
    resend_requested = Signal(object)
    new_requested = Signal()

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """Wait for the first request."""
        super().__init__(tr("Answer"), parent)
        self._console = console
        self._latest: Exchange | None = None
        self._document: object = None  # that was there when it was sent
        self._browsed: Exchange | None = None
        self._clock = QElapsedTimer()
        self._ticks = QTimer(self, interval=_TICK)
        self._ticks.timeout.connect(self._tick)
        self._resend = QAction(tr("&Resend as it was"), self, visible=False)
        self._resend.setStatusTip(
            tr("Send the same events with the same event IDs: none of them counts twice")
        )
        self._resend.triggered.connect(lambda _: self.resend_requested.emit(self.shown))
        self._send_new = QAction(tr("Send &as new"), self, visible=False)
        self._send_new.setStatusTip(
            tr("Send the document with new event IDs: what has arrived counts once more")
        )
        self._send_new.triggered.connect(lambda _: self.new_requested.emit())
        self.view = ExchangeView(*self.actions_for_menu())
        self.view.place_requested.connect(self._go_to)
        self.rest = self.view.tabs
        self._origin = ElidedLabel("", "muted")
        self._back = button("", self._show_latest, "link", tr("Go back to the latest request"))
        self.note = ExchangeNote(self)
        self.view.put_beside_outcome(self.note.edit)
        origin_row = row(self._origin, self._back, None)
        origin_row.setStretch(0, _ALL)
        self.box.addLayout(origin_row)
        self.box.addWidget(self.note)
        self._empty, self._waiting = self._empty_page(), self._waiting_page()
        self._pages = QStackedWidget()
        for page in (self._empty, self._waiting, self.view):
            self._pages.addWidget(page)
        self.box.addWidget(self._pages, 1)
        self._render()
        console.held_changed.connect(self._wait)
        console.sent.connect(self._begin)
        console.sending_changed.connect(self._end)
        console.settled.connect(self._settle)
        console.changed.connect(self._follow)
        if console.held:
            self._wait(console.held)

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be done about an answer that leaves a doubt, for a menu of the window."""
        return [self._resend, self._send_new]

    def show_exchange(self, exchange: Exchange) -> None:
        """Show an exchange of the history."""
        self._browsed = None if self._is(self._latest, exchange) else exchange
        self._render()

    def show_anew(self) -> None:
        """Show the same, with its times as they are shown from now on."""
        self.view.exchange = None
        self._render()

    def _empty_page(self) -> QWidget:
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        hint = tr("Send the request with {keys}: the answer appears here, and exactly what was sent.")
        message = label(hint.format(keys=keys), "muted", wrap=True)
        message.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(label(tr("Answer"), "title"))
        box.addStretch(1)
        for part in (Picture("send"), label(tr("No answer yet"), "title")):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(message)
        box.addStretch(2)
        return page

    def _waiting_page(self) -> QWidget:
        self._elapsed = label("", "muted")
        self._progress = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._progress.setAccessibleName(tr("Waiting for the answer"))
        tip = tr("Send something else; what has left stays on its way")
        self._stop = button(tr("Stop waiting"), self._console.stop_waiting, tip=tip)
        self._state = pill()
        return _page(row(self._state, self._elapsed, None), self._progress, row(self._stop, None))

    def _wait(self, held: Held | None) -> None:
        """Wait for what a request is held for."""
        if held:
            self._browsed = None
            self._clock.start()
            self._ticks.start()
            self._follow()
        elif not self._console.sending:
            self._end(sending=False)

    def _begin(self, exchange: Exchange) -> None:
        """Wait for the answer; what stands here stays for a moment, as most answers come within it."""
        self._latest, self._browsed = exchange, None
        self._document = self._console.document
        self._clock.start()
        self._ticks.start()

    def _tick(self) -> None:
        elapsed, held = self._clock.elapsed(), self._console.held
        if elapsed >= _PATIENCE:
            set_pill(self._state, tr("… Waiting") if held else tr("… Sending"), "info")
            self._elapsed.setText(_waited(elapsed, held))
            self._progress.setVisible(elapsed >= _LONG)
            self._stop.setVisible(bool(held) or elapsed >= _LONG)
            self._render()

    def _end(self, sending: bool) -> None:  # noqa: FBT001  # a slot
        if sending:
            self._follow()
        else:
            self._ticks.stop()
            self._render()

    def _settle(self, exchange: Exchange) -> None:
        if self._is(self._browsed, exchange):
            self._browsed = exchange
        elif self._is(self._latest, exchange):
            self._latest = exchange
        else:
            return
        self._render()
        outcome = spoken_outcome(exchange.outcome, exchange.response.status if exchange.response else None)
        announce(self, f"{outcome}. {tr_word(explain(exchange).headline)}")

    def forget(self, ids: list[str]) -> None:
        """Show none of the exchanges called ``ids`` any more: they have been deleted."""
        self._latest, self._browsed = (
            None if shown and shown.id in ids else shown for shown in (self._latest, self._browsed)
        )
        self._render()

    @property
    def shown(self) -> Exchange | None:
        """The exchange that is looked at, if there is one."""
        return self._browsed or self._latest

    def _show_latest(self) -> None:
        self._browsed = None
        self._render()

    def _render(self) -> None:
        shown = self.shown
        waits = self._browsed is None and self._ticks.isActive()
        self._pages.setCurrentWidget(self._waiting if waits else self.view if shown else self._empty)
        if shown and not waits and shown is not self.view.exchange:
            self.view.show_exchange(shown, given_up=self._gave_up)
        self.note.show_exchange(None if waits else shown)
        self._follow()
        self._back.setVisible(self._browsed is not None and self._latest is not None)
        self._back.setText(tr("Request on its way") if self._ticks.isActive() else tr("Latest answer"))

    def _follow(self) -> None:
        """Offer what fits the document and the exchange that is shown."""
        console, shown = self._console, self.shown
        foreign = self._foreign()
        self.view.offer_place(foreign.request if foreign else console.request, loads=foreign is not None)
        self._origin.set_full_text(self._provenance())
        self._origin.setVisible(bool(self._origin.full_text()))
        doubt = console.in_doubt
        repeats = bool(shown and doubt and doubt.request.is_same(shown.request))
        for action, fits in (
            (self._resend, repeats or self._gave_up or bool(shown and shown.in_doubt)),
            (self._send_new, repeats),
        ):
            action.setVisible(fits)
            action.setEnabled(fits and console.service is not None and not console.is_busy)

    def _foreign(self) -> Exchange | None:
        """Return the exchange that names places and was made from another document than the present one."""
        browsed, document = self._browsed, self._console.request
        if browsed is None or not self.view.names_places:
            return None
        made_from = filter(None, (browsed.request, browsed.source))
        return None if any(one.is_same(document) for one in made_from) else browsed

    def _go_to(self, path: str) -> None:
        if foreign := self._foreign():
            self.load_requested.emit(foreign, path)
        else:
            self.place_requested.emit(path)

    @property
    def _gave_up(self) -> bool:
        """Whether what is shown is still on its way although nobody waits for it any more."""
        shown, latest = self.shown, self._latest
        waits = self._is(self._console.sending, latest) if latest else False
        return shown is latest and shown is not None and shown.outcome is Outcome.PENDING and not waits

    def _provenance(self) -> str:
        """Return where the answer that is shown comes from, unless that is the request being composed."""
        if self._browsed:
            return tr("From the history · {time}").format(time=date_time(self._browsed.started_at))
        shown = self._latest is not None and self._pages.currentWidget() is self.view
        is_earlier = shown and self._console.document is not self._document
        return tr("Answer to an earlier request") if is_earlier else ""

    @staticmethod
    def _is(one: Exchange | None, other: Exchange) -> bool:
        return one is not None and one.id == other.id


def _waited(elapsed: int, held: Held | None) -> str:
    """Return what a request waits for, or for how long it has been on its way, in milliseconds."""
    if held:
        return tr("until {ready}").format(ready=held.until)
    return f"{QLocale().toString(elapsed / 1000, 'f', 1)} s"


def _page(*parts: QWidget | QHBoxLayout) -> QWidget:
    """Return ``parts`` below each other, at the top of a page."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(style.GAP)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)
    box.addStretch(1)
    return page
