"""Items that the catalogue does not have."""

import pytest

from events_console.domain import lint
from events_console.domain.item_catalogue import ItemCatalogue
from events_console.domain.json_value import Json, Object
from events_console.domain.problem import Problem
from events_console.domain.request import Request
from tests.support import within

NOW = 1_795_183_329
CATALOGUE = ItemCatalogue(
    {"-2996180203100007228": "Hong Kong, Manila", "item-A": "", "seat-1": "", "seat-2": ""}
)


def _request(item_id: Json, **members: Json) -> Request:
    event = {"eventId": "e-1", "eventType": "View", "itemId": item_id, "sentAt": NOW, **members}
    return Request(Object(trackingId="t-1", sessionId="s-1", eventList=(Object(event),)))


def _found(request: Request, catalogue: ItemCatalogue | None = CATALOGUE) -> list[Problem]:
    problems = lint.validate(request, lint.Context(NOW, catalogue=catalogue)).problems()
    return [problem for problem in problems if problem.rule == "item.unknown"]


def test_an_item_that_the_catalogue_lacks_is_a_warning() -> None:
    (problem,) = _found(_request("x-1"))
    assert (problem.path, problem.severity, problem.fix) == ("/eventList/0/itemId", "warning", None)
    assert problem.message == (
        "Item ID is “x-1”, which is not in the catalogue of 4 items, so the event may count for no "
        "item of yours: check the ID, or use a newer catalogue."
    )
    assert not _found(_request("item-A"))
    assert not _found(_request("x-1"), None)


@pytest.mark.parametrize(
    ("item_id", "near"),
    [
        ("-2996180203100007229", "-2996180203100007228"),
        ("-299618020310000722", "-2996180203100007228"),
        ("2996180203100007228", "-2996180203100007228"),
        ("--2996180203100007228", "-2996180203100007228"),
        ("ITEM-a", "item-A"),
        ("item-", "item-A"),
        ("item-b", "item-A"),
        ("seat-3", None),
        ("seat-", None),
        ("-29961802031", None),
        ("x" * 300, None),
    ],
)
def test_the_only_item_that_is_near_is_offered(item_id: str, near: str | None) -> None:
    request = _request(item_id)
    (problem,) = _found(request)
    if near is None:
        assert problem.fix is None
        return
    assert f"write “{near}”" in problem.message
    assert ("(“Hong Kong, Manila”)" in problem.message) is (near != "item-A")
    assert problem.fix
    assert (problem.fix.label, problem.fix.safe) == ("Use the item that is near", False)
    mended = problem.fix.apply(request)
    assert mended.event(0)["itemId"] == near
    assert not _found(mended)


def test_each_item_that_was_shown_is_looked_up() -> None:
    request = _request("item-A", impression=("item-A", "x-1", "seat-1", 7, "item-b"))
    found = _found(request)
    assert [problem.path[12:] for problem in found] == ["/impression/1", "/impression/4"]
    assert found[0].message.startswith("Impression item 2 is “x-1”, which is not in the catalogue")
    assert found[1].fix
    assert found[1].fix.apply(request).event(0)["impression"] == ("item-A", "x-1", "seat-1", 7, "item-A")


@pytest.mark.parametrize(
    "item_id", ["null", " ", "", " item-A ", "<itemId>", "a|b", "{{uuid}}", 7, None, Object()]
)
def test_what_is_no_item_id_at_all_is_another_rule_s(item_id: Json) -> None:
    assert not _found(_request(item_id, impression=(item_id,)))


def test_of_many_unknown_items_the_first_are_told() -> None:
    found = _found(_request("item-A", impression=tuple(f"x-{number}" for number in range(25))))
    assert [problem.path.rpartition("/")[2] for problem in found] == ["0", "1", "2"]
    assert found[-1].message.endswith("use a newer catalogue; the same goes for 22 more items.")


def test_unknown_items_in_every_row_take_no_time() -> None:
    catalogue = ItemCatalogue({f"{number:040}": "" for number in range(5_000)})
    events = tuple(Object(itemId=f"{number:040}") for number in range(5_000, 10_000))
    context = lint.Context(NOW, catalogue=catalogue)
    with within(5):
        validation = lint.validate(Request(Object(eventList=events)), context)
    assert all(any(problem.rule == "item.unknown" for problem in row) for row in validation.rows)
