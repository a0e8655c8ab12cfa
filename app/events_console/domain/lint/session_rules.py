"""Sessions and users over several requests: those of a long document, or those that were sent before."""

from collections.abc import Generator, Iterator
from typing import Final

from events_console.domain.json_value import Json, Object
from events_console.domain.lint.context import Context, Visit
from events_console.domain.lint.rule import Rule
from events_console.domain.problem import Problem, Severity
from events_console.domain.wording import quoted

SHARED: Final = Rule(
    "session.shared", Severity.INFO, "one session for many users, in a long document or over several requests"
)
PER_EVENT: Final = Rule(
    "session.per-event",
    Severity.INFO,
    "a new session for every event of a user, in a long document or over several requests",
)
RULES: Final = (SHARED, PER_EVENT)

_MANY: Final = 3  # users in one session: two may be a household, or one who has signed in anew
_STRIDE: Final = 2_000  # events that are looked at in one step
_SINGLE: Final = 5  # events in a row, each in a session of its own


def request(root: Object, context: Context) -> Iterator[Problem]:
    """Yield what the request's session is among those that were sent before."""
    session, user = root.get("sessionId"), root.get("userId")
    visits = context.past.visits
    if not visits or not isinstance(session, str) or not isinstance(user, str):
        return
    users = {visit.user_id for visit in visits if visit.session_id == session and visit.user_id} | {user}
    if len(users) >= _MANY:
        yield SHARED.at("/sessionId", _shared(session, len(users)))
    theirs = [visit for visit in visits if visit.user_id == user]
    if _is_per_event([Visit(user, session, 1), *theirs]):
        yield PER_EVENT.at("/sessionId", _per_event(user))


def long_document(events: tuple[Json, ...]) -> Generator[None, None, tuple[Problem, ...]]:
    """Find the same in the events of a long document, in steps of a few milliseconds, and return it.

    Each rule speaks once, about the most telling case.
    """
    users: dict[str, set[str]] = {}
    sessions: dict[str, list[str]] = {}
    for row, event in enumerate(events):
        if row % _STRIDE == _STRIDE - 1:
            yield
        if isinstance(event, Object):
            user, session = event.get("userId"), event.get("sessionId")
            if isinstance(user, str) and isinstance(session, str):
                users.setdefault(session, set()).add(user)
                sessions.setdefault(user, []).append(session)
    yield
    found = []
    worst = max(users, key=lambda session: len(users[session]), default="")
    if len(users.get(worst, ())) >= _MANY:
        found.append(SHARED.at("/eventList", _shared(worst, len(users[worst]))))
    yield
    apart = (user for user, its in sessions.items() if len(its) >= _SINGLE and len(set(its)) == len(its))
    if (user := next(apart, None)) is not None:
        found.append(PER_EVENT.at("/eventList", _per_event(user)))
    return tuple(found)


def _is_per_event(visits: list[Visit]) -> bool:
    """Return whether the newest ``visits`` of a user have one event and a session of their own each."""
    newest = visits[:_SINGLE]
    apart = len({visit.session_id for visit in newest}) == len(newest) == _SINGLE
    return apart and all(visit.events == 1 for visit in newest)


def _shared(session: str, users: int) -> str:
    return (
        f"The session {quoted(session)} has {users:,} users, although it joins what one visitor does before "
        "and after sign-in: give each visit its own session ID."
    )


def _per_event(user: str) -> str:
    return (
        f"Each event of the user {quoted(user)} has a session of its own, although a session is a whole "
        "visit: keep the session ID until the visit ends."
    )
