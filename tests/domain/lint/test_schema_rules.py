"""Every limit of the service model: a case that trips it, a near miss that does not, and words that help."""

import math
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given

from events_console.domain import lint, service_model
from events_console.domain.json_value import Json, Object, freeze, tokens
from events_console.domain.lint import schema_rules
from events_console.domain.problem import Problem
from events_console.domain.request import Edit, Request
from events_console.domain.service_model import Shape
from tests.strategies import requests

NOW = 1795183329
NEAR_MISS = Request(
    Object(
        trackingId="t",
        userId="u",
        sessionId="s",
        eventList=(
            Object(
                eventId="e",
                eventType="View",
                eventValue=4.5,
                itemId="i",
                properties="{}",
                sentAt=NOW,
                recommendationId="r",
                impression=("i",),
                metricAttribution=Object(eventAttributionSource="n"),
            ),
        ),
    )
)


def _shapes(shape: Shape, path: str = "") -> Iterator[tuple[str, Shape]]:
    yield path, shape
    for name, member in shape.members.items():
        yield from _shapes(member, f"{path}/{name}")
    if shape.member:
        yield from _shapes(shape.member, f"{path}/0")


SHAPES = dict(_shapes(service_model.put_events().input))
STRINGS = [path for path, shape in SHAPES.items() if shape.type == "string"]
LISTS = [path for path, shape in SHAPES.items() if shape.type == "list"]
NUMBERS = [path for path, shape in SHAPES.items() if shape.type in {"float", "timestamp"}]
STRUCTURES = [path for path, shape in SHAPES.items() if shape.type == "structure"]
REQUIRED = [f"{path}/{name}" for path in STRUCTURES for name in SHAPES[path].required]
OPTIONAL = [
    f"{path}/{name}"
    for path in STRUCTURES
    for name in SHAPES[path].members
    if name not in SHAPES[path].required
]


def _problems(request: Request) -> tuple[Problem, ...]:
    """Return what the service model forbids, whatever other rules say of it more precisely."""
    resolved = lint.Context(NOW).resolver().request(request)
    found = list(schema_rules.request(resolved.root))
    for row, event in enumerate(resolved.events):
        found += (problem.below(f"/eventList/{row}") for problem in schema_rules.event(event))
    return tuple(found)


def _only(request: Request) -> Problem:
    (problem,) = _problems(request)
    assert problem.severity == "error"
    return problem


def _with(path: str, value: Json) -> Request:
    return Edit(path, value).apply(NEAR_MISS)


CALLED = {
    "/trackingId": "Tracking ID",
    "/userId": "User ID",
    "/sessionId": "Session ID",
    "/eventList": "The event list",
    "/eventList/0": "This event",
    "/eventList/0/eventId": "Event ID",
    "/eventList/0/eventType": "Event type",
    "/eventList/0/eventValue": "The value",
    "/eventList/0/itemId": "Item ID",
    "/eventList/0/properties": "The properties field",
    "/eventList/0/sentAt": "Sent at",
    "/eventList/0/recommendationId": "Recommendation ID",
    "/eventList/0/impression": "Impression",
    "/eventList/0/impression/0": "Impression item 1",
    "/eventList/0/metricAttribution": "The attribution",
    "/eventList/0/metricAttribution/eventAttributionSource": "Attribution source",
}


def test_the_document_that_the_cases_start_from_has_every_field_and_no_problem() -> None:
    assert _problems(NEAR_MISS) == ()
    assert all(Edit(path, remove=True).apply(NEAR_MISS) for path in SHAPES if path)


@pytest.mark.parametrize("path", STRINGS)
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(path: str) -> None:
    most = SHAPES[path].max
    assert most
    assert _problems(_with(path, "x" * most)) == ()
    problem = _only(_with(path, "x" * (most + 3)))
    assert (problem.path, problem.rule) == (path, "schema.maxLength")
    has = f"{CALLED[path]} has {most + 3:,} characters"
    assert problem.message == f"{has}, but the service takes at most {most:,}: shorten it by 3."


@pytest.mark.parametrize("path", [path for path in STRINGS if SHAPES[path].min])
def test_a_text_may_be_as_short_as_its_limit_and_not_empty(path: str) -> None:
    shape = SHAPES[path]
    assert shape.min == 1, "the message says that the text is empty"
    assert _problems(_with(path, "x")) == ()
    problem = _only(_with(path, ""))
    assert (problem.path, problem.rule) == (path, "schema.minLength")
    assert problem.message.startswith(
        f"{CALLED[path]} is empty, but the service takes 1 to {shape.max:,} characters: "
    )


@pytest.mark.parametrize("path", LISTS)
def test_a_list_may_be_as_long_as_its_limit_and_neither_longer_nor_empty(path: str) -> None:
    shape, noun = SHAPES[path], "event" if path == "/eventList" else "item"
    element = freeze({"eventType": "View", "sentAt": 1}) if noun == "event" else "i"
    assert shape.min == 1, "the message says that the list is empty"
    assert shape.max
    assert _problems(_with(path, (element,))) == ()
    assert _problems(_with(path, (element,) * shape.max)) == ()

    problem = _only(_with(path, (element,) * (shape.max + 2)))
    assert (problem.path, problem.rule) == (path, "schema.maxItems")
    assert problem.message.startswith(
        f"{CALLED[path]} has {shape.max + 2} {noun}s, but the service takes at most {shape.max}: "
    )
    assert " 2" in problem.message.rpartition(":")[2]

    problem = _only(_with(path, ()))
    assert (problem.path, problem.rule) == (path, "schema.minItems")
    assert problem.message.startswith(
        f"{CALLED[path]} is empty, but the service takes 1 to {shape.max} {noun}s: "
    )


def test_a_limit_that_is_just_kept_is_no_problem_beside_another() -> None:
    full = _with("/eventList/0/impression", ("x" * 256,) * 25)
    assert _only(Edit("/eventList/0/sentAt", remove=True).apply(full)).rule == "schema.required"
    crowded = NEAR_MISS.with_events(NEAR_MISS.events * 10).without_field("trackingId")
    assert _only(crowded).path == "/trackingId"


def test_one_too_many_is_said_in_the_singular() -> None:
    events = (Object(eventType="View", sentAt=1),) * 11
    assert _only(_with("/eventList", events)).message == (
        "The event list has 11 events, but the service takes at most 10: send 1 in another request."
    )


@pytest.mark.parametrize("path", NUMBERS)
def test_a_number_may_be_as_large_as_a_float_and_no_larger(path: str) -> None:
    for number in (sys.float_info.max, -sys.float_info.max, int(sys.float_info.max)):
        assert _problems(_with(path, number)) == ()
    for number, rule in ((10**400, "schema.maximum"), (-int(sys.float_info.max) - 1, "schema.minimum")):
        problem = _only(_with(path, number))
        assert (problem.path, problem.rule) == (path, rule)
        assert problem.message == (
            f"{CALLED[path]} is {str(number)[:40]}…, and no number beyond ±1.8e+308 can arrive: "
            "write one nearer to 0."
        )
    assert _problems(_with(path, math.inf)) == ()  # which is another rule's


WRONG: dict[str, Json] = {
    "null": None,
    "true": True,
    "the number 42": 42,
    "the number 4.5": 4.5,
    "the text “words”": "words",
    "a list": ("a",),
    "an object": Object(a=1),
}
FITTING = {
    "string": {"the text “words”"},
    "float": {"the number 42", "the number 4.5"},
    "timestamp": {"the number 42", "the number 4.5"},
    "list": {"a list"},
    "structure": {"an object"},
}
TAKEN = {
    "string": "text",
    "float": "a number",
    "timestamp": "Unix seconds",
    "list": "a list",
    "structure": "an object",
}


@pytest.mark.parametrize("words", WRONG)
@pytest.mark.parametrize("path", [path for path in SHAPES if path])
def test_a_value_of_another_type_is_named_with_what_is_taken_instead(path: str, words: str) -> None:
    shape = SHAPES[path]
    problems = [problem for problem in _problems(_with(path, WRONG[words])) if problem.path == path]
    if words in FITTING[shape.type]:
        assert not [problem for problem in problems if problem.rule == "schema.type"]
        return
    (problem,) = problems
    assert problem.rule == "schema.type"
    assert problem.message.startswith(
        f"{CALLED[path]} is {words}, but the service takes {TAKEN[shape.type]}: "
    )


@pytest.mark.parametrize(
    ("path", "value", "advice"),
    [
        ("/userId", 42, "in JSON, write it in double quotes."),
        ("/sessionId", 4.5, "in JSON, write it in double quotes."),
        ("/userId", None, "write some, or leave it out."),
        ("/sessionId", None, "write one ID for the whole visit, such as qa-visit-1."),
        ("/eventList/0/impression/0", True, "write some, or leave it out."),
        (
            "/eventList/0/properties",
            42,
            'write the JSON object as text, in JSON "{\\"cabinType\\": \\"Economy\\"}".',
        ),
        ("/eventList/0/impression", "a|b", 'write the item IDs as one, in JSON ["item-1", "item-2"].'),
        (
            "/eventList/0/sentAt",
            True,
            "write {{now}}, Unix seconds such as 1700000000, or in the table a date-time with its zone.",
        ),
        ("/eventList/0", "event", 'write one such as {"eventType": "View", "sentAt": "{{now}}"}.'),
    ],
)
def test_a_value_of_another_type_comes_with_advice(path: str, value: Json, advice: str) -> None:
    assert _only(_with(path, value)).message.endswith(f": {advice}")


@pytest.mark.parametrize("path", REQUIRED)
def test_what_is_required_must_be_there(path: str) -> None:
    problem = _only(Edit(path, remove=True).apply(NEAR_MISS))
    assert (problem.path, problem.rule) == (path, "schema.required")
    holder = {0: "a request", 2: "an event", 3: "an attribution"}[path.count("/") - 1]
    assert problem.message.startswith(
        f"{CALLED[path]} is missing, and the service refuses {holder} without it: "
    )


@pytest.mark.parametrize("path", OPTIONAL)
def test_what_is_optional_may_be_missing(path: str) -> None:
    assert _problems(Edit(path, remove=True).apply(NEAR_MISS)) == ()


SOURCE = "/eventList/0/metricAttribution/eventAttributionSource"


def test_every_pattern_of_the_model_has_its_cases_here() -> None:
    assert [path for path, shape in SHAPES.items() if shape.pattern] == [SOURCE]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "Attribution source is blank, but the service takes at least one visible character: "),
        ("   ", "Attribution source is blank, but the service takes at least one visible character: "),
        (
            "Zürich",
            "Attribution source holds “ü” (U+00FC) at position 2, but the service takes only letters, ",
        ),
        (
            "a\n",
            "Attribution source holds “\\u000a” (U+000A) at position 2, but the service takes only letters, ",
        ),
        (
            "x" * 1023 + "😀",
            "Attribution source holds “😀” (U+1F600) at position 1,024, but the service takes only",
        ),
    ],
)
def test_an_attribution_source_is_visible_ascii(source: str, message: str) -> None:
    problem = _only(_with(SOURCE, source))
    assert (problem.path, problem.rule) == (SOURCE, "schema.pattern")
    assert problem.message.startswith(message)


@pytest.mark.parametrize("source", ["~", " ! ", "a b-c_d.e/f", '"\\'])
def test_other_attribution_sources_are_taken(source: str) -> None:
    assert _problems(_with(SOURCE, source)) == ()


@pytest.mark.parametrize(
    ("path", "value", "label", "mended"),
    [
        ("/userId", 42, "Make it text", "42"),
        ("/eventList/0/itemId", -(10**30), "Make it text", str(-(10**30))),
        ("/eventList/0/impression/0", 7, "Make it text", "7"),
    ],
)
def test_a_type_that_is_surely_another_can_be_mended(
    path: str, value: Json, label: str, mended: Json
) -> None:
    problem = _only(_with(path, value))
    assert problem.fix
    assert problem.fix.label == label
    assert problem.fix.apply(_with(path, value)).is_same(_with(path, mended))
    assert _problems(_with(path, mended)) == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/userId", 4.5),
        ("/userId", None),
        ("/userId", True),
        ("/userId", Object()),
        ("/eventList/0/properties", 5),
        ("/eventList/0/properties", Object(a=1)),
        ("/eventList/0/eventValue", "NaN"),
        ("/eventList/0/eventValue", "1e999"),
        ("/eventList/0/eventValue", "true"),
        ("/eventList/0/eventValue", "4,5"),
        ("/eventList/0/sentAt", "2026-11-20 14:02:09"),
        ("/eventList/0/sentAt", True),
    ],
)
def test_where_there_is_doubt_nothing_is_mended(path: str, value: Json) -> None:
    assert _only(_with(path, value)).fix is None


def test_placeholders_are_judged_by_what_they_become() -> None:
    assert _problems(_with("/eventList/0/sentAt", "{{now - 5m}}")) == ()
    assert _problems(_with("/eventList/0/eventValue", "{{now}}")) == ()
    assert _problems(_with("/sessionId", "{{uuid}}" + "x" * 220)) == ()
    assert "has 257 characters" in _only(_with("/sessionId", "{{uuid}}" + "x" * 221)).message
    assert "is the text “1795183329x”" in _only(_with("/eventList/0/sentAt", "{{now}}x")).message


def test_a_text_is_quoted_on_one_short_line() -> None:
    message = _only(_with("/eventList/0/sentAt", "a\r\n\x1b[31m" + "b" * 5000)).message
    assert "the text “a\\u000d\\u000a\\u001b[31mbbbbbbb" in message
    assert len(message) < 250


JARGON = (
    "maxLength",
    "minItems",
    "additionalProp",
    "required property",
    "instance",
    "pattern",
    "None",
    "True",
    "Object(",
)


@given(requests)
def test_every_message_is_one_short_readable_line(request: Request) -> None:
    for problem in _problems(request):
        assert problem.message.isprintable()
        assert problem.message.endswith(".")
        assert len(problem.message) < 300
        quoted_away = problem.message.split("“")[0] + problem.message.rpartition("”")[2]
        assert not [word for word in JARGON if word in quoted_away]
        assert problem.place.isprintable()


@given(requests)
def test_every_path_leads_into_the_document_or_to_what_is_missing(request: Request) -> None:
    for problem in _problems(request):
        missing = problem.rule == "schema.required"
        value: Json = request.root
        for step in tokens(problem.path)[: -1 if missing else None]:
            assert isinstance(value, Object | tuple)
            value = value[step] if isinstance(value, Object) else value[int(step)]
        assert not missing or (isinstance(value, Object) and tokens(problem.path)[-1] not in value)


@given(requests)
def test_a_fix_takes_its_problem_away(request: Request) -> None:
    for problem in _problems(request):
        if problem.fix:
            after = _problems(problem.fix.apply(request))
            assert (problem.path, problem.rule) not in {(left.path, left.rule) for left in after}


def test_lists_far_too_long_are_judged_by_their_length_at_once() -> None:
    events = _with("/eventList", (freeze({"eventType": "View", "sentAt": 1}),) * 20_000)
    assert _only(events).message.startswith("The event list has 20,000 events, ")
    # Element by element, the schema would take a minute for these.
    shown = _with("/eventList/0/impression", ("i",) * 3_000_000)
    assert _only(shown).message.startswith("Impression has 3,000,000 items, ")


def test_the_problems_of_one_event_are_bounded() -> None:
    request = _with("/eventList/0/impression", (True,) * 3_000)
    problems = lint.validate(request, lint.Context(NOW)).problems()
    listed = [problem for problem in problems if problem.path.startswith("/eventList/0/impression/")]
    assert [problem.path.rpartition("/")[2] for problem in listed] == ["0", "1", "2"]
    assert listed[-1].message.endswith("; the same goes for 997 more items.")
    assert len(problems) < 10
