"""What the sandbox can do wrong when asked to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from types import MappingProxyType
from typing import Final

from events_console.sandbox.wire import Reply, failure

_DELAY_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and, unless it lies in how the connection is treated, the answer that it gives."""

    name: str
    description: str
    reply: Reply | None = None


DELAY: Final = Fault("delay", "answers as it should, but late: after 2 seconds, or N with delay=N")
HANG: Final = Fault("hang", "reads the request and never answers")
RESET: Final = Fault("reset", "reads the request and resets the connection")

FAULTS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        fault.name: fault
        for fault in (
            Fault(
                "throttle",
                "answers ThrottlingException (400)",
                failure(400, "ThrottlingException", "Rate exceeded"),
            ),
            Fault(
                "500",
                "answers InternalServerException (500)",
                failure(500, "InternalServerException", "Internal server error"),
            ),
            Fault(
                "503",
                "answers ServiceUnavailableException (503)",
                failure(503, "ServiceUnavailableException", "Service is temporarily unavailable"),
            ),
            Fault(
                "expired-token",
                "answers ExpiredTokenException (403)",
                failure(
                    403, "ExpiredTokenException", "The security token included in the request is expired"
                ),
            ),
            Fault(
                "malformed-error",
                "answers 500 with a body that is not JSON",
                Reply(500, body=b'{"message": <b>upstream error</b>'),
            ),
            Fault(
                "truncated",
                "answers 200 and closes the connection before the end of the body",
                Reply(200, body=b'{"mess', missing=58),
            ),
            DELAY,
            HANG,
            RESET,
        )
    }
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A fault to come: in how many requests (None: in all from then on), and for a delay how many seconds."""

    fault: Fault
    count: int | None = None
    seconds: float = _DELAY_SECONDS


def plan(text: str) -> Plan:
    """Read ``NAME[=SECONDS][:COUNT]``, such as ``throttle:2`` or ``delay=0.5``.

    Raises:
        ValueError: there is no such fault, or the number is none; the message is for the person who typed it.
    """
    found = re.fullmatch(r"([\w-]+)(?:=([0-9]{1,4}(?:\.[0-9]{1,3})?))?(?::([0-9]{1,9}))?", text)
    fault = FAULTS.get(found[1]) if found else None
    if not found or not fault or (found[2] and fault is not DELAY):
        known = ", ".join(FAULTS)
        message = (
            f'"{text}" is not a fault; write NAME, NAME:COUNT or delay=SECONDS, with NAME one of {known}'
        )
        raise ValueError(message)
    return Plan(fault, int(found[3]) if found[3] else None, float(found[2] or _DELAY_SECONDS))


def schedule(faults: Iterable[str]) -> Iterator[Plan]:
    """Return the faults of the requests to come, one each; ``faults`` are written as for :func:`plan`.

    Raises:
        ValueError: as :func:`plan` does, at once.
    """
    plans = [plan(text) for text in faults]
    repeated = (repeat(one) if one.count is None else repeat(one, one.count) for one in plans)
    return chain.from_iterable(repeated)
