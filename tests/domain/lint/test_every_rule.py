"""Every rule of the lint by example: what trips it, the closest thing that is right, and its repair."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pytest

from events_console.domain import lint, schema
from events_console.domain.dataset_schema import DatasetSchema, SchemaField
from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.lint import Context, Past, Rule, Visit
from events_console.domain.lint.among_rules import ONE_BY_ONE
from events_console.domain.problem import Problem, Severity
from events_console.domain.request import Request
from events_console.forms import json_request

NOW: Final = 1_795_183_329
DAY: Final = 86_400
PLAIN: Final = Context(NOW)
SHOP: Final = Context(NOW, event_types=("View", "Purchase"))
UNSTAMPED: Final = Context(NOW, stamps=False)
CATALOGUE: Final = Context(NOW, catalogue=ItemCatalogue({"i-1": "Oolong", "kettle-17": "Kettle"}))
SENT: Final = Context(NOW, past=Past({"e-0": "tracker-1"}))
SHARED: Final = Context(NOW, past=Past(visits=(Visit("u-18", "s-1", 2), Visit("u-19", "s-1", 1))))
HASTY: Final = Context(NOW, past=Past(visits=tuple(Visit("u-17", f"s-{row}", 1) for row in range(2, 6))))
UUID: Final = "0b8f7a1e-55c1-4a6e-9d0f-3f1a0c2b7d64"
SOURCE: Final = Object(eventAttributionSource="newsletter")


def _schema(*, cabin_is_required: bool) -> Context:
    keys = [SchemaField(f"{name}_ID", ("string",), required=True) for name in ("USER", "ITEM")]
    time = SchemaField("TIMESTAMP", ("long",), required=True)
    cabin = SchemaField("CABIN_TYPE", ("string",), required=cabin_is_required, categorical=True)
    seats = SchemaField("SEATS", ("int",), required=False)
    return Context(NOW, schema=DatasetSchema("Interactions", (*keys, time, cabin, seats)))


AIRLINE: Final = _schema(cabin_is_required=False)
STRICT: Final = _schema(cabin_is_required=True)


def _event(**members: Json) -> Object:
    return Object({"eventId": "e-1", "eventType": "View", "itemId": "i-1", "sentAt": NOW - 60, **members})


def _request(*events: Json, **members: Json) -> Request:
    head = {"trackingId": "tracker-1", "userId": "u-17", "sessionId": "s-1"}
    return Request(Object({**head, **members, "eventList": events or (_event(),)}))


def _one(**members: Json) -> Request:
    return _request(_event(**members))


def _lacking(name: str, **members: Json) -> Request:
    return _request(_event(**members).without(name))


def _row(number: int, **members: Json) -> Object:
    return _event(eventId=f"e-{number}", itemId=f"i-{number}", **members)


def _shown(count: int) -> tuple[str, ...]:
    return tuple(f"i-{number}" for number in range(1, count + 1))


def _wide(first: int) -> Request:
    """Return a request with 25 items shown, of which the first has as many characters, and 24 others 39."""
    items = (f"i-{0:0{first - 2}}", *(f"i-{number:037}" for number in range(1, 25)))
    return _one(itemId=items[0], impression=items)


def _own(**members: Json) -> Request:
    return _one(properties=dumps(Object(members)))


@dataclass(frozen=True, slots=True)
class Case:
    """What trips ``rule``, and the closest thing that does not, both beside the same ``context``.

    A text is the JSON that a document is read from. ``also`` are rules that must be tripped as well; with
    ``mended`` unset it is one of the cases that the rule's repair is not for.
    """

    rule: str
    trips: Request | str
    near_miss: Request | str
    context: Context = PLAIN
    also: frozenset[str] = frozenset()
    mended: bool = True


def _unmended(rule: str, trips: Request, near_miss: Request) -> Case:
    return Case(rule, trips, near_miss, mended=False)


CASES: Final = (
    Case("schema.type", _one(eventType=404), _one(eventType="404")),
    _unmended("schema.type", _one(impression="i-1"), _one(impression=("i-1",))),
    _unmended("schema.required", _lacking("sentAt"), _lacking("eventId")),
    _unmended("schema.minLength", _one(eventType=""), _one(eventType="V")),
    _unmended("schema.maxLength", _one(recommendationId="r" * 41), _one(recommendationId="r" * 40)),
    _unmended("schema.minItems", _one(impression=()), _lacking("impression")),
    _unmended("schema.maxItems", _one(impression=_shown(26)), _one(impression=_shown(25))),
    _unmended(
        "schema.pattern",
        _one(metricAttribution=Object(eventAttributionSource="café")),
        _one(metricAttribution=Object(eventAttributionSource="the cafe's")),
    ),
    _unmended("schema.minimum", _one(eventValue=-(10**309)), _one(eventValue=-(10**308))),
    _unmended("schema.maximum", _one(eventValue=10**309), _one(eventValue=10**308)),
    Case("key.unknown", _lacking("sentAt", timestamp=NOW), _one(sentAt=NOW)),
    Case("key.unknown", _lacking("itemId", itemid="i-1"), _one(itemId="i-1")),
    _unmended("key.unknown", _one(cabinType="Economy"), _own(cabinType="Economy")),
    Case(
        "json.duplicate-key",
        '{"trackingId": "t-1", "sessionId": "s-1", "eventList": [{"itemId": "i-1", "itemId": "i-2",'
        ' "eventType": "View", "sentAt": "{{now}}"}]}',
        '{"trackingId": "t-1", "sessionId": "s-1", "eventList": [{"itemId": "i-1", "eventId": "i-2",'
        ' "eventType": "View", "sentAt": "{{now}}"}]}',
    ),
    Case("json.not-finite", _one(eventValue=math.nan), _one(eventValue=0.0)),
    Case("json.not-finite", _one(sentAt=math.inf), _one(sentAt=NOW)),
    Case("json.lone-surrogate", _one(itemId="tea-1\ud83c"), _one(itemId="tea-1\N{TEACUP WITHOUT HANDLE}")),
    Case("time.milliseconds", _one(sentAt=NOW * 1000), _one(sentAt=NOW)),
    _unmended("time.milliseconds", _one(sentAt=170_000_000_000), _one(sentAt=1_700_000_000)),
    Case("time.before-2000", _one(sentAt=NOW / 1000), _one(sentAt=946_684_800)),
    Case("time.not-a-number", _one(sentAt="2026-11-20T14:02:09Z"), _one(sentAt="{{now-1d}}")),
    Case("time.not-a-number", _one(sentAt=str(NOW)), _one(sentAt=NOW)),
    Case(
        "time.no-zone",
        _one(sentAt="2026-11-20 14:02:09"),
        _one(sentAt="2026-11-20 14:02:09+01:00"),
        Context(NOW, local=lambda _: NOW - DAY),
        also=frozenset({"time.not-a-number"}),
    ),
    Case("time.future", _one(sentAt=NOW + 301), _one(sentAt=NOW + 300)),
    Case("time.old", _one(sentAt=NOW - 14 * DAY - 1), _one(sentAt=NOW - 14 * DAY)),
    Case("time.fraction", _one(sentAt=NOW - 0.5), _one(sentAt=NOW - 1.0)),
    Case("id.null-like", _request(userId="null"), _request(userId="null-7")),
    Case("id.null-like", _request(userId='""'), _request(userId='"u"')),
    Case("id.null-like", _request(userId="\u200b"), _lacking("eventId")),
    Case("id.null-like", _one(eventId=""), _lacking("eventId")),
    Case("id.whitespace", _one(itemId="i-1 "), _one(itemId="i 1")),
    Case("id.whitespace", _request(userId="\ufeffu-17"), _request(userId="u-17")),
    Case("id.whitespace", _one(itemId="i-\u200b1"), _one(itemId="i-\u200d1")),
    Case("id.not-text", _one(itemId=17), _one(itemId="17")),
    _unmended("id.not-text", _request(userId=False), _request(userId="False")),
    Case("id.session-is-user", _request(sessionId="u-17"), _request(sessionId="u-17-1")),
    Case("id.placeholder", _request(trackingId="TRACKING_ID"), _request(trackingId="TRACKING_ID_17")),
    Case("id.placeholder", _request(userId="xxxxxxxx-xxxx-xxxx"), _request(userId="xx-xax")),
    Case("id.placeholder", _request(userId="[USER_ID]"), _request(userId="[17]")),
    Case("id.placeholder", _request(userId="<user-id>"), _request(userId="user-id-17")),
    Case("id.placeholder", _one(itemId="{{item}}"), _one(itemId="{{uuid}}")),
    Case("id.item-is-event", _one(itemId="e-1"), _one(itemId="e-10")),
    Case("id.item-is-event", _one(itemId=UUID, eventId=UUID.upper()), _one(itemId="a-1", eventId="A-1")),
    Case("id.item-is-event", _one(itemId=UUID, recommendationId=UUID), _one(recommendationId=UUID)),
    Case("placeholder.unknown", _own(day="{{today}}"), _own(day="{{now}}")),
    Case("event.too-many", _request(*map(_row, range(11))), _request(*map(_row, range(10)))),
    Case(
        "request.long",
        Request(_request(_event(userId="u-17", sessionId="s-1")).root.without("userId").without("sessionId")),
        _request(),
    ),
    Case("event.no-id", _lacking("eventId"), _one(), UNSTAMPED),
    Case("event.no-item", _lacking("itemId"), _lacking("itemId", properties='{"itemId": "i-1"}')),
    Case(
        "event.too-large",
        _own(note="\N{TEACUP WITHOUT HANDLE}" * 850),
        _own(note="\N{TEACUP WITHOUT HANDLE}" * 840),
    ),
    Case("event.duplicate-id", _request(_event(), _event(itemId="i-2")), _request(_event(), _row(2))),
    Case("event.sent-before", _one(eventId="e-0"), _one(eventId="e-00"), SENT),
    Case(
        "event.collision",
        _request(_event(), _event(eventId="e-2")),
        _request(_event(), _event(eventId="e-2", sentAt=NOW - 61)),
    ),
    Case("event.type-near-miss", _one(eventType="purchse"), _one(eventType="Repurchase"), SHOP),
    Case("value.not-number", _one(eventValue="12.50"), _one(eventValue=12.5)),
    Case("value.not-number", _one(eventValue="12,500"), _one(eventValue=12500)),
    Case("value.not-number", _one(eventValue=""), _lacking("eventValue")),
    _unmended("value.not-number", _one(eventValue=True), _one(eventValue=1)),
    Case("properties.object", _one(properties=Object(cabinType="Economy")), _own(cabinType="Economy")),
    Case("properties.double-encoded", _one(properties=dumps('{"seats": 2}')), _own(raw='{"seats": 2}')),
    Case(
        "properties.not-json",
        _one(properties="{'cabinType': 'Economy'}"),
        _one(properties='{"cabinType": "\'Economy\'"}'),
    ),
    Case("properties.not-json", _one(properties='{"seats": 1e999}'), _one(properties='{"seats": 1e308}')),
    Case("properties.not-object", _one(properties='["Economy"]'), _own(cabinType="[Economy]")),
    Case(
        "properties.duplicate-key",
        _one(properties='{"seat": 1, "seat": 2}'),
        _one(properties='{"seat": 1, "seats": 2}'),
    ),
    Case("properties.reserved", _own(Timestamp=NOW), _own(timestampOfBooking=NOW)),
    Case("properties.legacy", _own(eventValue=4.5), _own(value=4.5)),
    Case("properties.nested", _own(cabin=Object(type="Economy")), _own(cabin='{"type": "Economy"}')),
    Case("properties.case", _own(CABIN_TYPE="Economy"), _own(cabinType="ECONOMY_PLUS")),
    Case("properties.case", _own(cabin_type="Economy"), _own(cabinType="Economy")),
    Case("properties.case", _own(CabinType="Economy"), _own(cabinType="Economy")),
    Case("properties.case", _own(**{"cabin-type": "Economy"}), _own(**{"cabin.type": "Economy"})),
    Case("properties.case", _own(SEAT_NO=1, seatNo=2), _own(seat=1, seatNo=2)),
    Case("properties.unknown", _own(cabinTypes="Economy"), _own(cabintype="Economy"), AIRLINE),
    Case("properties.type", _own(seats="two"), _own(seats="2"), AIRLINE),
    Case("properties.type", _own(seats=True), _own(seats=1), AIRLINE),
    Case("schema-field.missing", _own(seats=2), _own(cabinType="Economy"), STRICT),
    Case("schema-field.categorical-length", _own(cabinType="c" * 1001), _own(cabinType="c" * 1000), AIRLINE),
    Case("item.unknown", _one(itemId="Kettle-17"), _one(itemId="kettle-17"), CATALOGUE),
    Case("impression.joined", _one(impression="i-1|i-2"), _one(impression=("i-1", "i-2"))),
    Case(
        "impression.joined", _one(impression=("i-1|i-2", "i-3|i-4")), _one(itemId="i|1", impression=("i|1",))
    ),
    Case("impression.joined", _one(impression=("i-1|i-2",)), _one(impression=("i-1", "i-2"))),
    Case("impression.length", _wide(41), _wide(40)),
    Case("impression.duplicate", _one(impression=("i-1", "i-1")), _one(impression=("i-1", "I-1"))),
    Case("impression.no-item", _one(impression=("i-2", "i-3")), _one(impression=("i-2", "i-1"))),
    Case(
        "impression.both",
        _one(impression=("i-1",), recommendationId="r-1"),
        _one(impression=("i-1",), metricAttribution=SOURCE),
    ),
    Case(
        "attribution.both",
        _one(metricAttribution=SOURCE, recommendationId="r-1"),
        _request(_row(1, metricAttribution=SOURCE), _row(2, recommendationId="r-1")),
    ),
    Case("session.shared", _request(sessionId="s-1"), _request(sessionId="s-2"), SHARED),
    Case("session.per-event", _request(sessionId="s-1"), _request(sessionId="s-2"), HASTY),
)
LONG: Final = "long-enough-to-fill-a-window-" * 8  # 232 characters
LONG_TEXTS: Final = (  # of which a message can only show the beginning
    _request(userId=f"{LONG} "),
    _request(trackingId=UUID + LONG, sessionId=LONG, userId=LONG),
    _request(**{LONG: "an own field"}),
    _one(sentAt=LONG, eventValue=LONG),
    _one(itemId=f"{{{{{LONG}}}}}", impression=(LONG, LONG, f"{LONG}|{LONG}")),
    _one(impression=(LONG, LONG, "i-1")),
    _one(itemId=LONG, eventId=LONG),
    _one(properties=LONG),
    _own(**{LONG: LONG, "seats": LONG, "itemId": LONG, "userId": LONG}),
    _one(properties=f'{{"{LONG}": 1, "{LONG}": 2}}'),
    _request(_event(eventId=LONG), _event(eventId=LONG, itemId="i-2")),
    _one(**{LONG: "an own field"}, eventType=LONG),
    _one(sentAt=10**300, eventValue=10**400),
    _own(**{f"{LONG}_": Object(), f"{LONG}__": Object()}),
    _request(*(_row(number, eventType=kind) for number, kind in enumerate((*2 * (LONG[:50],), LONG[:49])))),
    Request(
        Object(eventList=tuple(_row(number, userId=f"u-{number}", sessionId=LONG) for number in range(3)))
    ),
    Request(
        Object(eventList=tuple(_row(number, userId=LONG, sessionId=f"s-{number}") for number in range(5)))
    ),
)
BY_NAME: Final[Mapping[str, Rule]] = {rule.name: rule for rule in lint.RULES}


def _each(*cases: Case) -> pytest.MarkDecorator:
    named = [pytest.param(case, id=f"{case.rule}-{number}") for number, case in enumerate(cases)]
    return pytest.mark.parametrize("case", named)


def _rule(case: Case) -> Rule:
    return BY_NAME["schema.*" if case.rule.startswith("schema.") else case.rule]


def _found(document: Request | str, context: Context) -> list[Problem]:
    if isinstance(document, Request):
        return list(lint.validate(document, context).problems())
    reading = json_request.read(document)
    return [*reading.problems, *lint.validate(reading.request, context).problems()]


def _errors(document: Request | str, context: Context) -> set[str]:
    return {one.rule for one in _found(document, context) if one.severity is Severity.ERROR}


def _is_short_sentence(message: str) -> bool:
    """Return whether ``message`` is one line of at most 400 characters, with long values quoted in part."""
    quoted, bare = re.findall("“([^”]*)”", message), re.split("“[^”]*”|[ ,.]", message)
    lengths = [len(part.removesuffix("…")) for part in (*quoted, *bare)]
    return bool(re.fullmatch(r"[^\r\n]{20,399}\.", message)) and max(lengths) <= 40


def test_the_table_has_every_rule_once_and_a_case_for_each() -> None:
    assert {name for name, times in Counter(rule.name for rule in lint.RULES).items() if times > 1} == set()
    assert {_rule(case).name for case in CASES} == BY_NAME.keys()


def test_each_keyword_of_the_service_model_has_a_case() -> None:
    structure = {"$schema", "title", "properties", "items", "additionalProperties"}
    cases = {case.rule.removeprefix("schema.") for case in CASES if case.rule.startswith("schema.")}
    assert cases == set(_keywords(schema.put_events_schema())) - structure


def _keywords(shape: schema.JsonSchema) -> Iterator[str]:
    yield from shape
    for inner in (*shape.get("properties", {}).values(), *filter(None, [shape.get("items")])):
        yield from _keywords(inner)


@_each(*CASES)
def test_what_trips_a_rule_trips_no_other_and_has_its_severity(case: Case) -> None:
    found = _found(case.trips, case.context)
    assert {problem.rule for problem in found} == {case.rule, *case.also}
    assert {one.severity for one in found if one.rule == case.rule} == {_rule(case).severity}
    assert [problem for problem in found if not _is_short_sentence(problem.message)] == []


@_each(*CASES)
def test_a_near_miss_is_right(case: Case) -> None:
    found = _found(case.near_miss, case.context)
    assert case.rule not in {problem.rule for problem in found}
    assert {one.rule for one in found if one.severity is not Severity.INFO} <= case.also


@_each(*CASES)
def test_a_rule_offers_the_repair_that_its_table_promises_and_it_mends(case: Case) -> None:
    found = [problem for problem in _found(case.trips, case.context) if problem.rule == case.rule]
    fixes = [fix for problem in found for fix in (problem.fix, *problem.others) if fix]
    assert bool(fixes) is bool(_rule(case).mends and case.mended)
    assert [problem for problem in found if problem.others and not problem.fix] == []
    assert [fix.label for fix in fixes if not 0 < len(fix.label) <= 30] == []
    if isinstance(case.trips, Request) and fixes:
        mended = [fix.apply(case.trips) for fix in fixes]
        if case.rule not in ONE_BY_ONE:
            mended.append(lint.mended(case.trips, case.context, case.rule))
        for request in mended:
            assert case.rule not in {problem.rule for problem in _found(request, case.context)}
            assert _errors(request, case.context) <= _errors(case.trips, case.context)


@_each(*(case for case in CASES if _rule(case).severity is not Severity.ERROR))
def test_silencing_a_rule_silences_it_alone(case: Case) -> None:
    found = _found(case.trips, case.context)
    alone = replace(case.context, silenced=frozenset({case.rule}))
    assert _found(case.trips, alone) == [one for one in found if one.rule != case.rule]
    quiet = frozenset(rule.name for rule in lint.RULES if rule.severity is not Severity.ERROR)
    assert _found(case.trips, replace(case.context, silenced=quiet - {case.rule})) == found


@pytest.mark.parametrize("document", LONG_TEXTS)
def test_a_message_shows_only_the_beginning_of_what_is_long(document: Request) -> None:
    contexts = {id(case.context): case.context for case in CASES}.values()
    messages = [one.message for context in contexts for one in _found(document, context)]
    assert messages
    assert [message for message in messages if not _is_short_sentence(message)] == []
