"""One connection: its form, and keeping, deleting and testing it behind the window."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from events_console.domain import endpoint
from events_console.domain.connection import Connection, Credentials, KeySource
from events_console.services import proxies
from events_console.services.identity import Check
from events_console.services.keeping import Keeper
from events_console.ui import style
from events_console.ui.connection_bar import TONES
from events_console.ui.connection_form import ConnectionForm
from events_console.ui.connection_outcome import OutcomePanel
from events_console.ui.language import tr
from events_console.ui.parts import Card, label, pill, row
from events_console.ui.tasks import Tasks
from events_console.ui.words import tr_word

_PAUSE: Final = 200  # milliseconds without an edit before the proxy is looked for
_BUILT_IN: Final = tr(
    "The sandbox is part of the console: it runs on this computer, needs no account, and is there at every "
    "start. That is why it cannot be changed or deleted."
)
_NOT_SAVED: Final = tr("Not saved: {why}")


class ConnectionEditor(QWidget):
    """Shows one connection at a time: the built-in one to read, any other as a form.

    Signals: ``state_changed()`` when something was typed, or work begins or ends;
    ``saved(tuple[Connection, ...])``;
    ``deleted(Connection)``; ``keys_forgotten()``; ``identified(Connection, Check)`` with what a test found;
    ``failed()`` when saving did, with what was typed still in the form.
    """

    state_changed = Signal()
    saved = Signal(object)
    deleted = Signal(object)
    keys_forgotten = Signal()
    identified = Signal(object, object)
    failed = Signal()

    def __init__(self, keeper: Keeper, built_in: Connection, tasks: Tasks) -> None:
        """Begin with the ``built_in`` connection."""
        super().__init__()
        self._keeper, self._built_in, self._tasks = keeper, built_in, tasks
        self.shown = built_in
        self.is_new = False
        self.is_busy = False
        self._trial: object = None  # the test whose end is waited for
        self.form = ConnectionForm()
        self.outcome = OutcomePanel()
        self._proxy_timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._arrange()
        self.form.edited.connect(self._take_edit)
        self._proxy_timer.timeout.connect(self._find_proxy)

    @property
    def is_own(self) -> bool:
        """Whether the connection is one that can be edited."""
        return self.shown != self._built_in

    @property
    def is_changed(self) -> bool:
        """Whether showing another connection would lose something."""
        return self.is_own and self.form.is_changed()

    @property
    def is_unsaved(self) -> bool:
        """Whether there is anything to save."""
        return self.is_changed or self.is_new

    def show_connection(
        self, connection: Connection, kept: Iterable[Connection], *, is_new: bool = False
    ) -> None:
        """Show a connection, which may not have the name of another one that is ``kept``."""
        self.shown, self.is_new, self._trial = connection, is_new, None
        self.outcome.clear()
        self._pages.setCurrentIndex(int(not self.is_own))
        if self.is_own:
            self.form.show_connection(connection, kept)
            self._look_for_keys()
            self._find_proxy()
        self.state_changed.emit()

    def save(self, then: Callable[[], object] = lambda: None) -> None:
        """Keep what the form says, and do ``then`` once it is kept."""
        if not self._refuse(_NOT_SAVED):
            work = partial(self._keeper.save, self.form.connection(), self.form.typed())
            self._begin(tr("Saving…"), work, partial(self._take_saved, then))

    def save_all(self, made: Iterable[Connection]) -> None:
        """Keep several new connections that have no keys of their own."""
        self._begin(tr("Saving…"), lambda: tuple(map(self._keeper.save, made)), self._take_all)

    def delete(self) -> None:
        """Delete the connection and its keys."""
        gone = self.shown
        self._begin(tr("Deleting…"), partial(self._keeper.remove, gone), partial(self._take_deleted, gone))

    def forget_keys(self) -> None:
        """Forget the keys of the connection."""
        work = partial(self._keeper.forget_keys, self.shown)
        self._begin(tr("Forgetting the keys…"), work, self._take_forgotten)

    def test(self) -> None:
        """Try what the form says, saved or not."""
        if self.is_own and self._refuse(tr("Not tested: {why}")):
            return
        form = self.form
        connection, typed = (form.connection(), form.typed()) if self.is_own else (self.shown, None)
        trial = self._trial = object()

        def take(check: Check) -> None:
            if self._trial is trial:
                self.outcome.show_check(check)
                self.identified.emit(connection, check)

        self.outcome.wait(tr("Testing “{name}”…").format(name=connection.name), self._stop_testing)
        self._tasks.wait_for(partial(self._keeper.check, connection, typed), take)

    def _arrange(self) -> None:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, style.GAP, 0)
        inside.addWidget(self.form)
        inside.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        self._pages = QStackedWidget()
        self._pages.addWidget(scroll)
        self._pages.addWidget(_told(self._built_in))
        card = Card(tr("Connection"))
        card.box.addWidget(self._pages, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.GAP)
        box.addWidget(card, 1)
        box.addWidget(self.outcome)

    def _refuse(self, sentence: str) -> bool:
        flawed = self.form.flawed()
        if flawed:
            self.outcome.tell("error", sentence.format(why=flawed[1]))
            self.form.go_to(flawed[0])
        return flawed is not None

    def _begin(self, sentence: str, work: Callable[[], object], on_done: Callable[..., object]) -> None:
        self.is_busy, self._trial = True, None
        self.form.setEnabled(False)
        self.outcome.wait(sentence)
        self.state_changed.emit()

        def end(result: object) -> None:
            self.is_busy = False
            self.form.setEnabled(True)
            self.outcome.clear()
            on_done(result)
            self.state_changed.emit()

        self._tasks.wait_for(work, end)

    def _take_saved(self, then: Callable[[], object], saved: Connection | str) -> None:
        if isinstance(saved, str):
            told = _NOT_SAVED.format(why=saved)
            self.outcome.tell("error", told, tr("What you have typed is still here."))
            self.failed.emit()
            return
        self.saved.emit((saved,))
        self.outcome.tell("good", tr("“{name}” is saved.").format(name=saved.name))
        then()

    def _take_all(self, kept: tuple[Connection | str, ...]) -> None:
        done = tuple(one for one in kept if isinstance(one, Connection))
        troubles = [one for one in kept if isinstance(one, str)]
        if done:
            self.saved.emit(done)
        said = tr("%Ln connection(s) made.", "", len(done))
        self.outcome.tell("error" if troubles else "good", " ".join((said, *troubles[:1])))

    def _take_deleted(self, gone: Connection, trouble: str | None) -> None:
        if trouble:
            self.outcome.tell("error", tr("Not deleted: {why}").format(why=trouble))
            return
        self.deleted.emit(gone)
        told = tr("“{name}” is deleted.").format(name=gone.name)
        if gone.keys is not KeySource.KEYRING:
            self.outcome.tell("good", told)
        elif self._keeper.vault.lasting:
            told = tr("“{name}” is deleted, and its keys with it.").format(name=gone.name)
            self.outcome.tell("good", told)
        else:
            left = tr("No keyring can be reached from here: if one has its keys, they are still there.")
            self.outcome.tell("warning", told, left)

    def _take_forgotten(self, trouble: str | None) -> None:
        if trouble:
            self.outcome.tell("error", trouble)
            return
        self._look_for_keys()
        self.keys_forgotten.emit()
        self.outcome.tell("good", tr("The keys are forgotten."))

    def _take_edit(self) -> None:
        self._trial = None
        self.outcome.clear()
        self._proxy_timer.start()
        self.state_changed.emit()

    def _stop_testing(self) -> None:
        self._trial = None

    def _look_for_keys(self) -> None:
        shown, vault = self.shown, self._keeper.vault
        tone = "muted" if vault.lasting else "warning"
        self.form.keys.show_kept(vault.where, None, tone)
        if shown.keys is not KeySource.KEYRING or self.is_new:
            return  # nobody is asked to unlock the keyring in vain

        def take(found: Credentials | str | None) -> None:
            if shown is not self.shown:
                return
            if isinstance(found, str):
                self.form.keys.show_kept(found, None, "warning")
            elif found:
                self.form.keys.show_kept(vault.where, found.access_key_id, tone)
            else:
                none = tr("No keys are kept for it yet.")
                self.form.keys.show_kept(f"{none} {vault.where}", None, tone)

        self._tasks.wait_for(partial(self._keeper.find, shown), take)

    def _find_proxy(self) -> None:
        address = endpoint.url(self.form.connection())

        def take(proxy: str | None) -> None:
            if address == endpoint.url(self.form.connection()):
                self.form.route.show_proxy(proxy)

        self._tasks.run(partial(proxies.proxy_for, address), take)


def _told(connection: Connection) -> QWidget:
    """Return what there is to read about a connection that cannot be edited."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(style.GAP)
    badge = pill(tr_word(connection.kind), TONES[connection.kind])
    box.addLayout(row(label(connection.name, "title"), badge, None))
    box.addWidget(label(_BUILT_IN, wrap=True))
    facts = QFormLayout()
    facts.setHorizontalSpacing(style.PADDING)
    for name, fact in (
        (tr("Endpoint"), endpoint.url(connection)),
        (tr("Region"), connection.region),
        (tr("Keys"), tr("its own, which are worth nothing elsewhere")),
    ):
        facts.addRow(label(name, "muted"), label(fact))
    box.addLayout(facts)
    box.addStretch(1)
    return page
