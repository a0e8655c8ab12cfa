"""How an outcome is shown: a tone, and a shape with words beside it."""

from collections.abc import Mapping
from typing import Final

from events_console.domain.exchange import Outcome
from events_console.domain.explain import MARKS

OUTCOME_TONES: Final[Mapping[Outcome, str]] = {
    Outcome.ACCEPTED: "good",
    Outcome.REJECTED: "error",
    Outcome.UNANSWERED: "warning",
    Outcome.UNKNOWN: "warning",
    Outcome.PENDING: "info",
}


def outcome_mark(outcome: Outcome, status: int | None) -> str:
    """Return an outcome as shape and words, short enough for a pill: "✓ 200", "✕ 400", "? no answer"."""
    short = {Outcome.UNANSWERED: "no answer", Outcome.UNKNOWN: "unknown", Outcome.PENDING: "sending"}
    return f"{MARKS[outcome]} {short.get(outcome, status)}"
