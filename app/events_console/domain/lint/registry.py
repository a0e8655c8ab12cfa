"""The table of all rules, and the lint that follows it."""

from itertools import chain
from typing import Final

from events_console.domain.lint import (
    among_rules,
    attribution_rules,
    catalogue_rules,
    dataset_rules,
    event_rules,
    id_rules,
    impression_rules,
    json_rules,
    key_rules,
    placeholder_rules,
    properties_rules,
    request_rules,
    schema_rules,
    session_rules,
    time_rules,
    value_rules,
)
from events_console.domain.lint.checking import Checking
from events_console.domain.lint.context import Context
from events_console.domain.lint.findings import Validation
from events_console.domain.lint.rule import Rule
from events_console.domain.request import Request

RULES: Final[tuple[Rule, ...]] = tuple(
    chain.from_iterable(
        module.RULES
        for module in (
            schema_rules,
            key_rules,
            json_rules,
            time_rules,
            id_rules,
            placeholder_rules,
            request_rules,
            event_rules,
            among_rules,
            value_rules,
            properties_rules,
            dataset_rules,
            catalogue_rules,
            impression_rules,
            attribution_rules,
            session_rules,
        )
    )
)


def validate(request: Request, context: Context, before: Validation | None = None) -> Validation:
    """Return all findings about ``request``; the events it shares with ``before`` are not looked at again."""
    validation = Checking(request, context, before).work()
    assert validation is not None  # noqa: S101  # nothing holds it up
    return validation
