"""What an event is among the others: each rule with a case, a near miss and its repair."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events_console.domain import lint
from events_console.domain.json_value import Json, Object
from events_console.domain.lint import Context, Past
from events_console.domain.problem import Problem
from events_console.domain.request import Request

NOW = 1_795_183_000
EVENT = Object(eventType="View", itemId="i", sentAt=NOW)
RULES = {"event.duplicate-id", "event.sent-before", "event.collision", "event.type-near-miss"}


def _request(*events: Json) -> Request:
    return Request(Object(trackingId="t", sessionId="s", eventList=events))


def _found(request: Request, context: Context | None = None) -> list[Problem]:
    problems = lint.validate(request, context or Context(NOW)).problems()
    return [problem for problem in problems if problem.rule in RULES]


def _events(*changes: dict[str, Json]) -> Request:
    return _request(*(Object({**EVENT, **each}) for each in changes))


def test_an_event_id_that_two_events_have_is_told_at_both_and_a_new_one_mends_it() -> None:
    request = _events({"eventId": "e"}, {"eventId": "f", "itemId": "h"}, {"eventId": "e", "itemId": "j"})
    first, second = _found(request)
    assert (first.rule, first.severity) == ("event.duplicate-id", "warning")
    assert [first.path, second.path] == ["/eventList/0/eventId", "/eventList/2/eventId"]
    assert first.message == (
        "The event ID “e” is that of another event of this document as well, and the service ignores all but "
        "the first in training: give each event its own."
    )
    assert first.fix
    assert _found(first.fix.apply(request)) == []


def test_ids_that_differ_by_case_and_new_ones_made_when_sending_are_no_duplicates() -> None:
    assert _found(_events({"eventId": "e"}, {"eventId": "E", "itemId": "j"})) == []
    assert _found(_events({"eventId": "{{uuid}}"}, {"eventId": "{{uuid}}", "itemId": "j"})) == []


def test_an_event_id_that_went_to_the_same_tracker_before_is_told() -> None:
    past = Past(trackers={"e": "t", "f": "elsewhere"})
    request = _events({"eventId": "e"}, {"eventId": "f", "itemId": "j"})
    (problem,) = _found(request, Context(NOW, past=past))
    assert (problem.path, problem.rule, problem.severity) == (
        "/eventList/0/eventId",
        "event.sent-before",
        "info",
    )
    assert problem.message == (
        "The event ID “e” was sent before, so that the service counts the event once: give it a new ID if it "
        "is another event."
    )
    assert problem.fix
    assert _found(problem.fix.apply(request), Context(NOW, past=past)) == []
    for rule in (None, "event.sent-before"):  # many new IDs would have all that was sent count twice
        assert lint.mended(request, Context(NOW, past=past), rule) is request


def test_what_is_sent_meanwhile_is_known_at_the_next_look() -> None:
    request = _events({"eventId": "e"}, {"eventId": "f", "itemId": "j"})
    before = lint.validate(request, Context(NOW))
    sent = Context(NOW, past=Past(trackers={"e": "t"}, event_types=frozenset({"Viewed"})))
    after = lint.validate(request, sent, before)
    assert [(one.path, one.rule) for one in after.problems()] == [
        ("/eventList/0/eventType", "event.type-near-miss"),
        ("/eventList/1/eventType", "event.type-near-miss"),
        ("/eventList/0/eventId", "event.sent-before"),
    ]
    assert lint.validate(request, Context(NOW), after).problems() == ()


@pytest.mark.parametrize(
    "twin",
    [{}, {"eventId": "other"}, {"sentAt": NOW + 0.9}, {"impression": ("a", "b")}],
)
def test_the_same_event_twice_within_a_second_is_told_at_both(twin: dict[str, Json]) -> None:
    first = {name: value for name, value in twin.items() if name == "impression"}
    problems = _found(_events(first, twin))
    assert [(problem.path, problem.rule, problem.severity) for problem in problems] == [
        ("/eventList/0", "event.collision", "warning"),
        ("/eventList/1", "event.collision", "warning"),
    ]
    assert problems[0].message == (
        "Another event says the same within the same second, and the service keeps only one of such: delete "
        "one, or tell them apart by their times."
    )


@pytest.mark.parametrize(
    "other",
    [{"sentAt": NOW + 1}, {"itemId": "j"}, {"eventType": "Click"}, {"eventValue": 1}, {"properties": "{}"}],
)
def test_events_that_differ_in_anything_else_do_not_collide(other: dict[str, Json]) -> None:
    assert _found(_events({}, other)) == []


def test_the_same_event_of_two_users_does_not_collide_in_a_long_document() -> None:
    mine, theirs = (Object({**EVENT, "userId": user, "sessionId": "s"}) for user in ("u", "v"))
    assert _found(Request(Object(trackingId="t", eventList=(mine, theirs)))) == []
    assert len(_found(Request(Object(trackingId="t", eventList=(mine, mine))))) == 2


@pytest.mark.parametrize("typed", ["view", "VIEW", "Veiw", "Viewed ", "vi-ew"])
def test_a_type_that_nearly_is_one_of_the_domain_is_told_and_can_be_replaced(typed: str) -> None:
    context = Context(NOW, event_types=("View", "Purchase"))
    request = _events({"eventType": typed})
    (problem,) = _found(request, context)
    assert (problem.path, problem.rule, problem.severity) == (
        "/eventList/0/eventType",
        "event.type-near-miss",
        "warning",
    )
    assert f"“{typed}” is nearly “View”" in problem.message
    assert problem.fix
    assert not problem.fix.safe
    assert _found(problem.fix.apply(request), context) == []


@pytest.mark.parametrize("typed", ["View", "Rating", "Preview", "AddToCart", "V", "Purchase2"])
def test_other_types_are_types_of_their_own(typed: str) -> None:
    assert _found(_events({"eventType": typed}), Context(NOW, event_types=("View", "Purchase"))) == []


def test_what_was_sent_before_and_most_rows_say_how_a_type_is_spelt() -> None:
    assert _found(_events({"eventType": "watch"}), Context(NOW, past=Past(event_types=frozenset({"Watch"}))))
    several: list[dict[str, Json]] = [{"itemId": f"i-{row}", "eventType": "Watch"} for row in range(3)]
    (problem,) = _found(_events(*several, {"eventType": "Wacth"}))
    assert problem.path == "/eventList/3/eventType"
    once: list[dict[str, Json]] = [{"eventType": "Watch"}, {"eventType": "Wacth"}]
    assert [one.path for one in _found(_events(*once))] == [  # one of the two is meant
        "/eventList/0/eventType",
        "/eventList/1/eventType",
    ]


def test_two_types_that_were_both_sent_before_are_both_meant() -> None:
    past = Past(event_types=frozenset({"Watch", "watch"}))
    assert _found(_events({"eventType": "watch"}), Context(NOW, past=past)) == []


def test_silenced_rules_say_nothing() -> None:
    request = _events({}, {}, {"eventId": "e", "itemId": "j"}, {"eventId": "e", "itemId": "k"})
    assert {problem.rule for problem in _found(request)} == {"event.duplicate-id", "event.collision"}
    context = Context(NOW, silenced=frozenset({"event.duplicate-id"}))
    assert {problem.rule for problem in _found(request, context)} == {"event.collision"}


def test_an_exact_copy_is_told_once_by_its_id() -> None:
    assert {one.rule for one in _found(_events({"eventId": "e"}, {"eventId": "e"}))} == {"event.duplicate-id"}


_small: st.SearchStrategy[Json] = st.builds(
    lambda name, kind, item: Object({**EVENT, "eventId": name, "eventType": kind, "itemId": item}),
    st.sampled_from("abc"),
    st.sampled_from(["View", "view", "Vieww"]),
    st.sampled_from("ij"),
)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 700), st.lists(_small, max_size=2)), max_size=6))
def test_counting_what_changed_is_as_good_as_counting_all(
    edits: Iterable[tuple[int, list[Json]]],
) -> None:
    plain = [Object({**EVENT, "eventId": f"e{row}", "itemId": f"i{row}"}) for row in range(700)]
    request, known = _request(*plain), None
    for row, events in edits:
        place = min(row, len(request.events) - 1)
        changed = request.with_inserted(place, events) if events else request.without_events([place])
        known = lint.validate(changed, Context(NOW), known)
        anew = lint.validate(changed, Context(NOW))
        assert [*known.rows] == [*anew.rows]
        assert known.tally == anew.tally
        request = changed


@given(st.lists(st.tuples(st.integers(0, 900), _small, st.integers(0, 12)), min_size=1, max_size=6))
@settings(max_examples=25)
def test_a_check_that_edits_interrupt_finds_the_same_in_the_end(
    edits: list[tuple[int, Json, int]],
) -> None:
    request = _request(*(Object({**EVENT, "itemId": f"i{row % 500}"}) for row in range(900)))
    known: lint.Validation | None = lint.validate(request, Context(NOW))
    for row, event, steps in edits:
        request = (
            request.with_event(min(row, 899), event)
            if row % 2
            else request.with_events(
                tuple(
                    Object(each) if number % 300 == 0 and isinstance(each, Object) else each
                    for number, each in enumerate(request.events)
                )
            )
        )
        checking = lint.Checking(request, Context(NOW), known)
        done = [found for _ in range(steps) if (found := checking.work(lambda: False))]
        known = done[0] if done else checking.so_far()
        if done:
            break
    last = lint.validate(request, Context(NOW), known)
    anew = lint.validate(request, Context(NOW))
    assert [*last.rows] == [*anew.rows]
    assert last.tally == anew.tally


def test_a_check_that_an_edit_interrupts_while_it_counts_is_not_taken_for_a_whole_one() -> None:
    events = [
        Object(
            {
                **EVENT,
                "itemId": f"i{row}",
                "eventId": f"e{row // 2}",
                "userId": f"u{row % 4}",
                "sessionId": "s",
            }
        )
        for row in range(3_000)
    ]
    request = Request(Object(trackingId="t")).with_events(events)
    past = Past(trackers={"e7": "t"})
    for known, context in (
        (None, Context(NOW)),
        (lint.validate(request, Context(NOW)), Context(NOW, past=past)),
    ):
        checking = lint.Checking(request, context, known)
        while checking.done < checking.total:
            assert checking.work(lambda: False) is None
        for _ in range(30):
            edited = request.with_event(5, request.event(5).with_member("itemId", "edited"))
            rest = lint.validate(edited, context, checking.so_far())
            anew = lint.validate(edited, context)
            assert rest.tally == anew.tally
            assert (rest.head, [*rest.rows]) == (anew.head, [*anew.rows])
            if checking.work(lambda: False):
                break
        else:
            pytest.fail("the check never ends")


@pytest.mark.parametrize(("one", "other"), [(-1, -2), (0, 2**61 - 1), (1, True), (1, 1.5)])
def test_numbers_that_python_finds_alike_are_no_twins(one: Json, other: Json) -> None:
    found = _found(_events({"eventValue": one}, {"eventValue": other}))
    assert [problem.rule for problem in found] == []


def test_the_order_of_fields_and_a_fraction_written_as_a_whole_make_no_difference() -> None:
    turned = Object(dict(reversed(EVENT.items())))
    assert len(_found(_request(EVENT, turned))) == 2
    assert len(_found(_events({}, {"sentAt": float(NOW)}))) == 2


def test_an_id_in_use_is_replaced_only_by_hand() -> None:
    request = _events({"eventId": "e"}, {"eventId": "e", "itemId": "j"})
    assert lint.mended(request, Context(NOW)) is request
