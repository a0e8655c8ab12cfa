"""One event, or the fields that events share, looked at by every rule."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from math import isfinite
from typing import Final, TypeAlias

from events_console.domain.fields import OWN_NAMES, TABLE_FIELDS, Kind
from events_console.domain.json_value import Json, Object, tokens
from events_console.domain.lint import (
    attribution_rules,
    catalogue_rules,
    dataset_rules,
    event_rules,
    id_rules,
    impression_rules,
    json_rules,
    placeholder_rules,
    properties_rules,
    request_rules,
    schema_rules,
    session_rules,
    time_rules,
    value_rules,
)
from events_console.domain.lint.blocks import Found
from events_console.domain.lint.context import Context
from events_console.domain.long_document import MOST_EVENTS
from events_console.domain.placeholders import NUMERIC, Resolver
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import EVENT_LIST, Request

Finder: TypeAlias = Callable[[Object, Context], Iterable[Problem]]

EVENT_RULES: Final[tuple[Finder, ...]] = (
    time_rules.event,
    id_rules.event,
    value_rules.event,
    properties_rules.event,
    dataset_rules.event,
    catalogue_rules.event,
    event_rules.event,
    impression_rules.event,
    attribution_rules.event,
)
REQUEST_RULES: Final[tuple[Finder, ...]] = (id_rules.request, session_rules.request)

MOST: Final = 100  # problems of one event: a hostile file has millions, and nobody reads more
_STRICT: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_SESSION: Final = "s"  # stands for the sessions that a long document has in its events
_VAGUE: Final = frozenset(
    f"schema.{name}" for name in ("type", "required", "minLength", "minItems", "pattern")
)
_TEXTS: Final = frozenset(
    field.name for field in TABLE_FIELDS if field.kind in {Kind.TEXT, Kind.PROPERTIES} and not field.inner
)
_SHORT: Final = 40  # characters, which is the least of the limits of texts in the service model
_WHOLE: Final = 1 << 64  # no number beyond that is surely within the model
_NAMES: Final = frozenset(field.name for field in TABLE_FIELDS)


class Checker:
    """Looks at events one by one; ``long``: they have a user and a session of their own."""

    def __init__(self, context: Context, *, long: bool) -> None:
        """Look with ``context``."""
        self._context = context
        self._long = long
        self._resolver = context.resolver()

    def event(self, written: Json) -> Found:
        """Return the problems of one event; paths start there."""
        event, braces, whole = written, False, True
        plain, fits = _plainness(written)
        if not plain:
            whole = _is_sayable(written)
            event = self._resolver.value(written)
            braces = True
        found: list[Problem] = []
        sent = event
        if self._long and isinstance(event, Object):
            own = Object({name: event[name] for name in OWN_NAMES if name in event})
            event = Object({name: value for name, value in event.items() if name not in own})
            found += self._own(own, fits=fits and "sessionId" in own)
        if not (fits and _is_whole(event)) and (violations := schema_rules.event(event)):
            found += islice(violations, MOST)
        if not whole:
            found += islice(json_rules.values(event), MOST)
        if isinstance(event, Object):
            for rule in EVENT_RULES:
                if problems := rule(event, self._context):
                    found += islice(problems, MOST)
        if braces:
            found += islice(placeholder_rules.values(event), MOST)
        if braces and isinstance(written, Object):
            filled = _filled(written, sent)
            found = [_lasting(problem, filled) for problem in found] if filled else found
        return self._settled(found) if found else ()

    def head(self, request: Request) -> Found:
        """Return the problems of the request's own fields, and of the document as a whole."""
        head = resolved_head(request.root, self._resolver)
        judged = head.with_member(EVENT_LIST, request.events[:MOST_EVENTS]) if request.events else head
        if self._long:
            judged = judged.with_member("sessionId", _SESSION)
        found = [*islice(schema_rules.request(judged), MOST), *islice(json_rules.head_values(head), MOST)]
        for rule in REQUEST_RULES:
            found += islice(rule(head.without(EVENT_LIST), self._context), MOST)
        found += islice(placeholder_rules.head_values(head), MOST)
        filled = _filled(request.root, head)
        found = [_lasting(problem, filled) for problem in found] if filled else found
        found += request_rules.document(request, long=self._long)
        return self._settled(found) if found else ()

    def _own(self, own: Object, *, fits: bool) -> Iterable[Problem]:
        """Return the problems of the user and the session that an event of a long document has."""
        if not fits:
            yield from schema_rules.own_fields(own)
        yield from id_rules.request(own, self._context)

    def _settled(self, found: list[Problem]) -> Found:
        """Return ``found`` without what is silenced and what another problem says more precisely."""
        if len(found) > 1 and any(problem.rule.startswith("schema.") for problem in found):
            found = _without_doubles(found)
        silenced = self._context.silenced
        if silenced:
            found = [problem for problem in found if problem.rule not in silenced]
        return tuple(found[:MOST])


def _plainness(event: Json) -> tuple[bool, bool]:
    """Return whether ``event`` surely holds no placeholder and nothing that JSON cannot say, and more.

    The second is whether each of its members is, beside that, surely within the service model: a text as
    short as the shortest limit, or a number where one belongs. Both are true of most events.
    """
    if not isinstance(event, Object) or not event.keys() <= _NAMES:
        return False, False
    fits = True
    for name, value in event.items():
        if isinstance(value, str):
            if not value.isascii() or "{{" in value:
                return False, False
            fits = fits and 0 < len(value) <= _SHORT and name in _TEXTS
        elif isinstance(value, float):
            if not isfinite(value):
                return False, False
            fits = fits and name in NUMERIC
        elif type(value) is int:
            fits = fits and name in NUMERIC and -_WHOLE < value < _WHOLE
        else:
            return False, False
    return True, fits


def _is_whole(event: Json) -> bool:
    """Return whether ``event`` has what each must have, and nothing that only long documents have."""
    keys = event.keys() if isinstance(event, Object) else frozenset()
    return "eventType" in keys and "sentAt" in keys and keys.isdisjoint(OWN_NAMES)


def _is_sayable(value: Json) -> bool:
    try:
        _STRICT.encode(value).encode()
    except ValueError:
        return False
    return True


def resolved_head(root: Object, resolver: Resolver) -> Object:
    """Return the request's own fields with their placeholders filled in, and its events as they are."""
    return Object(
        {name: value if name == EVENT_LIST else resolver.value(value, name) for name, value in root.items()}
    )


def _filled(written: Object, sent: Json) -> frozenset[str]:
    """Return the members of ``written`` in which a placeholder was filled in."""
    if sent is written or not isinstance(sent, Object):
        return frozenset()
    return frozenset(name for name, value in written.items() if sent.get(name) is not value)


def _lasting(problem: Problem, filled: frozenset[str]) -> Problem:
    """Return ``problem`` without repairs that would write down what placeholders in ``filled`` became."""

    def freezes(fix: Fix) -> bool:
        places = [tokens(edit.path)[:1] for edit in fix.edits]
        writes = any(not edit.remove and edit.rename is None for edit in fix.edits)
        return writes and any(place and place[0] in filled for place in places)

    fixes = [fix for fix in (problem.fix, *problem.others) if fix and not freezes(fix)]
    return replace(problem, fix=fixes[0] if fixes else None, others=tuple(fixes[1:]))


def _without_doubles(found: list[Problem]) -> list[Problem]:
    """Return ``found`` without violations of the schema that another error tells better.

    That is one at the same place, or the lack of a field that stands there under a misspelt name. That a
    value is too long is never told by another.
    """
    told = {
        problem.path
        for problem in found
        if problem.severity is Severity.ERROR and not problem.rule.startswith("schema.")
    }
    renamed = {
        f"{edit.path.rpartition('/')[0]}/{edit.rename}"
        for problem in found
        if problem.rule == "key.unknown" and problem.fix
        for edit in problem.fix.edits
        if edit.rename is not None
    }
    return [
        problem
        for problem in found
        if not (
            problem.rule in _VAGUE
            and (problem.path in told or (problem.rule == "schema.required" and problem.path in renamed))
        )
    ]
