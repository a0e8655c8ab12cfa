"""Who led to an event is said once."""

import pytest

from events_console.domain import lint
from events_console.domain.json_value import Json, Object
from events_console.domain.problem import Problem
from events_console.domain.request import Request

NOW = 1_795_183_329


def _found(**members: Json) -> list[Problem]:
    event = {"eventId": "e-1", "eventType": "View", "itemId": "i-1", "sentAt": NOW, **members}
    request = Request(Object(trackingId="t-1", sessionId="s-1", eventList=(Object(event),)))
    problems = lint.validate(request, lint.Context(NOW)).problems()
    return [problem for problem in problems if problem.rule == "attribution.both"]


def test_a_source_beside_a_recommendation_is_told() -> None:
    (problem,) = _found(recommendationId="RID-1", metricAttribution=Object(eventAttributionSource="news"))
    assert (problem.path, problem.severity, problem.fix) == ("/eventList/0/recommendationId", "info", None)
    assert problem.message == (
        "Attribution source and recommendation ID are both given, and for metrics the service uses the "
        "source: leave out the one that did not lead here."
    )


@pytest.mark.parametrize(
    "members",
    [
        {"recommendationId": "RID-1"},
        {"metricAttribution": Object(eventAttributionSource="news")},
        {"recommendationId": "RID-1", "metricAttribution": Object()},
        {"recommendationId": "RID-1", "metricAttribution": "news"},
    ],
)
def test_one_of_them_is_no_problem(members: dict[str, Json]) -> None:
    assert not _found(**members)
