"""The AWS CLI's shorthand: read as its own parser reads it, and written so that it reads the same."""

from contextlib import suppress
from typing import Final

import pytest
from awscli.shorthand import ShorthandParser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events_console.domain.json_value import Json, Object, freeze, same, walk
from events_console.domain.placeholders import has_placeholder
from events_console.domain.request import Request
from events_console.forms import UnreadableError, UnwritableError, shorthand
from events_console.forms.expression import Place
from tests.strategies import any_json, model_requests, unicode_texts
from tests.support import within

GOOD: Final = (
    'eventType=watch,sentAt=1700000000,properties="{\\"a\\": \\"b\\"}",impression=[a,"b, c"],'
    "metricAttribution={eventAttributionSource=x},itemId='it\\'s',eventId=a b"
)
_PARTS: Final = (
    *",=[]{}'\"\\@ \n\t\x01\x1c\xa0é😀~|^<a",
    *(
        "a=b",
        ",c=",
        "[x,y]",
        "{k=v}",
        "\\,",
        '\\"',
        "\\'",
        '"q,r"',
        "@=x",
        "a=[{b=[c]}]",
        "k=v,w,x=",
        "\ud800",
    ),
)
_grown: Final = st.lists(st.sampled_from(_PARTS), max_size=12).map("".join)
_mutated: Final = st.builds(
    lambda at, length, odd: GOOD[:at] + odd + GOOD[at + length :],
    st.integers(0, len(GOOD)),
    st.integers(0, 20),
    _grown,
)


def theirs(text: str) -> Json:
    try:
        return freeze(ShorthandParser().parse(text))
    except Exception:  # noqa: BLE001  # it refuses in many ways, and fails in some
        return None


def ours(text: str) -> Json:
    try:
        return shorthand.parse(text)
    except UnreadableError:
        return None


@settings(max_examples=1000)
@given(_grown | _grown.map("a=".__add__) | _mutated | st.text(max_size=8))
@example('a=b,"x,y"z=1')
@example("a=b,\\,=d")
@example("a='b\\'")
@example('a="b\\",c="d"')
@example("a=[b,]")
@example("a=b,c,")
def test_the_reader_is_that_of_the_aws_cli(text: str) -> None:
    assert ours(text) == theirs(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            GOOD,
            {
                "eventType": "watch",
                "sentAt": 1700000000,
                "properties": '{"a": "b"}',
                "impression": ["a", "b, c"],
                "metricAttribution": {"eventAttributionSource": "x"},
                "itemId": "it's",
                "eventId": "a b",
            },
        ),
        ("sentAt=1.5,eventValue=4", {"sentAt": 1.5, "eventValue": 4}),
        ("sentAt=2026-11-20T14:02Z,eventValue=much", {"sentAt": "2026-11-20T14:02Z", "eventValue": "much"}),
        ("impression=a", {"impression": ["a"]}),
        ("impression=a,b,c,eventType=x", {"impression": ["a", "b", "c"], "eventType": "x"}),
        ("itemId=5,own=7", {"itemId": "5", "own": "7"}),
        ("sentAt={{now-5m}},itemId=a-{{NAME}},eventId='{{uuid}}'",
         {"sentAt": "{{now-5m}}", "itemId": "a-{{NAME}}", "eventId": "{{uuid}}"}),
        ("impression=[{{uuid}},b]", {"impression": ["{{uuid}}", "b"]}),
        ("eventValue=" + "9" * 500, {"eventValue": "9" * 500}),
        ("itemId@=plain", {"itemId": "plain"}),
    ],
)  # fmt: skip
def test_an_event_is_typed_as_the_service_model_says(text: str, event: object) -> None:
    assert same(shorthand.read(text), freeze(event))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("eventType", "line 3, column 14: “=” must stand here in shorthand, not the end"),
        ("a=b\n,c d=e", "line 4, column 4: “=” must stand here in shorthand, not “d”"),
        ("a=b,a=c", "line 3, column 9: “a” is given twice; a blank, not a comma, stands between events"),
        ('a="b', 'line 3, column 7: what " begins here never ends: close it'),
        ("a=b,", "line 3, column 9: a value is missing at the end"),
        (
            "a@=file://b.json",
            "line 3, column 21: “file://b.json” is not opened: put what it holds in its place",
        ),
        ("a=" + "[" * 100, "line 3, column 67: it is nested too deep to be read"),
    ],
)
def test_what_is_no_shorthand_is_refused_at_its_place(text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        shorthand.read(text, Place(3, 5))
    assert str(caught.value) == message


@settings(max_examples=70)
@given(model_requests)
def test_what_can_be_written_reads_back_and_reads_so_to_the_aws_cli(request: Request) -> None:
    for event in request.events:
        try:
            text = shorthand.write(event)
        except UnwritableError:
            assert any(isinstance(each, str) and each.endswith("\\") for _, each in walk(event))
            continue
        assert same(shorthand.read(text), event)
        if not has_placeholder(text):
            assert theirs(text) == _untyped(event)


def _untyped(value: Json) -> Json:
    match value:
        case Object():
            return Object({name: _untyped(member) for name, member in value.items()})
        case tuple():
            return tuple(map(_untyped, value))
        case str():
            return value
        case _:
            return repr(value)


@settings(max_examples=200)
@given(
    any_json | st.dictionaries(st.sampled_from(["eventValue", "sentAt", "own", "a b"]), any_json).map(Object)
)
def test_what_is_written_of_any_json_reads_back(event: Json) -> None:
    with suppress(UnwritableError):
        assert same(shorthand.read(shorthand.write(event)), event)


@given(unicode_texts.filter(lambda text: not text.endswith("\\")))
def test_any_text_that_ends_in_no_backslash_can_be_said(text: str) -> None:
    event = Object(eventType=text, itemId="x", impression=(text, "b"))
    assert same(shorthand.read(shorthand.write(event)), event)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ({"eventType": "watch", "sentAt": 1700000000}, "eventType=watch,sentAt=1700000000"),
        ({"eventValue": 4.5, "impression": ["a", "b c"]}, 'eventValue=4.5,impression=[a,"b c"]'),
        ({"properties": '{"a": 1}'}, 'properties="{\\"a\\": 1}"'),
        (
            {"metricAttribution": {"eventAttributionSource": "x"}},
            "metricAttribution={eventAttributionSource=x}",
        ),
        ({"sentAt": "{{now}}"}, 'sentAt="{{now}}"'),
    ],
)
def test_events_are_written_as_people_do(event: object, text: str) -> None:
    assert shorthand.write(freeze(event)) == text


@pytest.mark.parametrize(
    "event",
    [
        {},
        [],
        {"own": None},
        {"own": True},
        {"sentAt": "5"},
        {"eventValue": 2**53 + 1},
        {"a b": "c"},
        {"itemId": 5},
    ],
)
def test_what_would_arrive_otherwise_is_not_written(event: object) -> None:
    with pytest.raises(UnwritableError, match="write it as JSON"):
        shorthand.write(freeze(event))


@pytest.mark.parametrize(
    "text",
    [
        *(
            mark * 100_000
            for mark in ("[", "a=[", "a={b=", "a=b,", "'", 'a="\\"', "\\,", "=", "a=b,c", ",", "\n")
        ),
        "a=" + "b," * 120_000 + "c=d",
        "".join(f"k{row}=v,w," for row in range(20_000)) + "z=y",
        "a={{now}}" * 20_000,
        "a=[" + "{{x}}," * 40_000 + "]",
        "sentAt=" + "9" * 250_000,
    ],
)
def test_hostile_text_is_refused_or_read_in_time(text: str) -> None:
    with within(1), suppress(UnreadableError):
        shorthand.read(text)
