"""Who led to an event: the source of the attribution and the recommendation."""

from collections.abc import Iterable
from typing import Final

from events_console.domain.json_value import Object
from events_console.domain.lint.context import Context
from events_console.domain.lint.rule import Rule
from events_console.domain.problem import Problem, Severity

BOTH: Final = Rule(
    "attribution.both",
    Severity.INFO,
    "an attribution source and a recommendation ID in one event: the source is used",
)
RULES: Final = (BOTH,)

_BOTH: Final = BOTH.at(
    "/recommendationId",
    "Attribution source and recommendation ID are both given, and for metrics the service uses the source: "
    "leave out the one that did not lead here.",
)


def event(event: Object, context: Context) -> Iterable[Problem]:  # noqa: ARG001  # all rules are called alike
    """Return whether ``event`` says twice who led to it."""
    if "recommendationId" in event and "metricAttribution" in event:
        attribution = event["metricAttribution"]
        if isinstance(attribution, Object) and "eventAttributionSource" in attribution:
            return (_BOTH,)
    return ()
