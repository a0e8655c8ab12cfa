"""What stands around the table of a comparison: both sides, and the values of one row in full."""

from dataclasses import dataclass
from math import inf

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from events_console.domain.difference import Change, Difference
from events_console.domain.exchange import Exchange
from events_console.domain.explain import verdict
from events_console.domain.request import Request
from events_console.domain.wording import counted, listed
from events_console.ui import shown_text
from events_console.ui.compare_table import SIGNS, WORDS
from events_console.ui.exchange_text import full_time
from events_console.ui.outcomes import OUTCOME_TONES
from events_console.ui.parts import Card, ElidedLabel, label, pill, row, set_pill


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is called ("Draft", "View · sku-1, 14:02:11"), its request, what became of it."""

    title: str
    request: Request
    exchange: Exchange | None = None


def ages(left: Side, right: Side) -> tuple[str, str]:
    """Return of each side whether it is the "older" or the "newer" one, "" where that cannot be said.

    A draft is newer than what has been sent.
    """
    first, last = (side.exchange.started_at if side.exchange else inf for side in (left, right))
    if first == last:
        return "", ""
    return ("older", "newer") if first < last else ("newer", "older")


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
        events = counted(len(side.request.events), "event")
        exchange = side.exchange
        if exchange is None:
            set_pill(self.outcome, "✎ Not sent", "info")
            facts = events
        else:
            status = exchange.response.status if exchange.response else None
            set_pill(self.outcome, verdict(exchange.outcome, status), OUTCOME_TONES[exchange.outcome])
            target = exchange.target
            sent = full_time(exchange.started_at)
            facts = f"{sent} · {target.name} · {target.kind.value} · {events}"
        self.facts.set_full_text(facts)
        self.setAccessibleName(f"{self._place.text()}: {side.title}, {self.outcome.text()}, {facts}")


class Details(QWidget):
    """The row that the keyboard is on, with the values of both sides in full."""

    def __init__(self) -> None:
        super().__init__()
        self.caption = ElidedLabel(role="muted")
        self.values = tuple(_value(name) for name in ("Left", "Right"))
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
                "Choose a row to see its values in full; Ctrl+C copies the chosen rows."
            )
        else:
            words = f"{SIGNS[found.kind]} {WORDS[found.kind]}"
            self.caption.set_full_text(f"{heading} · {found.label} · {words}")
        texts = (found.left_text, found.right_text) if found else ("", "")
        missing = (Change.ADDED, Change.REMOVED)
        for editor, text, kind in zip(self.values, texts, missing, strict=True):
            editor.setPlainText(shown_text.shown(text))
            editor.setPlaceholderText("Not there" if found and found.kind is kind else "")


class Nothing(QWidget):
    """Says in the table's place that nothing differs."""

    def __init__(self) -> None:
        super().__init__()
        self.more = label("", "muted", wrap=True)
        self.more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = label("= Nothing differs.", "title")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(said)
        box.addWidget(self.more)
        box.addStretch(1)

    def show_ignored(self, words: tuple[str, ...]) -> None:
        """Say what was not compared."""
        said = f"Not compared: {listed(words)}." if words else "Event IDs, times and order are compared too."
        self.more.setText(f"{said} To see all fields, turn off “Differences only”.")


def _value(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit(readOnly=True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(f"{name}, in full")
    made.setMinimumHeight(56)
    return made
