"""Differences of two requests: by meaning, by field, whichever side is which, and soon."""

import itertools
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain.diff import Diff, diff
from events_console.domain.difference import Change, Difference, Group, Ignoring
from events_console.domain.event_pairs import meaning, plain
from events_console.domain.json_value import Json, Object, freeze, tokens
from events_console.domain.request import EVENT_LIST, Edit, Request
from tests.strategies import nearly_good_requests, requests
from tests.support import within

EVERYTHING = Ignoring(event_ids=True, sent_at=True, order=True)
VIEW = {"eventType": "View", "itemId": "a", "sentAt": 1_790_000_000, "eventId": "e1"}

any_requests = requests | nearly_good_requests
ignorings = st.builds(Ignoring, st.booleans(), st.booleans(), st.booleans())


@st.composite
def related_requests(draw: st.DrawFn) -> tuple[Request, Request]:
    """Draw two requests that share most of their events, in whatever order."""
    left, other = draw(any_requests), draw(any_requests)
    shared = draw(st.permutations(left.events))[: draw(st.integers(0, len(left.events)))]
    return left, other.with_events((*shared, *other.events))


def request(*events: object, **head: object) -> Request:
    return Request(
        Object({"trackingId": "t", **{name: freeze(each) for name, each in head.items()}})
    ).with_events(freeze(event) for event in events)


def marked(found: Diff) -> list[tuple[str, str, str, str]]:
    return [
        (row.label, row.kind.value, row.left_text, row.right_text)
        for row in found.rows()
        if row.kind is not Change.SAME
    ]


def field(name: str, left: object, right: object) -> list[tuple[str, str, str, str]]:
    """Return how two events differ that differ in ``name`` alone."""
    return marked(diff(request({**VIEW, name: left}), request({**VIEW, name: right})))


def test_fields_differ_one_by_one() -> None:
    left = request(VIEW, userId="u")
    right = request({**VIEW, "itemId": "b", "eventValue": 2}, sessionId="s", userId="v")
    found = diff(left, right)
    assert marked(found) == [
        ("User ID", "changed", "u", "v"),
        ("Session ID", "added", "", "s"),
        ("Item ID", "changed", "a", "b"),
        ("Value", "added", "", "2"),
    ]
    assert found.summary == "2 fields differ beside the events; 2 fields differ in event 1."
    item = next(row for row in found.rows() if row.label == "Item ID")
    assert (item.path_left, item.path_right) == ("/eventList/0/itemId", "/eventList/0/itemId")
    value = next(row for row in found.rows() if row.label == "Value")
    assert (value.path_left, value.path_right) == (None, "/eventList/0/eventValue")


def test_properties_are_compared_as_the_object_that_they_hold() -> None:
    assert field("properties", '{"a": 1, "b": "x"}', '{"b":"x","a":1.0}') == [
        ("Properties", "written differently", '{"a": 1, "b": "x"}', '{"b":"x","a":1.0}')
    ]
    assert field("properties", '{"a": 1, "b": "x", "c": 0}', '{"b":"y","a":1.0}') == [
        ("Properties · a", "written differently", "1", "1.0"),
        ("Properties · b", "changed", "x", "y"),
        ("Properties · c", "removed", "0", ""),
    ]
    assert field("properties", '{"a": 1, "a": 2}', '{"a": 2}') == [
        ("Properties", "changed", '{"a": 1, "a": 2}', '{"a": 2}')
    ]


def test_numbers_are_compared_by_value_and_texts_are_no_numbers() -> None:
    assert field("eventValue", 1, 1.0) == [("Value", "written differently", "1", "1.0")]
    assert field("eventValue", 1, True) == [("Value", "changed", "1", "true")]
    assert field("itemId", 5, "5") == [("Item ID", "changed", "5", '"5"')]
    assert field("eventValue", float("nan"), float("nan")) == []


def test_times_are_compared_as_instants() -> None:
    assert field("sentAt", 1_790_000_000, "2026-09-21T15:13:20+01:00") == [
        (
            "Sent at",
            "written differently",
            "2026-09-21 14:13:20 UTC (1790000000)",
            "2026-09-21T15:13:20+01:00",
        )
    ]
    (row,) = field("sentAt", 1_790_000_000, "2026-09-21T14:13:20")
    assert row[1] == "changed"  # whose time that is nobody knows


def test_impressions_are_compared_by_position() -> None:
    assert field("impression", ["a", "b"], ["a", "c", "d"]) == [
        ("Impression 2", "changed", "b", "c"),
        ("Impression 3", "added", "", "d"),
    ]


def test_events_are_matched_by_id_then_by_likeness_and_what_moved_is_said() -> None:
    left = request(
        VIEW, {"eventType": "Click", "itemId": "b", "sentAt": 1}, {"eventType": "Watch", "itemId": "c"}
    )
    right = request(
        {"eventType": "Watch", "itemId": "c"},
        {**VIEW, "eventType": "Purchase", "itemId": "z", "sentAt": 7},
        {"eventType": "Click", "itemId": "b", "sentAt": 2},
        {"eventType": "Rate", "itemId": "q"},
    )
    found = diff(left, right)
    assert [(group.left, group.right, group.is_moved) for group in found.groups[1:]] == [
        (0, 1, False),
        (1, 2, False),
        (None, 3, False),
        (2, 0, True),
    ]
    assert found.summary == (
        "3 fields differ in event 1 (2 on the right); 1 field differs in event 2 (3 on the right);"
        " event 4 is only on the right; event 3 moved."
    )
    ignoring = diff(left, right, Ignoring(order=True))
    assert not any(group.is_moved for group in ignoring.groups)


def test_of_alike_events_those_with_most_in_common_are_one() -> None:
    left = request(*({"eventType": "View", "itemId": "a", "sentAt": at, "own": at} for at in (1, 2, 3)))
    right = request(*({"eventType": "View", "itemId": "a", "sentAt": at + 9, "own": at} for at in (3, 1, 2)))
    assert {group.left: group.right for group in diff(left, right).groups[1:]} == {0: 1, 1: 2, 2: 0}


def test_an_event_put_in_before_many_equal_ones_is_the_only_difference() -> None:
    left = request(*[VIEW] * 5)
    found = diff(left, left.with_inserted(0, [freeze({"eventType": "Click"})]))
    assert marked(found) == [("Event type", "added", "", "Click")]


def test_what_is_ignored_is_not_compared() -> None:
    left, right = request(VIEW), request({**VIEW, "eventId": "e2", "sentAt": 5})
    assert [row[0] for row in marked(diff(left, right))] == ["Sent at", "Event ID"]
    assert [row[0] for row in marked(diff(left, right, Ignoring(event_ids=True)))] == ["Sent at"]
    assert diff(left, right, EVERYTHING).summary == "Nothing differs."


def test_a_lone_event_and_a_list_that_is_missing_are_told() -> None:
    assert [row[1] for row in marked(diff(request(VIEW), request({"eventType": "Click"})))] == [
        "changed",
        "removed",
        "removed",
        "removed",
    ]
    missing = diff(request(), Request(Object(trackingId="t")))
    assert marked(missing) == [("Events", "removed", "0 events", "")]


def test_many_differences_are_summed_up_in_one_sentence() -> None:
    left = request(*({"itemId": str(number), "eventValue": 1} for number in range(9)))
    right = request(*({"itemId": str(number), "eventValue": 2} for number in range(7)))
    assert diff(left, right).summary == "Fields differ in 7 events; events 8 and 9 are only on the left."


@given(any_requests, ignorings)
def test_a_request_does_not_differ_from_itself(one: Request, ignoring: Ignoring) -> None:
    found = diff(one, Request(one.root.with_member("trackingId", "t")), ignoring)
    assert all(row.kind is Change.SAME for row in diff(one, one, ignoring).rows())
    assert all(row.label == "Tracking ID" for row in found.rows() if row.kind is not Change.SAME)


@given(any_requests, st.randoms(use_true_random=False))
def test_with_everything_ignored_a_shuffled_copy_does_not_differ(one: Request, random: object) -> None:
    events = [
        event.without("eventId").with_member("sentAt", place) if isinstance(event, Object) else event
        for place, event in enumerate(one.events)
    ]
    random.shuffle(events)  # type: ignore[attr-defined]  # Hypothesis has no type for it
    other = Request(one.root).with_events(events)
    if not isinstance(one.root.get(EVENT_LIST), tuple):
        other = one
    assert diff(one, other, EVERYTHING).differing == 0


SWAPPED = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}


def swapped(row: Difference) -> Difference:
    kind = SWAPPED.get(row.kind, row.kind)
    return Difference(row.path_right, row.path_left, kind, row.right_text, row.left_text, row.label)


@given(related_requests(), st.booleans(), st.booleans())
def test_swapping_the_sides_swaps_every_row(sides: tuple[Request, Request], ids: bool, times: bool) -> None:
    left, right = sides
    ignoring = Ignoring(ids, times, order=True)
    there = Counter(map(swapped, diff(left, right, ignoring).rows()))
    assert there == Counter(diff(right, left, ignoring).rows())


@given(related_requests(), ignorings)
def test_each_group_counts_the_rows_that_it_has(sides: tuple[Request, Request], ignoring: Ignoring) -> None:
    found = diff(*sides, ignoring)
    for group in found.groups:
        kinds = Counter(row.kind for row in found.rows_of(group))
        differing = kinds.total() - kinds[Change.SAME] - kinds[Change.REWRITTEN]
        assert (group.differing, group.rewritten, group.total) == (
            differing,
            kinds[Change.REWRITTEN],
            kinds.total(),
        )


@given(related_requests())
@settings(deadline=None, max_examples=60)
def test_a_document_with_its_differences_taken_over_means_the_other(sides: tuple[Request, Request]) -> None:
    left, right = sides
    assert meant(rebuilt(diff(left, right))) == meant(right)


def rebuilt(found: Diff) -> Request:
    """Return the left request with what the rows tell of taken over from the right, and nothing else."""
    events: list[Json] = [Object()] * len(found.right.events)
    for group in found.groups:
        if group.left is not None and group.right is not None:
            events[group.right] = found.left.events[group.left]
    made = Request(found.left.root)
    if isinstance(found.right.root.get(EVENT_LIST), tuple):
        made = made.with_events(events)
    for group in found.groups:
        if group.right is None and not group.is_head:
            continue
        for row in found.rows_of(group):
            if row.kind in {Change.CHANGED, Change.ADDED, Change.REMOVED}:
                made = taken_over(row, group, made, found.right)
    return made


def taken_over(row: Difference, group: Group, made: Request, right: Request) -> Request:
    """Return ``made`` with what ``row`` tells of; an item of a list comes with its list."""
    was = f"/{EVENT_LIST}/{group.left}"
    path = row.path_right or (row.path_left or "").replace(was, f"/{EVENT_LIST}/{group.right}", 1)
    holder = path.rsplit("/", 1)[0]
    if holder != f"/{EVENT_LIST}" and isinstance(value_at(right, holder), tuple):
        path = holder
    try:
        return Edit(path, value_at(right, path)).apply(made)
    except KeyError:
        return Edit(path, remove=True).apply(made)


def value_at(request: Request, path: str) -> Json:
    value: Json = request.root
    for step in tokens(path):
        value = value[int(step)] if isinstance(value, tuple) else value[step]  # type: ignore[index]  # it is there
    return value


def meant(one: Request) -> object:
    """Return what a request says, apart from how it is written."""
    events = [
        {name: meaning(name, value) for name, value in event.items()}
        if isinstance(event, Object)
        else plain(event)
        for event in one.events
    ]
    head = {name: meaning(name, value) for name, value in one.root.items() if name != EVENT_LIST}
    return head, events, EVENT_LIST in one.root


def events_of(count: int, change: int) -> Request:
    return request(
        *(
            {
                "eventType": "View",
                "itemId": f"i{number % 50}",
                "sentAt": 1_790_000_000 + number + change,
                "eventId": f"{change}-{number}",
                "properties": f'{{"cabin": "Economy", "fare": {number + change}}}',
                "impression": ["a", "b", "c"],
            }
            for number in range(count)
        )
    )


def test_ten_events_are_compared_at_once() -> None:
    left, right = events_of(10, 0), events_of(10, 1)
    diff(left, right)
    with within(0.005 * 5, "Five times ten events"):
        for _ in range(5):
            diff(left, right)


def test_time_grows_as_the_events_do() -> None:
    left, right = events_of(5_000, 0), events_of(5_000, 1)
    with within(1.5, "Five thousand events that all differ"):
        found = diff(left, right)
    assert len(list(itertools.islice(found.rows(), 100))) == 100
    shuffled = left.with_events(left.events[::-1])
    with within(0.5, "Five thousand events the other way round"):
        assert "moved" in diff(left, shuffled).summary
