"""Many repairs at once."""

from collections.abc import Iterable
from typing import Final

from events_console.domain.json_value import Json, Object
from events_console.domain.lint.among_rules import ONE_BY_ONE
from events_console.domain.lint.checking import Checking
from events_console.domain.lint.context import Context
from events_console.domain.lint.findings import Validation
from events_console.domain.problem import Fix, Problem
from events_console.domain.request import Request

_ROUNDS: Final = 8  # a repair may bring another to light


def mended(request: Request, context: Context, rule: str | None = None) -> Request:
    """Return ``request`` after every repair that is safe, or every one of ``rule``; itself without any.

    An event ID in use is left to a person, one by one: with many new ones all that was sent counts twice.

    Of those that meet in one value, one is made in each of a few rounds.
    """
    before: Validation | None = None
    for _ in range(_ROUNDS):
        validation = Checking(request, context, before).work()
        assert validation is not None  # noqa: S101  # it was not held up
        once = _once(validation, rule)
        if once is request:
            break
        request, before = once, validation
    return request


def _once(validation: Validation, rule: str | None) -> Request:
    """Return the document after each repair that meets no other one."""
    request, events = validation.request, dict[int, Json]()
    for row, found in enumerate(validation.rows):
        if found and (event := _event(request.events[row], _fixes(found, rule))) is not request.events[row]:
            events[row] = event
    request = request.with_each(events)
    for fix in _apart(_fixes(validation.head, rule)):
        request = fix.apply(request)
    return request


def _fixes(problems: Iterable[Problem], rule: str | None) -> list[Fix]:
    problems = [one for one in problems if one.rule not in ONE_BY_ONE]
    return [one.fix for one in problems if one.fix and (one.fix.safe if rule is None else one.rule == rule)]


def _event(event: Json, fixes: list[Fix]) -> Json:
    """Return ``event`` mended; the repairs are made in a document that has nothing but it."""
    if not fixes:
        return event
    alone = Request(Object(event=event))
    for fix in _apart(fixes):
        alone = fix.below("/event").apply(alone)
    return alone.root["event"]


def _apart(fixes: Iterable[Fix]) -> Iterable[Fix]:
    """Yield those that change no value that one before them changes, nor one within or around it."""
    changed: list[str] = []
    for fix in fixes:
        places = [f"{edit.path}/" for edit in fix.edits] or ["/"]
        if not any(one.startswith(other) or other.startswith(one) for one in places for other in changed):
            changed += places
            yield fix
