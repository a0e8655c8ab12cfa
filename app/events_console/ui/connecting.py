"""Which connection the window uses: choosing, managing and arming it, and picking one of its trackers."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from events_console.domain import endpoint
from events_console.domain.connection import Connection, KeySource
from events_console.services import proxies
from events_console.services.sender import CHANGED
from events_console.ui import connection_banner
from events_console.ui.backstage import Backstage
from events_console.ui.connection_dialog import ConnectionDialog
from events_console.ui.language import tr
from events_console.ui.tasks import Tasks
from events_console.ui.tracker_dialog import TrackerDialog

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.services.identity import Check
    from events_console.services.keeping import Keeper
    from events_console.ui.main_window import MainWindow


class Connecting(QObject):
    """Keeps bar, banner and dialogs of ``window`` in step with the connection in use.

    Signals: ``chosen(str)`` with the ID of the connection in use from now on, "" for the built-in one.
    """

    chosen = Signal(str)

    def __init__(self, window: "MainWindow", backstage: Backstage, tasks: Tasks) -> None:
        """Begin with the connection that the console has."""
        super().__init__(window)
        self._window, self._console = window, window.console
        self._backstage, self._tasks = backstage, tasks
        self._kept: tuple[Connection, ...] = ()
        self._dialog: ConnectionDialog | None = None
        bar = window.bar
        bar.chosen.connect(self.choose)
        bar.manage_requested.connect(self.manage)
        bar.arm_requested.connect(window.guard.arm)
        window.console.armed.connect(lambda left: bar.show_connection(self._current, left or None))
        window.console.settled.connect(self._take_outcome)
        window.compose.form.tracker_requested.connect(self.pick_tracker)

    @property
    def _current(self) -> Connection:
        return self._console.connection or self._backstage.built_in

    def start(self, last: str) -> None:
        """Offer the connections there are, and use the one with the ID ``last`` if it is still there."""
        self._tasks.run(self._backstage.connections.read, partial(self._take_kept, last))

    def choose(self, connection: Connection) -> None:
        """Send to ``connection`` from now on."""
        self._console.connect_to(connection)
        self._window.bar.show_connection(connection)
        self._window.bar.show_account(None)  # the keys may be others, although the connection is the same
        self._window.banner.show_facts(connection_banner.facts(connection, None, lasting=True))
        self._offer()
        self._tasks.wait_for(partial(_facts, self._backstage, connection), partial(self._show, connection))
        self.chosen.emit(connection.id)

    def manage(self) -> None:
        """Open the dialog of the connections."""
        if self._dialog:
            self._dialog.open_on(self._current)
        else:
            self._tasks.wait_for(self._backstage.keeper, self._open_dialog)

    def pick_tracker(self) -> None:
        """Offer the event trackers of the account."""
        dialog = TrackerDialog(self._current, self._backstage.sessions, self._tasks, self._window)
        dialog.chosen.connect(self._use_tracker)
        dialog.open()

    def _open_dialog(self, keeper: "Keeper") -> None:
        if self._dialog is None:
            dialog = ConnectionDialog(keeper, self._backstage.built_in, self._tasks, self._window)
            dialog.changed.connect(self._reload)
            dialog.chosen.connect(self.choose)
            dialog.identified.connect(self._identify)
            self._dialog = dialog
        self._dialog.open_on(self._current)

    def _take_outcome(self, exchange: "Exchange") -> None:
        if exchange.failure and exchange.failure.kind == CHANGED:
            self._reload()

    def _reload(self) -> None:
        self._tasks.run(self._backstage.connections.read, partial(self._take_kept, None))

    def _take_kept(self, last: str | None, found: tuple[Connection, ...] | str) -> None:
        """Offer what was ``found``; without a ``last`` one it was changed, be it only in its keys."""
        if isinstance(found, str):
            self._window.warn(found)
            return
        notice = self._backstage.connections.notice
        if notice and last is not None:
            self._window.warn(notice)
        self._kept = found
        wanted = self._current.id or last  # another one may have been chosen while these were being read
        now = next((one for one in found if one.id == wanted), self._backstage.built_in)
        if last is None or now != self._current:
            self.choose(now)
        self._offer()

    def _offer(self) -> None:
        self._window.bar.offer((self._backstage.built_in, *self._kept), self._current)

    def _show(self, connection: Connection, facts: tuple[str, ...]) -> None:
        if connection == self._current:
            self._window.banner.show_facts(facts)

    def _identify(self, connection: Connection, check: "Check") -> None:
        typed = self._dialog and self._dialog.editor.is_changed  # keys that are not those in use
        if connection == self._current and not typed:
            self._window.bar.show_account(check.account)

    def _use_tracker(self, tracking_id: str) -> None:
        request = self._console.request.with_field("trackingId", tracking_id)
        self._console.edit(request, tr("Pick tracker"), path="/trackingId")


def _facts(backstage: Backstage, connection: Connection) -> tuple[str, ...]:
    """Return what is to be said of a connection, after making its client; it may wait for the keyring."""
    backstage.sender.warm_up(connection)
    lasting = connection.keys is not KeySource.KEYRING or backstage.keeper().vault.lasting
    proxy = proxies.proxy_for(endpoint.url(connection))
    return connection_banner.facts(connection, proxy, lasting=lasting)
