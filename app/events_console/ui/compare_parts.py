"""What stands around the table of a comparison: both sides, and the values of one row in full."""

from dataclasses import dataclass
from math import inf

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from events_console.domain.difference import Change, Difference, Ignoring
from events_console.domain.exchange import Exchange
from events_console.domain.request import Request
from events_console.ui import shown_text
from events_console.ui.compare_table import SIGNS, WORDS, label_of
from events_console.ui.exchange_text import full_time
from events_console.ui.language import tr
from events_console.ui.outcomes import OUTCOME_TONES, verdict
from events_console.ui.parts import Card, ElidedLabel, label, pill, row, set_pill
from events_console.ui.words import listed, tr_word


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is called ("Draft", "View · sku-1, 14:02:11"), its request, what became of it."""

    title: str
    request: Request
    exchange: Exchange | None = None


def ages(left: Side, right: Side) -> tuple[str, str]:
    """Return of each side the words for the "older" or the "newer" one, "" where that cannot be said.

    A draft is newer than what has been sent.
    """
    first, last = (side.exchange.started_at if side.exchange else inf for side in (left, right))
    if first == last:
        return "", ""
    older, newer = tr("older", "side of a comparison"), tr("newer", "side of a comparison")
    return (older, newer) if first < last else (newer, older)


def not_compared(ignoring: Ignoring) -> str:
    """Return what is left out of a comparison as a sentence; "" for nothing."""
    words = {
        tr("event IDs"): ignoring.event_ids,
        tr("sent at", "when an event was sent"): ignoring.sent_at,
        tr("order", "of the events"): ignoring.order,
    }
    ignored = [word for word, is_ignored in words.items() if is_ignored]
    return tr("Not compared: {what}.").format(what=listed(ignored)) if ignored else ""


class SideCard(Card):
    """What one side is: its title, its outcome, and when and where it was sent."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._name = name
        self.title, self.outcome, self.facts = ElidedLabel(role="title"), pill(), ElidedLabel(role="muted")
        self._place = label(name, "muted")
        head = row(self._place, self.title, self.outcome, spacing=8)
        head.setStretch(1, 1)
        self.box.setSpacing(4)
        self.box.addLayout(head)
        self.box.addWidget(self.facts)

    def show_side(self, side: Side, age: str = "") -> None:
        """Show ``side``, which is "older" or "newer" than the other one, or neither."""
        self._place.setText(f"{self._name} · {age}" if age else self._name)
        self.title.set_full_text(side.title)
        events = tr("%Ln event(s)", "", len(side.request.events))
        exchange = side.exchange
        if exchange is None:
            set_pill(self.outcome, tr("✎ Not sent"), "info")
            facts = events
        else:
            status = exchange.response.status if exchange.response else None
            set_pill(self.outcome, verdict(exchange.outcome, status), OUTCOME_TONES[exchange.outcome])
            target = exchange.target
            sent = full_time(exchange.started_at)
            place = dict.fromkeys((target.name, tr_word(target.kind.value)))  # the sandbox is called so
            facts = " · ".join((sent, *place, events))
        self.facts.set_full_text(facts)
        self.setAccessibleName(f"{self._place.text()}: {side.title}, {self.outcome.text()}, {facts}")


class Details(QWidget):
    """The row that the keyboard is on, with the values of both sides in full."""

    def __init__(self) -> None:
        super().__init__()
        self.caption = ElidedLabel(role="muted")
        self.values = tuple(_value(name) for name in (tr("Left, in full"), tr("Right, in full")))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.caption, 0, 0, 1, 2)
        for column, editor in enumerate(self.values):
            grid.addWidget(editor, 1, column)
        self.show_difference(None, "")

    def show_difference(self, found: Difference | None, heading: str) -> None:
        """Show the values of ``found`` under ``heading``; None asks to choose a row."""
        if found is None:
            self.caption.set_full_text(
                tr("Choose a row to see its values in full; Ctrl+C copies the chosen rows.")
            )
        else:
            words = f"{SIGNS[found.kind]} {WORDS[found.kind]}"
            self.caption.set_full_text(f"{heading} · {label_of(found)} · {words}")
        texts = (found.left_text, found.right_text) if found else ("", "")
        missing = (Change.ADDED, Change.REMOVED)
        for editor, text, kind in zip(self.values, texts, missing, strict=True):
            editor.setPlainText(shown_text.shown(text))
            editor.setPlaceholderText(tr("Not there") if found and found.kind is kind else "")


class Nothing(QWidget):
    """Says in the table's place that nothing differs."""

    def __init__(self) -> None:
        super().__init__()
        self.more = label("", "muted", wrap=True)
        self.more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = label(tr("= Nothing differs."), "title")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(said)
        box.addWidget(self.more)
        box.addStretch(1)

    def show_ignored(self, ignored: str) -> None:
        """Say what was not compared, as :func:`not_compared` has it."""
        said = ignored or tr("Event IDs, times and order are compared too.")
        self.more.setText(" ".join((said, tr("To see all fields, turn off “Differences only”."))))


def _value(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit(readOnly=True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    made.setMinimumHeight(56)
    return made
