"""What the sandbox can do wrong when asked to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from events_console.sandbox import operations
from events_console.sandbox.wire import Reply, failure

SKEW: Final = timedelta(hours=2)
_DELAY_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and, unless it lies in how the request is treated, the answer that it gives.

    ``description`` goes on after the name, on the command line; ``label`` asks for the fault, in a menu.
    """

    name: str
    label: str
    description: str
    reply: Reply | None = None


ACCESS_DENIED: Final = Fault(
    "access-denied",
    "Deny access: AccessDeniedException (403)",
    "answers AccessDeniedException (403, for reads 400)",
)
EXPLICIT_DENY: Final = Fault(
    "explicit-deny",
    "Deny by a policy: AccessDeniedException (403)",
    "answers AccessDeniedException (403, for reads 400) for a Deny in a policy of the organization",
)
CLOCK_SKEW: Final = Fault(
    "clock-skew",
    "Have a clock that is 2 hours ahead",
    "has a clock that is 2 hours ahead, and so finds signatures expired",
)
DELAY: Final = Fault(
    "delay", "Answer 2 seconds late", "answers as it should, but late: after 2 seconds, or N with delay=N"
)
HANG: Final = Fault("hang", "Never answer", "reads the request and never answers")
RESET: Final = Fault("reset", "Reset the connection", "reads the request and resets the connection")

FAULTS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        fault.name: fault
        for fault in (
            Fault(
                "throttle",
                "Throttle: ThrottlingException (400)",
                "answers ThrottlingException (400)",
                failure(400, "ThrottlingException", "Rate exceeded"),
            ),
            Fault(
                "500",
                "Fail: InternalServerException (500)",
                "answers InternalServerException (500)",
                failure(500, "InternalServerException", "Internal server error"),
            ),
            Fault(
                "503",
                "Be unavailable: ServiceUnavailableException (503)",
                "answers ServiceUnavailableException (503)",
                failure(503, "ServiceUnavailableException", "Service is temporarily unavailable"),
            ),
            Fault(
                "expired-token",
                "Find the token expired: ExpiredTokenException (403)",
                "answers ExpiredTokenException (403)",
                failure(
                    403, "ExpiredTokenException", "The security token included in the request is expired"
                ),
            ),
            Fault(
                "malformed-error",
                "Fail with a body that is no JSON (500)",
                "answers 500 with a body that is not JSON",
                Reply(500, body=b'{"message": <b>upstream error</b>'),
            ),
            Fault(
                "truncated",
                "Break off in the middle of the answer (200)",
                "answers 200 and closes the connection before the end of the body",
                Reply(200, body=b'{"mess', missing=58),
            ),
            Fault(
                "wrong-region",
                "Be in another region: InvalidSignatureException (403)",
                "answers InvalidSignatureException (403), as of a signature for us-east-1 elsewhere",
                failure(
                    403,
                    "InvalidSignatureException",
                    "Credential should be scoped to a valid region, not 'us-east-1'. ",
                ),
            ),
            ACCESS_DENIED,
            EXPLICIT_DENY,
            CLOCK_SKEW,
            DELAY,
            HANG,
            RESET,
        )
    }
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A fault to come.

    Attributes:
        fault: which one.
        count: in how many requests; None is in all from then on.
        seconds: of a delay.
        operation: the one that it is limited to.
    """

    fault: Fault
    count: int | None = None
    seconds: float = _DELAY_SECONDS
    operation: str | None = None


def plan(text: str) -> Plan:
    """Read ``NAME[=SECONDS][@OPERATION][:COUNT]``, such as ``throttle:2`` or ``access-denied@ListDatasets``.

    Raises:
        ValueError: there is no such fault or operation, or the number is none; the message is for the person
            who typed it.
    """
    found = re.fullmatch(r"([\w-]+)(?:=([0-9]{1,4}(?:\.[0-9]{1,3})?))?(?:@(\w+))?(?::([0-9]{1,9}))?", text)
    fault = FAULTS.get(found[1]) if found else None
    if found and fault and found[3] and found[3] not in operations.NAMES:
        known = ", ".join(sorted(operations.NAMES))
        raise ValueError(f'"{text}" is for no operation of the sandbox; after the @, write one of {known}')
    if not found or not fault or (found[2] and fault is not DELAY):
        known = ", ".join(FAULTS)
        message = (
            f'"{text}" is not a fault; write NAME, NAME:COUNT, NAME@OPERATION or delay=SECONDS, '
            f"with NAME one of {known}"
        )
        raise ValueError(message)
    count = int(found[4]) if found[4] else None
    return Plan(fault, count, float(found[2] or _DELAY_SECONDS), found[3])


class Schedule:
    """The faults of the requests to come, written as for :func:`plan`, which raises its ValueError at once.

    Each is met in the order given; one that is limited to an operation leaves the other operations alone.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self._plans = [plan(text) for text in faults]

    def next(self, operation: str) -> Plan | None:
        """Return the fault that the next request, for ``operation``, meets."""
        for position, one in enumerate(self._plans):
            if one.count != 0 and one.operation in {None, operation}:
                if one.count:
                    self._plans[position] = replace(one, count=one.count - 1)
                return one
        return None
