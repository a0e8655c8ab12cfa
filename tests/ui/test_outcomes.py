"""Outcomes in the window: one word, one shape and one tone for each, wherever they are shown."""

import pytest

from events_console.domain.exchange import Outcome
from events_console.domain.history_query import OUTCOMES
from events_console.ui.outcomes import SHAPES, TONES, WORDS, outcome_mark


def test_each_outcome_has_a_shape_a_word_and_a_tone() -> None:
    for shown in (SHAPES, WORDS, TONES):
        assert list(shown) == list(OUTCOMES)
        assert all(shown.values())
    assert len(set(WORDS.values())) == len(OUTCOMES)


@pytest.mark.parametrize(
    ("outcome", "status", "mark"),
    [
        (Outcome.ACCEPTED, 200, "✓ 200"),
        (Outcome.REJECTED, 400, "✕ 400"),
        (Outcome.REJECTED, 503, "! 503"),
        (Outcome.UNANSWERED, None, "? no answer"),
        (Outcome.UNKNOWN, None, "? unknown"),
        (Outcome.PENDING, None, "… pending"),
    ],
)
def test_a_pill_tells_an_outcome_in_short(outcome: Outcome, status: int | None, mark: str) -> None:
    assert outcome_mark(outcome, status) == mark
