"""Reading what Amazon Personalize has for an account: whole lists, and in words why a call was in vain.

List and Describe are grants of their own: who may only send is told which one is missing, and what to do
instead.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from events_console.domain import endpoint
from events_console.domain.connection import Connection
from events_console.domain.exchange import Failure
from events_console.domain.wording import quoted
from events_console.services import credential_failures

SERVICE: Final = "personalize"
MOST_PAGES: Final = 50  # no account has as many; a list that has no end is not read for ever
_PAGE: Final = 100  # members, the most that the service gives at a time

_Found = TypeVar("_Found")


class OddAnswerError(Exception):
    """An answer lacks what the service always gives; the message is a sentence without its full stop."""


def listed(
    call: Callable[..., Any], member: str, cancelled: Callable[[], bool]
) -> tuple[list[dict[str, Any]], bool] | None:
    """Return what all pages of the list ``call`` hold as ``member``, and whether it came to its end.

    ``cancelled`` is asked after each call, and None returned once it is true.
    """
    found: list[dict[str, Any]] = []
    token, seen = "", set[str]()
    while token not in seen and len(seen) < MOST_PAGES:  # no token, as after the last page, is the first one
        seen.add(token)
        page = call(maxResults=_PAGE, **({"nextToken": token} if token else {}))
        found += [one for one in part(page, member, list) if isinstance(one, dict)]
        token = page.get("nextToken")
        token = token if isinstance(token, str) else ""
        if cancelled():
            return None
    return found, not token


def part(answer: object, name: str, kind: type[_Found]) -> _Found:
    """Return the member ``name`` of an answer; OddAnswerError where there is none of that kind."""
    found = answer.get(name) if isinstance(answer, dict) else None
    if isinstance(found, kind):
        return found
    raise OddAnswerError(f"What answered gives no {quoted(name)}, as Amazon Personalize would")


def failure(error: Exception, connection: Connection, instead: str) -> Failure:
    """Return why a call was in vain, which grant is missing if one is, and what to do ``instead``."""
    from botocore.exceptions import ClientError

    if isinstance(error, OddAnswerError):
        place = f"Check the endpoint of the connection and any proxy on the way, or {instead}."
        return Failure("control-plane", f"{error}.", place, may_have_arrived=False)
    words = credential_failures.explain(error, connection)
    if words is None and isinstance(error, ClientError):
        if error.response.get("Error", {}).get("Code") == "AccessDeniedException":
            happened = f"These credentials may not do {SERVICE}:{error.operation_name}."
            return Failure("denied", happened, f"Ask for that grant, or {instead}.", may_have_arrived=False)
        refused = f"AWS refuses {SERVICE}:{error.operation_name}: {credential_failures.said(error)}."
        words = credential_failures.about_keys(error, connection) or (refused, f"Try again, or {instead}.")
    words = words or credential_failures.unreachable(error, connection, endpoint.url(connection, SERVICE))
    return Failure("control-plane", *words, may_have_arrived=False)
