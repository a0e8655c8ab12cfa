"""The Wire view: the bytes of a request as they stand or signed, and what the service reads in them."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QHideEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QTabBar, QVBoxLayout, QWidget

from events_console.domain import wire
from events_console.domain.problem import row_of
from events_console.domain.wording import shortened
from events_console.ui import style, wire_text
from events_console.ui.console import Console
from events_console.ui.language import number, tr
from events_console.ui.masked import covered_request
from events_console.ui.parts import announce, button, label, row
from events_console.ui.readings_view import ReadingsView
from events_console.ui.shown_request import UNFINISHED, ShownRequest
from events_console.ui.tasks import Tasks
from events_console.ui.wire_text import WHOLE, Page, Signed

if TYPE_CHECKING:
    from events_console.domain.connection import Connection
    from events_console.domain.request import Request
    from events_console.services.sender import Sender

TABS: Final = (tr("Unsigned"), tr("Signed"))
UNSIGNED, SIGNED = range(len(TABS))
_TICK: Final = 10_000  # milliseconds, after which "5 minutes ago" may be 6
_STALE: Final = tr(
    "▲ What is shown here was signed before the request or the connection changed: sign again."
)
_INVITATION: Final = tr(
    "Signing shows the canonical request, the string to sign and what leaves, byte for byte. Nothing is sent."
)


class WirePane(QWidget):
    """Shows a request on the wire, while it is visible.

    Signals: ``place_requested(str)`` with the JSON Pointer of a value to go to.
    """

    place_requested = Signal(str)

    def __init__(
        self, console: Console, source: ShownRequest, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        """Show the request of ``source`` as it leaves for the console's connection."""
        super().__init__(parent)
        self._console, self._source, self._tasks = console, source, tasks
        self._signed: Signed | None = None
        self._waiting: object | None = None  # what the signature that is waited for is known by
        self._shown_tab = UNSIGNED
        self._making: Callable[[], Page] | None = None  # the page that is being made on a thread
        self._wanted: Callable[[], Page] | None = None  # the one to be shown, None while it is
        self.tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self._sign = button(
            "", self._toggle, tip=tr("Sign the request without sending it; keys may need a code")
        )
        self._copy = button(tr("Copy"), self.copy, "link", tr("Copy all of this text"))
        self._stale = label("", "warning", wrap=True)
        self._part = label("", "muted", wrap=True)
        self._caption = label("", "muted", wrap=True)
        self.editor = QPlainTextEdit(readOnly=True)
        self.readings = ReadingsView()
        self._below = QWidget()
        self._more = label("", "muted", wrap=True)
        self._clock = QTimer(self, interval=_TICK)
        self._arrange()
        self._connect()
        self._name_button()

    def _arrange(self) -> None:
        for name in TABS:
            self.tabs.addTab(name)
        style.set_role(self.tabs, "compact")
        self.tabs.setAccessibleName(tr("Unsigned or signed"))
        self.editor.setTabChangesFocus(True)
        self.editor.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        style.set_role(self.editor, "boxed")
        lower = QVBoxLayout(self._below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(4)
        lower.addWidget(self.readings, 1)
        lower.addWidget(self._more)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(style.GAP)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.editor)
        parts.addWidget(self._below)
        parts.setSizes([100, 100])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(6)
        box.addLayout(row(self.tabs, None, self._copy, self._sign))
        box.addWidget(self._part)
        box.addWidget(self._stale)
        box.addWidget(self._caption)
        box.addWidget(parts, 1)

    def _connect(self) -> None:
        console = self._console
        self.tabs.currentChanged.connect(lambda _: self._render())
        self.readings.place_requested.connect(self._go)
        self._clock.timeout.connect(self._render)
        console.changed.connect(lambda *_: self._render())
        self._source.changed.connect(self._render)
        for changed in (console.ready, console.connected):
            changed.connect(lambda *_: self._name_button())
            changed.connect(lambda *_: self._render())

    @property
    def caption(self) -> str:
        """What is said about the text."""
        return "\n".join(part.text() for part in (self._part, self._stale, self._caption) if part.text())

    def copy(self) -> None:
        """Put the whole text on the clipboard, also what is not shown of a long body."""
        make = self._work(self._source.request, self._signed, WHOLE)
        self._tasks.run(lambda: make().text, self._put)

    def sign(self) -> None:
        """Sign the document for the console's connection, and show what comes of it when it is there."""
        service, connection = self._console.service, self._console.connection
        if service is None or connection is None:
            return
        self._waiting = waited_for = object()
        self.tabs.setCurrentIndex(SIGNED)
        self._name_button()
        self._render()
        work = partial(_sign, service, self._source.request, connection, stamp=self._console.stamp_event_ids)
        self._tasks.wait_for(work, partial(self._take, waited_for))

    def show_anew(self) -> None:
        """Show the page as it may be seen now, and what was made before no more."""
        self.editor.clear()
        if self._making:
            self._wanted = self._seen()
        self._render()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another view was in front."""
        super().showEvent(event)
        self._render()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let what nobody sees grow old."""
        super().hideEvent(event)
        self._clock.stop()

    def _toggle(self) -> None:
        """Sign, or wait no longer for the signature that is under way."""
        if self._waiting is None:
            self.sign()
            return
        self._waiting = None
        self._name_button()
        self._render()

    def _take(self, waited_for: object, signed: Signed) -> None:
        if waited_for is not self._waiting:
            return
        self._waiting, self._signed = None, signed
        self._name_button()
        self._render()
        announce(self, self._caption.text())

    def _name_button(self) -> None:
        connection = self._console.connection
        ready = self._console.service is not None and connection is not None
        sign = tr("Sign for “{name}”").format(name=shortened(connection.name)) if connection else tr("Sign")
        self._sign.setText(tr("Stop waiting") if self._waiting else sign)
        self._sign.setEnabled(ready)

    def _is_stale(self) -> bool:
        signed = self._signed
        return signed is not None and not (
            signed.source is self._source.request and signed.connection == self._console.connection
        )

    def _seen(self) -> Callable[[], Page]:
        """Return what makes the page as it may be seen."""
        signed = self._signed and _covered(self._signed)
        return self._work(covered_request(self._source.request), signed, wire_text.SHOWN)

    def _work(self, request: "Request", signed: Signed | None, most: int) -> Callable[[], Page]:
        """Return what makes the page of the current tab, on any thread."""
        console = self._console
        if self.tabs.currentIndex() == UNSIGNED:
            return partial(
                wire_text.unsigned_page,
                request,
                console.connection,
                time.time(),
                stamp=console.stamp_event_ids,
                most=most,
            )
        if self._waiting or signed is None:
            signing = tr("Signing; the keys may take a while, or ask for a code.")
            return partial(Page, (), signing if self._waiting else _INVITATION)
        return partial(wire_text.signed_page, signed, most=most)

    def _render(self) -> None:
        """Have the page made anew; while one is being made, only the latest that is wanted comes next."""
        if not self.isVisible():
            return
        self._clock.start()
        self._part.setText(self._source.caption)
        self._part.setVisible(bool(self._part.text()))
        self._wanted = self._seen()
        if self._making is None:
            self._make()

    def _make(self) -> None:
        self._making, self._wanted = self._wanted, None
        if self._making:
            self._tasks.run(self._making, self._show)

    def _show(self, page: Page) -> None:
        self._making = None
        if self._wanted:
            self._make()
            return
        on_signed, is_empty = self.tabs.currentIndex() == SIGNED, not page.sections
        self._stale.setText(_STALE if on_signed and self._is_stale() and not self._waiting else "")
        self._stale.setVisible(bool(self._stale.text()))
        pending = self._console.json_text is not None and not on_signed
        said = f"✕ {page.caption}" if page.failed else page.caption
        style.set_role(self._caption, "error" if page.failed else "muted")
        self._caption.setText(f"{UNFINISHED} {said}" if pending else said)
        self._caption.setVisible(not is_empty or page.failed)
        self.editor.setPlaceholderText(page.caption if is_empty and not page.failed else "")
        stays, self._shown_tab = self._shown_tab == self.tabs.currentIndex(), self.tabs.currentIndex()
        self._write(page, stays=stays)
        self._copy.setEnabled(not is_empty)
        self._below.setVisible(not is_empty)
        self.editor.setAccessibleName(
            (tr("Unsigned request"), tr("Signed request"))[self.tabs.currentIndex()]
        )
        self.readings.show_readings(page.readings)
        if not stays:
            self.readings.scrollToTop()
        self._more.setText(page.more)
        self._more.setVisible(bool(page.more))

    def _write(self, page: Page, *, stays: bool) -> None:
        """Show the texts under their headings; where they are there already, leave the selection alone."""
        if page.text == self.editor.toPlainText():
            return
        place = self.editor.verticalScrollBar().value() if stays else 0
        self.editor.clear()
        cursor, plain, bold = self.editor.textCursor(), QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        for rank, (heading, text) in enumerate(page.sections):
            if heading:
                cursor.insertText("\n\n" * bool(rank) + heading, bold)
                cursor.insertText("\n", plain)
            cursor.insertText(text, plain)
        self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self.editor.verticalScrollBar().setValue(place)

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        told = tr("Copied {count} characters of the request on the wire.")
        self._console.told.emit(told.format(count=number(len(text))))

    def _go(self, path: str) -> None:
        """Ask for the place of a value, as long as the document has that event."""
        event = row_of(path)
        if event is None or event < len(self._source.request.events):
            self.place_requested.emit(self._source.place(path))


def _covered(signed: Signed) -> Signed:
    """Return ``signed`` as an audience may see it; itself where there is nothing to hide."""
    exchange, sent = signed.exchange, signed.exchange.sent
    request = covered_request(exchange.request)
    if sent is None or request is exchange.request:
        return signed
    sent = replace(sent, body=wire.body(request, WHOLE)[0].encode())
    return replace(signed, exchange=replace(exchange, request=request, sent=sent))


def _sign(service: "Sender", request: "Request", connection: "Connection", *, stamp: bool) -> Signed:
    exchange, signing = service.sign(service.prepare(request, connection, stamp=stamp), connection)
    return Signed(request, connection, exchange, signing)
