"""How an outcome is shown: a tone, and a shape with words beside it.

The keys are the names of :data:`events_console.domain.history_query.OUTCOMES`, which tell a refusal from a
failure of the service's own.
"""

from collections.abc import Mapping
from typing import Final

from events_console.domain.exchange import Outcome
from events_console.domain.explain import word
from events_console.domain.history_query import outcome_name
from events_console.ui.language import tr
from events_console.ui.words import tr_word

SHAPES: Final[Mapping[str, str]] = {
    "accepted": "✓",
    "refused": "✕",
    "failed": "!",
    "unanswered": "?",
    "unknown": "?",
    "pending": "…",
}
WORDS: Final[Mapping[str, str]] = {
    "accepted": tr("accepted"),
    "refused": tr("refused"),
    "failed": tr("failed"),
    "unanswered": tr("no answer"),
    "unknown": tr("unknown"),
    "pending": tr("pending"),
}
TONES: Final[Mapping[str, str]] = {
    "accepted": "good",
    "refused": "error",
    "failed": "error",
    "unanswered": "warning",
    "unknown": "warning",
    "pending": "info",
}
OUTCOME_TONES: Final[Mapping[Outcome, str]] = {each: TONES[outcome_name(each, None)] for each in Outcome}


def outcome_mark(outcome: Outcome, status: int | None) -> str:
    """Return an outcome as shape and words, short enough for a pill: "✓ 200", "! 500", "? no answer"."""
    name = outcome_name(outcome, status)
    return f"{SHAPES[name]} {status or WORDS[name]}"


def outcome_title(name: str) -> str:
    """Return the word for an outcome as one begins a sentence with it: "Accepted"."""
    called = WORDS.get(name, name)
    return f"{called[:1].upper()}{called[1:]}"


def verdict(outcome: Outcome, status: int | None) -> str:
    """Return an outcome in full: "✓ 200 Accepted", "! 503 Failed", "? No answer"."""
    name = outcome_name(outcome, status)
    return " ".join((SHAPES[name], *([str(status)] if status else []), tr_word(word(outcome, status))))


def spoken_outcome(outcome: Outcome, status: int | None) -> str:
    """Return an outcome in words: "Accepted, status 200"."""
    called = outcome_title(outcome_name(outcome, status))
    return tr("{outcome}, status {status}").format(outcome=called, status=status) if status else called
