"""How far the requests of a long document are, above the events that they are made of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from events_console.domain.exchange import Outcome
from events_console.ui import style
from events_console.ui.batch import Batch
from events_console.ui.console import Console
from events_console.ui.language import number, tr
from events_console.ui.parts import ElidedLabel, announce, button, row
from events_console.ui.words import listed

_THICK = 4  # pixels
_OUTCOMES = {
    Outcome.ACCEPTED: tr("{count} accepted"),
    Outcome.REJECTED: tr("{count} refused"),
    Outcome.UNANSWERED: tr("{count} no answer"),
    Outcome.UNKNOWN: tr("{count} outcome unknown"),
    Outcome.PENDING: tr("{count} sending"),
}


class BatchBanner(QFrame):
    """Shows the batch of a console from its first request until it is dismissed; without any it is hidden.

    Signals: ``rest_requested()`` to send what the service has not taken.
    """

    rest_requested = Signal()

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setAccessibleName(tr("Requests of the document"))
        self._console = console
        self._batch: Batch | None = None
        self._title = ElidedLabel("", "info")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedHeight(_THICK)
        self._bar.setAccessibleName(tr("Requests sent"))
        self.stop_button = button(
            tr("Stop"),
            console.stop_waiting,
            "link",
            tr("Send no more after the request that is on its way"),
        )
        self.rest_button = button(
            tr("Send the rest"),
            self.rest_requested.emit,
            "link",
            tr("Send the events that the service has not taken yet"),
        )
        self.dismiss_button = button(tr("Dismiss"), self.hide, "link", tr("Hide what became of the requests"))
        head = row(self._title, self.stop_button, self.rest_button, self.dismiss_button)
        head.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.PADDING, 4, style.PADDING, 6)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self._bar)
        self.hide()
        console.batch_changed.connect(self._show)
        for changed in (console.changed, console.connected):
            changed.connect(self._offer_rest)

    def text(self) -> str:
        """Return what it says."""
        return "" if self.isHidden() else self._title.full_text()

    def _show(self, batch: Batch) -> None:
        is_new, self._batch = batch is not self._batch, batch
        self._bar.setMaximum(batch.total)
        self._bar.setValue(batch.done)
        self._bar.setVisible(batch.is_running)
        self.stop_button.setVisible(batch.is_running)
        self.stop_button.setEnabled(not batch.stopped)
        self._offer_rest()
        self.dismiss_button.setVisible(not batch.is_running)
        failed = batch.done > batch.counts()[Outcome.ACCEPTED]
        style.set_role(self, "banner-warning" if failed else "banner-info")
        style.set_role(self._title, "warning" if failed else "info")
        said = sentence(batch)
        self._title.set_full_text(f"{'⚠' if failed else 'ℹ'} {said}")  # noqa: RUF001  # the sign is meant
        if is_new or batch.is_running:
            self.show()
        if is_new or not batch.is_running:
            announce(self, said)

    def _offer_rest(self, *_changed: object) -> None:
        """Offer to go on with the document that was sent, over the connection that it was sent over."""
        batch, console = self._batch, self._console
        its = batch and batch.is_of(console.document, console.connection)
        left = batch and not batch.is_running and batch.counts()[Outcome.ACCEPTED] < batch.total
        self.rest_button.setVisible(bool(its and left))


def sentence(batch: Batch) -> str:
    """Return how far a batch is, or what became of it."""
    if not batch.is_running:
        told = tr("%Ln request(s) sent to “{place}”", "", batch.done)
    elif batch.stopped:
        told = tr(
            "Sending %Ln request(s) to “{place}”, {done} done, and stops after this one", "", batch.total
        )
    else:
        told = tr("Sending %Ln request(s) to “{place}”, {done} done", "", batch.total)
    told = told.format(place=batch.place, done=number(batch.done))
    counts = sorted(batch.counts().items())
    if outcomes := [_OUTCOMES[outcome].format(count=number(times)) for outcome, times in counts]:
        told += f": {listed(outcomes)}"
    left = batch.total - batch.done
    if left and not batch.is_running:
        told += "; " + tr("{count} not sent").format(count=number(left))
    return told
