"""Placeholders: what they become, what stays as it is, and that nothing is left of them."""

import itertools
import uuid
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events_console.domain.json_value import Json, Object, freeze, walk
from events_console.domain.placeholders import Resolver, has_placeholder, stamp, unfilled
from events_console.domain.request import Request
from tests.strategies import any_json, between_bars, requests

NOW = 1795183329


def _resolver(now: float = NOW) -> Resolver:
    return Resolver(now, _counter())


def _counter() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"uuid-{next(numbers)}"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("{{now}}", f"{NOW}"),
        ("{{ now }}", f"{NOW}"),
        ("{{now-5m}}", f"{NOW - 300}"),
        ("{{ now - 5m }}", f"{NOW - 300}"),
        ("{{now+90s}}", f"{NOW + 90}"),
        ("{{now-2h}}", f"{NOW - 7200}"),
        ("{{now-1d}}", f"{NOW - 86400}"),
        ("{{now-3w}}", f"{NOW - 3 * 604800}"),
        ("{{now-999999999w}}", f"{NOW - 999999999 * 604800}"),
        ("{{now-0s}}", f"{NOW}"),
        ("qa-{{uuid}}", "qa-uuid-1"),
        ("{{uuid}}/{{uuid}} at {{now}}", f"uuid-1/uuid-2 at {NOW}"),
        ('{"at": {{now}}, "id": "{{uuid}}"}', f'{{"at": {NOW}, "id": "uuid-1"}}'),
        ("{{{now}}}", f"{{{NOW}}}"),
        ("{{ {{now}} }}", f"{{{{ {NOW} }}}}"),
        ("{{x}}{{uuid}}", "{{x}}uuid-1"),
    ],
)
def test_a_placeholder_becomes_what_it_stands_for(text: str, becomes: str) -> None:
    assert has_placeholder(text)
    assert _resolver().text(text) == becomes


def test_names_in_braces_that_are_no_placeholders_are_unfilled() -> None:
    text = "{{a}} {{now}}{{ uuid }} {{item.id}}{{now-5y}} {b} {{}} {{" + "c" * 41 + "}}"
    assert unfilled(text) == ("{{a}}", "{{item.id}}", "{{now-5y}}")


NO_PLACEHOLDERS = between_bars(
    "|now|{now}|{{}}|{{Now}}|{{later}}|{{now}|{{uuid4}}|{{ no w }}|{{now5m}}|{{now-}}|{{now-5}}|{{now-5y}}"
    "|{{now--5m}}|{{now-5.5m}}|{{now-5 m}}|{{now-\u0665m}}|{{now-9999999999s}}|{{now-{{now}}s}}"
    "|{{now{{now-1800000000s}}s}}|{{now-1{{uuid}}s}}|{{ now + {{now}}m }}"
)


@pytest.mark.parametrize("text", NO_PLACEHOLDERS)
def test_anything_else_in_braces_stays_as_it_is(text: str) -> None:
    assert not has_placeholder(text)
    assert _resolver().text(text) == text
    assert _resolver().value(text, "sentAt") == text


_PARTS = st.sampled_from(
    ["{{", "}}", "now", "uuid", "+", "-", "0", "7", "999999999", "s", "w", " ", "{", "}", "\t"]
)


@given(st.lists(_PARTS, max_size=14).map("".join), st.integers(0, 2 * 10**9))
@example("{{now-{{now-999999999s}}s}}", NOW)
@example("{{now{{now-2s}}s}}", 1)
@example("{{now-{{now-{{now-5s}}s}}s}}", 10)
def test_nothing_is_left_to_resolve_and_no_other_text_changes(text: str, now: int) -> None:
    resolved = Resolver(now, lambda: str(uuid.UUID(int=0))).text(text)
    assert not has_placeholder(resolved)
    assert has_placeholder(text) or resolved == text


def test_a_long_text_of_half_a_placeholder_is_done_at_once() -> None:
    for text in (
        "{{" * 50_000,
        "{{now" + " " * 100_000,
        "{{now-" * 20_000,
        "{{now" + "{{ " * 30_000,
        "{{now-1" * 20_000,
    ):
        assert _resolver().text(text) == text


@pytest.mark.parametrize("name", ["sentAt", "eventValue"])
def test_a_time_alone_in_a_numeric_field_becomes_a_number(name: str) -> None:
    event = Object({name: " {{now-1m}} ", "itemId": "{{now}}", "eventId": "{{uuid}}"})
    assert _resolver().value(event) == {name: NOW - 60, "itemId": f"{NOW}", "eventId": "uuid-1"}
    assert _resolver().value(Object({name: "{{now}}{{now}}"})) == {name: f"{NOW}{NOW}"}
    assert _resolver().value(Object({name: "{{uuid}}"})) == {name: "uuid-1"}


def test_now_is_one_instant_in_whole_seconds_for_the_whole_request() -> None:
    request = Request(
        Object(userId="{{now}}", eventList=(Object(sentAt="{{now}}"), Object(sentAt="{{now}}")))
    )
    resolved = _resolver(NOW + 0.9).request(request)
    assert resolved.root == {"userId": f"{NOW}", "eventList": ({"sentAt": NOW}, {"sentAt": NOW})}
    assert request.root["userId"] == "{{now}}"


def test_every_place_is_reached_but_names_are_left() -> None:
    value = freeze({"{{now}}": ["{{now}}", {"a": {"b": ["{{uuid}}", 5, None, "{{uuid}}"]}}]})
    assert _resolver().value(value) == {"{{now}}": (f"{NOW}", {"a": {"b": ("uuid-1", 5, None, "uuid-2")}})}


@given(any_json)
def test_what_holds_no_placeholder_stays_the_same_object(value: Json) -> None:
    resolved = _resolver().value(value)
    changes = any(isinstance(found, str) and has_placeholder(found) for _, found in walk(value))
    assert (resolved is value) == (not changes)


@given(requests)
def test_a_resolved_request_holds_no_placeholder_and_shares_the_rest(request: Request) -> None:
    resolved = _resolver().request(request)
    assert not any(isinstance(found, str) and has_placeholder(found) for _, found in walk(resolved.root))
    for old, new in zip(request.events, resolved.events, strict=True):
        changes = any(isinstance(found, str) and has_placeholder(found) for _, found in walk(old))
        assert (new is old) == (not changes)
    assert _resolver().request(resolved) is resolved


def test_a_missing_event_id_is_stamped_and_nothing_else() -> None:
    events = (
        Object(eventType="View"),
        Object(eventId="mine"),
        Object(eventId=""),
        Object(eventId=None),
        "no event",
    )
    request = Request(Object(trackingId="t", eventList=events))
    stamped = stamp(request, _counter())
    assert stamped.events[0] == {"eventType": "View", "eventId": "uuid-1"}
    assert all(new is old for new, old in zip(stamped.events[1:], events[1:], strict=True))
    assert stamped.root["trackingId"] == "t"
    assert stamp(stamped, _counter()) is stamped
    assert stamp(Request(Object(eventList="wrong")), _counter()).root == {"eventList": "wrong"}
