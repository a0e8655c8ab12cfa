"""What an error of the service means: its cause, and what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from events_console.domain import member_paths, permission, signature_check
from events_console.domain.exchange import Exchange, Response
from events_console.domain.problem import place
from events_console.domain.wording import listed

_REFUSED: Final = 400  # with this status HTTP's client errors begin
_FAILED: Final = 500  # and with this one those of the server
_MOST_PLACES: Final = 8  # are told; AWS may name a hundred
_AGAIN: Final = "Send again in a moment; an event that keeps its eventId counts once."


@dataclass(frozen=True, slots=True)
class Meaning:
    """Cause and remedy in sentences, the JSON Pointers of the values meant, and an IAM statement to add."""

    advice: str
    paths: tuple[str, ...] = ()
    statement: str | None = None


_UNKNOWN_KEY: Final = (
    "The service does not know the access key: it was deleted or switched off, belongs to another partition "
    "such as China, its region is not switched on for the account, or it is a temporary one without its "
    "session token. Check the credentials in use."
)
_EXPIRED: Final = "The credentials have expired: sign in for new ones, and send again."
_THROTTLED: Final = (
    "More requests came than the quota allows, 1,000 PutEvents requests a second for a dataset group unless "
    "raised: wait a moment, and send again; the quota can be raised under Service Quotas."
)
_UNSIGNED: Final = (
    "It was not signed: choose a connection with credentials. If it has some, check its endpoint: gateways "
    "say the same of paths that they do not serve."
)
_DAMAGED: Final = "The signature was damaged: check any proxy on the way."
_NOT_SUBSCRIBED: Final = (
    "The account has not signed up for the service, or not switched on this region: "
    "do that in the AWS console, or choose another region in the connection."
)
_BUSY: Final = f"The service is overloaded or under repair for the moment. {_AGAIN}"
_BROKE: Final = f"Something went wrong inside the service; nothing in the request need be wrong. {_AGAIN}"
_LARGE: Final = "The request is too large: send its events in several."
_ELSEWHERE: Final = (
    "What answered does not know PutEvents: check the endpoint of the connection, which must be that of "
    "Amazon Personalize Events, not of Amazon Personalize."
)
_ON_THE_WAY: Final = (
    "The request did not arrive as it left: check the endpoint of the connection, and any proxy on the way."
)
_SLOW: Final = "The request took too long to arrive: check the network and any proxy, and send again."
_TRACKER: Final = (
    "Compare the tracking ID with that of an ACTIVE event tracker in the same account and region; "
    "what the service says of one that it does not know comes from no public source: unverified."
)
_MEND: Final = "Mend what the message names, and send again."

# By codes without "Exception" or "Error" at their end: gateways and older protocols of AWS leave it out.
# From the common errors of AWS's API references, and the codes that botocore sends again after.
_ADVICE: Final = {
    **dict.fromkeys(("UnrecognizedClient", "InvalidClientTokenId", "AuthFailure"), _UNKNOWN_KEY),
    **dict.fromkeys(("ExpiredToken", "TokenRefreshRequired"), _EXPIRED),
    **dict.fromkeys(("IncompleteSignature", "InvalidAuthorizationHeader"), _DAMAGED),
    **dict.fromkeys(("MissingAuthenticationToken", "InvalidAuthenticationToken"), _UNSIGNED),
    **dict.fromkeys(("OptInRequired", "SubscriptionRequired", "NotSignedUp"), _NOT_SUBSCRIBED),
    **dict.fromkeys(
        (
            *("Throttling", "Throttled", "RequestThrottled", "EC2Throttled", "TooManyRequests", "SlowDown"),
            *("RequestLimitExceeded", "LimitExceeded", "BandwidthLimitExceeded"),
            *("ProvisionedThroughputExceeded", "ServiceQuotaExceeded"),
        ),
        _THROTTLED,
    ),
    **dict.fromkeys(("ServiceUnavailable", "PriorRequestNotComplete", "TransactionInProgress"), _BUSY),
    **dict.fromkeys(("InternalFailure", "InternalServer", "Internal"), _BROKE),
    **dict.fromkeys(("RequestEntityTooLarge", "RequestTooLarge"), _LARGE),
    **dict.fromkeys(("UnknownOperation", "InvalidAction", "MissingAction"), _ELSEWHERE),
    **dict.fromkeys(
        (
            *("MalformedHttpRequest", "MalformedQueryString", "InvalidQueryParameter", "RequestAborted"),
            *("UnsupportedMediaType", "BadDigest"),
        ),
        _ON_THE_WAY,
    ),
    "RequestTimeout": _SLOW,
}
_ADVICE_BY_STATUS: Final = {
    403: "Check the credentials and the endpoint of the connection, and any proxy on the way.",
    404: "Nothing is served there: check the endpoint of the connection.",
    407: "A proxy on the way wants a user and a password: give them in HTTPS_PROXY.",
    408: _SLOW,
    413: _LARGE,
    429: _THROTTLED,
    503: _BUSY,
}


def meaning(exchange: Exchange, response: Response) -> Meaning:
    """Return what an answer that is no success means."""
    code = (response.code or "").removesuffix("Exception").removesuffix("Error")
    if read := _READ.get(code):
        return read(exchange, response)
    known = _ADVICE.get(code) or _ADVICE_BY_STATUS.get(response.status)
    if known:
        return Meaning(known)
    if response.status >= _FAILED:
        return Meaning(_BROKE if response.code else _AGAIN)
    if response.status >= _REFUSED:
        return _invalid(exchange, response)
    doubt = "" if response.is_final else "The request may have arrived. "
    return Meaning(f"{doubt}Check the endpoint of the connection, and any proxy on the way.")


def _invalid(exchange: Exchange, response: Response) -> Meaning:
    message = response.message or ""
    paths = member_paths.named(message, exchange.request)
    if member_paths.is_about_tracker(message, exchange.request):
        return Meaning(_TRACKER, paths)
    if not paths:
        return Meaning(_MEND)
    if _is_about_properties(paths, message):
        remedy = r'each must be one JSON object as text, such as "{\"cabinType\": \"Economy\"}"'
        return Meaning(f"Mend {_places(paths)}, and send again: {remedy}.", paths)
    if len(paths) == 1:
        return Meaning("Mend the value that the message names, and send again.", paths)
    return Meaning(f"Mend the values that the message names, and send again: {_places(paths)}.", paths)


def _is_about_properties(paths: tuple[str, ...], message: str) -> bool:
    """Return whether the properties are no JSON, rather than too long."""
    return "to satisfy" not in message and all(path.endswith("/properties") for path in paths)


def _mistyped(exchange: Exchange, response: Response) -> Meaning:
    paths = member_paths.mistyped(response.message or "", exchange.request)
    if not paths:
        advice = "Give each value the type that the service expects, and check any proxy on the way."
        return Meaning(f"{advice} Which value it is, neither the message nor the request tells.")
    if len(paths) == 1:
        found, remedy = f"but only {_places(paths)} has a type", "mend that"
    else:
        found, remedy = f"and {_places(paths)} have types", "mend them"
    advice = f"The message does not name the value, {found} that the service does not expect"
    return Meaning(f"{advice}: {remedy}, and send again.", paths)


def _missing_resource(exchange: Exchange, response: Response) -> Meaning:
    paths = member_paths.named(response.message or "", exchange.request)
    return Meaning(_TRACKER, paths or ("/trackingId",))


def _denied(_exchange: Exchange, response: Response) -> Meaning:
    refusal = permission.read(response.message or "")
    return Meaning(refusal.advice, statement=refusal.statement)


def _signature(exchange: Exchange, response: Response) -> Meaning:
    return Meaning(signature_check.advice(exchange, response))


def _late(exchange: Exchange, response: Response) -> Meaning:
    off = signature_check.clock_advice(exchange, response)
    return Meaning(
        off
        or "It arrived long after it was signed: check this computer's clock, and send again to sign anew."
    )


def _places(paths: tuple[str, ...]) -> str:
    return listed([place(path) for path in paths], _MOST_PLACES)


_READ: Final[dict[str, Callable[[Exchange, Response], Meaning]]] = {
    **dict.fromkeys(("InvalidInput", "Validation", "InvalidParameterValue", "MissingParameter"), _invalid),
    **dict.fromkeys(("InvalidParameterCombination", "InvalidParameter"), _invalid),
    "Serialization": _mistyped,
    "ResourceNotFound": _missing_resource,
    **dict.fromkeys(("AccessDenied", "NotAuthorized", "UnauthorizedOperation"), _denied),
    **dict.fromkeys(("InvalidSignature", "SignatureDoesNotMatch"), _signature),
    **dict.fromkeys(("RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture"), _late),
}
