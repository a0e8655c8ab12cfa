"""Why a signature was refused: signing name, region and clock, compared as far as the exchange tells them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from events_console.domain import endpoint
from events_console.domain.exchange import Exchange, Headers, Response
from events_console.domain.wording import listed, quoted

SERVICE: Final = "personalize"  # in the scope of every signature made here, as botocore's model has it
TOLERATED: Final = 5 * 60  # seconds that a clock may be off before AWS refuses a signature
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_OTHER_SERVICE: Final = re.compile(r"scoped to (?:the )?correct service: '([^']{1,64})'")
_OTHER_REGION: Final = re.compile(r"scoped to a valid region, not '([^']{0,64})'", re.IGNORECASE)
_TIMES: Final = re.compile(
    r"([0-9]{8}T[0-9]{6}Z) is (?:now earlier|still later) than [0-9TZ]{16} \(([0-9]{8}T[0-9]{6}Z) [-+]"
)
_SET_CLOCK: Final = "set it, or have it set from the network, and send again."


def advice(exchange: Exchange, response: Response) -> str:
    """Return what differs, and what to do about it; or that nothing seen here does, so that the key may."""
    found = next(_differences(exchange, response), None)
    return found or (
        f"{_checked(exchange, response)} So the secret key may not be that of the access key, or something "
        "on the way changed the request: enter the keys again, and check any proxy."
    )


def clock_advice(exchange: Exchange, response: Response) -> str | None:
    """Return what to do about this computer's clock, if it is off by more than AWS tolerates."""
    seconds = _seconds_behind(exchange, response)
    if seconds is None or abs(seconds) < TOLERATED:
        return None
    off = clock(seconds)
    than = "that" if seconds > 0 else "of that"
    return f"{off[0].upper()}{off[1:]} {than} of the service: {_SET_CLOCK}"


def behind(date: str, now: float) -> float | None:
    """Return by how many seconds ``now``, in Unix seconds, is behind a Date of HTTP, if that is one."""
    try:
        there = parsedate_to_datetime(date)
    except (ValueError, TypeError, OverflowError):
        return None
    return (there if there.tzinfo else there.replace(tzinfo=UTC)).timestamp() - now


def clock(seconds_behind: float) -> str:
    """Return how far the clock is off, such as "this computer's clock is 2 h 3 min behind"."""
    hours, minutes = divmod(round(abs(seconds_behind) / 60), 60)
    span = f"{hours} h {minutes} min" if hours else f"{minutes} min"
    return f"this computer's clock is {span} {'behind' if seconds_behind > 0 else 'ahead'}"


def _differences(exchange: Exchange, response: Response) -> Iterator[str]:
    message, region = response.message or "", exchange.target.region
    host = endpoint.host(exchange.target.endpoint)
    there = endpoint.region_of(host)
    if (service := _OTHER_SERVICE.search(message)) and service[1] != SERVICE:
        yield (
            f"The request was signed for the service “{SERVICE}”, and what answered is {quoted(service[1])}: "
            "correct the endpoint of the connection."
        )
    if there and there != region:
        yield (
            f"The request was signed for the region {region}, and {host} is in {there}: "
            "set region and endpoint of the connection to the same one."
        )
    scoped = _OTHER_REGION.search(message)
    if service or (scoped and scoped[1] != region):
        signed = f"the region {region}" if scoped else f"the service “{SERVICE}”"
        yield (
            f"The request left signed for {signed}, and did not arrive so: something on the way signs it "
            "anew; check the endpoint of the connection, and any proxy."
        )
    if scoped:
        yield (
            f"The request was signed for the region {region}, which is not that of what answered: "
            "set the region of the connection to that of the event tracker, and check the endpoint."
        )
    if off := clock_advice(exchange, response):
        yield off


def _checked(exchange: Exchange, response: Response) -> str:
    """Return what is in order, and what nobody can compare."""
    region, there = exchange.target.region, endpoint.region_of(endpoint.host(exchange.target.endpoint))
    fine, unknown = [f"the signing name ({SERVICE})"], list[str]()
    (fine if there else unknown).append(f"the region ({region})")
    is_unknown = _seconds_behind(exchange, response) is None
    (unknown if is_unknown else fine).append("this computer's clock")
    doubts = f"; {listed(unknown)} cannot be compared with what answered" if unknown else ""
    return f"In order: {listed(fine)}{doubts}."


def _seconds_behind(exchange: Exchange, response: Response) -> float | None:
    """Return how far this clock is behind that of the service when the request was signed, if both tell."""
    if times := _TIMES.search(response.message or ""):
        signed, there = map(_instant, times.groups())
        if signed is not None and there is not None:
            return there - signed
    signed = _instant(_value(exchange.sent.headers, "x-amz-date") if exchange.sent else "")
    if signed is None:
        return None
    took = exchange.timing.answer_ms / 1000 if exchange.timing else 0
    return behind(_value(response.headers, "date"), signed + took)


def _instant(stamp: str) -> float | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _value(headers: Headers, wanted: str) -> str:
    return next((value for name, value in headers if name.lower() == wanted), "")
